/** `ferrotype init`: adopts a napi-rs project. Shows what it would write, and writes when somebody says yes. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { WORKFLOW } from "../init/ci.js";
import { findCrates, type CratesMetadata, type FoundCrates } from "../init/crates.js";
import { checkToml } from "../init/edit-cargo-toml.js";
import { planAdoption, type Adoption } from "../init/plan-adoption.js";
import type { AddonCrate } from "../init/project.js";
import {
  completeProject,
  findManifests,
  fromRoot,
  manifestsBeneath,
  openProject,
  type Opened,
} from "../init/read-project.js";
import { renderAdoption } from "../init/render-adoption.js";
import { findConfig } from "../read/read-config.js";
import { planWrite } from "../write/plan.js";
import { writePlan } from "../write/write.js";
import type { Flags } from "./arguments.js";
import { runProgram } from "./cargo.js";
import { planCi } from "./init-ci.js";
import { ownVersion } from "./own-version.js";
import { report } from "./report.js";
import { openConfig } from "./session.js";
import { Stop, stop, UsageError } from "./stop.js";

/** Runs the verb and gives the exit code: 1 where there was something to write and nobody said yes. */
export async function runInit(flags: Flags): Promise<number> {
  if (flags.config !== null) {
    throw new UsageError(
      "--config: init writes ferrotype.config.ts into this folder, and no other",
    );
  }
  const root = process.cwd();
  const config = ownConfig(root);
  if (flags.init.ci) {
    if (config !== null) return runCi(flags, root);
    if (flags.json) throw new UsageError("--json: adopt first, then init --ci --json");
    return adoptWithCi(flags, root);
  }
  if (config !== null) {
    const text = `${config} is here: this project is adopted, and nothing was changed.\n`;
    return conclude(flags, root, { files: [], notes: [], next: [] }, text);
  }
  return offer(flags, root, await planAll(flags, root));
}

/** Two steps: the workflows are made from what cargo says of a project that is adopted. */
async function adoptWithCi(flags: Flags, root: string): Promise<number> {
  const planned = await planAll(flags, root);
  const code = await offer(flags, root, { ...planned, next: [] });
  if (code !== 0) {
    process.stdout.write(
      "The workflows are made from the adopted project; to see them before they are written:\n" +
        "  ferrotype init --yes\n  ferrotype init --ci\n",
    );
    return code;
  }
  process.stdout.write("\n");
  try {
    return await runCi(flags, root);
  } finally {
    process.stdout.write(nextText(planned.next));
  }
}

async function runCi(flags: Flags, root: string): Promise<number> {
  const config = await openConfig(flags);
  const planned = await planCi(config, orStop(openProject(root)));
  if (flags.init.yes && planned.lost.length > 0) {
    const text = [
      "Nothing was written: --yes alone does not undo what somebody edited by hand:",
      ...planned.lost.map((each) => `  ${each}`),
      "Move it into jobs of your own, which are kept; or remove the file first; or answer ferrotype init --ci on a terminal.",
      "",
    ].join("\n");
    if (!flags.json) process.stdout.write(`${renderAdoption(planned)}\n`);
    return conclude(flags, root, planned, text, false);
  }
  if (planned.files.length > 0) return offer(flags, root, planned);
  return conclude(flags, root, planned, "The workflows are up to date, and nothing was changed.\n");
}

async function planAll(flags: Flags, root: string): Promise<Adoption> {
  const opened = orStop(openProject(root));
  const crates = await chooseCrates(opened, flags.init.crates);
  const planned = orStop(planAdoption(orStop(completeProject(opened, crates)), ownVersion()));
  // The short workflow is a part of the long one.
  const files = planned.files.filter(({ path }) => !flags.init.ci || path !== WORKFLOW);
  return { ...planned, files };
}

/** Shows what would be written, and writes it where somebody says yes. */
async function offer(flags: Flags, root: string, adoption: Adoption): Promise<number> {
  if (!flags.json) process.stdout.write(`${renderAdoption(adoption)}\n`);
  if (!flags.init.yes && !(await confirm(flags, adoption))) {
    const command = flags.init.ci ? "ferrotype init --ci --yes" : "ferrotype init --yes";
    const text = `Nothing was written; ${command} writes it.\n`;
    return conclude(flags, root, adoption, text, false);
  }
  const diagnostics = writeAdoption(root, adoption);
  if (diagnostics.length > 0) throw new Stop(diagnostics);
  return conclude(flags, root, adoption, doneText(adoption), true);
}

/** A config in a folder above is that of a project which this folder is part of. */
function ownConfig(root: string): string | null {
  const config = findConfig(root);
  if (config === null) return null;
  if (dirname(config) === root) return basename(config);
  const above = relative(root, config);
  throw stop(
    "FT6015",
    `this folder belongs to a project that is adopted: ${above}`,
    `add the crate to its addons: { crate: ${JSON.stringify(fromRoot(dirname(config), root))} }`,
  );
}

async function chooseCrates(
  { root }: Opened,
  wanted: readonly string[],
): Promise<readonly AddonCrate[]> {
  const found = await askCargo(root);
  const { addons } = found;
  if (addons.length === 0) throw noAddon(found);
  if (wanted.length === 0) {
    if (addons.length > 1) throw severalAddons(addons);
    return addons;
  }
  const chosen = wanted.map((path) => {
    const folder = fromRoot(root, join(root, path));
    const crate = addons.find((each) => each.folder === folder);
    if (crate !== undefined) return crate;
    const there = addons.map((each) => each.folder).join(", ");
    throw new UsageError(`--crate: ${path} is no addon of this project; there are ${there}`);
  });
  return [...new Set(chosen)];
}

async function askCargo(root: string): Promise<FoundCrates> {
  const first = await workspacesOf(root, findManifests(root));
  const found = findCrates(root, first);
  // The root's crate may be something else, and the addon lie beside it in a workspace of its own.
  if (found.addons.length > 0 || !existsSync(join(root, "Cargo.toml"))) return found;
  return findCrates(root, [...first, ...(await workspacesOf(root, manifestsBeneath(root)))]);
}

async function workspacesOf(
  root: string,
  manifests: readonly string[],
): Promise<readonly CratesMetadata[]> {
  const workspaces: CratesMetadata[] = [];
  for (const path of manifests) {
    const fault = checkToml({ path, text: readFileSync(join(root, path), "utf8") });
    if (fault !== null) throw new Stop([fault]);
    const args = ["metadata", "--no-deps", "--format-version", "1", "--manifest-path"];
    const { code, output } = await runProgram("cargo", [...args, join(root, path)], root, "pipe");
    if (code !== 0) {
      throw stop("FT6016", `cargo cannot read ${path}`, "mend what cargo says above");
    }
    const metadata = JSON.parse(output) as CratesMetadata;
    refuseOuterWorkspace(root, metadata.workspace_root);
    workspaces.push(metadata);
  }
  return workspaces;
}

/** Files of crates beside this folder would lie outside of what the generator calls the workspace. */
function refuseOuterWorkspace(root: string, workspace: string): void {
  const path = fromRoot(root, workspace);
  if (!path.startsWith("..") || !existsSync(join(workspace, "package.json"))) return;
  throw stop(
    "FT6015",
    `this folder is part of the cargo workspace in ${path}`,
    `run ferrotype init in ${path}`,
  );
}

function noAddon({ nearly }: FoundCrates): Stop {
  return stop(
    "FT6015",
    "no crate here is an addon of napi-rs: a cdylib that depends on napi-derive",
    nearly.length === 0
      ? "run ferrotype init in the folder that holds package.json, with the crate in it or beneath"
      : nearly.join("\n"),
  );
}

function severalAddons(addons: readonly AddonCrate[]): Stop {
  const flags = addons.map(({ folder }) => `--crate ${folder}`).join(" ");
  return stop(
    "FT6015",
    `there are ${addons.length} addons here: ${addons.map(({ folder }) => folder).join(", ")}`,
    `name those that are to be adopted: ferrotype init ${flags}`,
  );
}

/** Asks where somebody can answer. */
async function confirm({ json }: Flags, { files }: Adoption): Promise<boolean> {
  if (json || !process.stdin.isTTY || !process.stdout.isTTY) return false;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const what = files.length === 1 ? "this file" : `these ${files.length} files`;
  const answer = await new Promise<string>((settle) => {
    // Ctrl-C and Ctrl-D say no.
    prompt.once("close", () => settle(""));
    prompt.question(`Write ${what}? [y/N] `, settle);
  });
  prompt.close();
  return /^y(?:es)?$/iu.test(answer.trim());
}

function writeAdoption(root: string, { files }: Adoption): readonly Diagnostic[] {
  const generated = files.map(({ path, after }) => ({ path, text: after, committed: true }));
  return writePlan(planWrite(root, generated, []), []).diagnostics;
}

function doneText({ files, next }: Adoption): string {
  return [
    ...files.map(({ path, before }) => `${before === null ? "added" : "changed"} ${path}`),
    nextText(next),
  ].join("\n");
}

function nextText(next: readonly string[]): string {
  if (next.length === 0) return "";
  return ["", "Next:", ...next.map((command) => `  ${command}`), ""].join("\n");
}

function conclude(
  flags: Flags,
  root: string,
  { files, notes, next }: Adoption,
  text: string,
  written?: boolean,
): number {
  if (flags.json) {
    const listed = files.map(({ path, before, after }) => ({
      path,
      kind: before === null ? "add" : "edit",
      text: after,
    }));
    const result = { files: listed, notes, next, written: written ?? false };
    report({ verb: "init", diagnostics: [], json: true, root, result });
  } else process.stdout.write(text);
  return written === false ? 1 : 0;
}

function orStop<Value extends object>(value: Value | Diagnostic): Value {
  if ("severity" in value) throw new Stop([value]);
  return value;
}
