/** What adoption would write, from what the project is: texts before and after, nothing on the disk. */
import { posix } from "node:path";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { ciStep, WORKFLOW } from "./ci.js";
import { configText, type ConfiguredAddon } from "./config-text.js";
import { namePackage } from "./edit-cargo-toml.js";
import { denyBuild, ignoreLines } from "./edit-lines.js";
import { editPackageJson, type Setting } from "./edit-package-json.js";
import { recordAt } from "./json-file.js";
import { packageNames } from "./package-name.js";
import type { Project } from "./project.js";
import { typeTestNotes, usesTypeScript } from "./typescript.js";
import { alignVersion } from "./versions.js";

export interface AdoptedFile {
  readonly path: string;
  /** Null for a new file. */
  readonly before: string | null;
  readonly after: string;
}

export interface Adoption {
  /** In the order in which a person reads them; none is as it was. */
  readonly files: readonly AdoptedFile[];
  /** What a person should know before saying yes, a line each. */
  readonly notes: readonly string[];
  /** Commands to run afterwards. */
  readonly next: readonly string[];
}

/** Plans the adoption; a finding where a file cannot be edited. `version` is that of this tool. */
export function planAdoption(project: Project, version: string): Adoption | Diagnostic {
  const { addons, manager, read } = project;
  const names = packageNames(addons);
  const base = baseFolder(project);
  const configured = addons.map(({ crate, napi }): ConfiguredAddon => {
    const name = crate.folder === "." ? crate.name : posix.basename(crate.folder);
    return { crate: crate.folder, out: `${base}/${name}`, targets: napi?.targets ?? null };
  });
  const manifests: AdoptedFile[] = [];
  const versions = addons.map(alignVersion);
  for (const [index, { crate, cargoToml }] of addons.entries()) {
    const { path, text: before } = cargoToml;
    const aligned = versions[index]?.cargoToml ?? cargoToml;
    const after =
      crate.packageName === null ? namePackage(aligned, names[index] ?? crate.name) : aligned.text;
    if (typeof after !== "string") return after;
    manifests.push({ path, before, after });
  }
  const scripts = scriptNames(project);
  const packageJson = {
    path: project.packageJson.path,
    before: project.packageJson.text,
    after: editPackageJson(project.packageJson.text, settings(project, scripts, version)),
  };
  const ci = ciStep(project, scripts.check);
  const workflow =
    ci.kind === "workflow" ? [{ path: WORKFLOW, before: read(WORKFLOW), after: ci.text }] : [];
  const files = [
    { path: "ferrotype.config.ts", before: null, after: configText({ base, addons: configured }) },
    ...manifests,
    packageJson,
    ...pnpmSettings(project),
    gitignore(project, base),
    ...workflow,
  ].filter(({ before, after }) => before !== after);
  const byHand =
    ci.kind === "workflow"
      ? []
      : [`${ci.file === null ? "In CI, run" : `Add to ${ci.file}:`} ${ci.command}`];
  return {
    files,
    notes: [
      ...addons.flatMap((_, index) => noteOn(project, index, names, configured)),
      ...versions.flatMap(({ note }) => note ?? []),
      ...typeTestNotes(project, base),
      ...byHand,
    ],
    next: [manager.install, `${manager.run} ${scripts.generate}`],
  };
}

/** A folder that is nobody's yet. */
function baseFolder({ read, list }: Project): string {
  const ignored = (read(".gitignore") ?? "")
    .split("\n")
    .map((line) => line.trim().replaceAll(/^\/|\/$/gu, ""));
  const free = (name: string): boolean => list(name).length === 0 && !ignored.includes(name);
  return ["generated", "ferrotype"].find(free) ?? "ferrotype-generated";
}

/** Of the oldest Node that the written package runs on. */
const NODE_TYPES = "^20.19.0";

interface Scripts {
  readonly generate: string;
  readonly check: string;
}

/** `codegen`, unless that is a script of the project already. */
function scriptNames({ packageJson }: Project): Scripts {
  const scripts = recordAt(packageJson.value, "scripts");
  const taken = ["codegen", "codegen:check"].some((name) => scripts[name] !== undefined);
  const name = taken ? "ferrotype" : "codegen";
  return { generate: name, check: `${name}:check` };
}

function settings(project: Project, scripts: Scripts, version: string): readonly Setting[] {
  const { value } = project.packageJson;
  const script = (name: string, command: string): Setting => ({
    table: "scripts",
    key: name,
    value: command,
    sorted: false,
  });
  const known = [
    "dependencies",
    "devDependencies",
    "peerDependencies",
    "optionalDependencies",
  ].flatMap((table) => Object.keys(recordAt(value, table)));
  const dependency = (table: string, name: string, range = `^${version}`): readonly Setting[] =>
    known.includes(name) ? [] : [{ table, key: name, value: range, sorted: true }];
  return [
    script(scripts.generate, "ferrotype generate"),
    script(scripts.check, "ferrotype check"),
    // What is written imports the runtime, so who installs the package needs it too.
    ...dependency("dependencies", "@ferrotype/runtime"),
    ...dependency("devDependencies", "ferrotype"),
    // Types of Node's stand in the written ones as soon as a buffer, a stream or a signal crosses.
    ...(usesTypeScript(project) ? dependency("devDependencies", "@types/node", NODE_TYPES) : []),
  ];
}

/** pnpm 10 does not know the setting, and refuses what it does not know. */
function pnpmSettings({ manager, read }: Project): readonly AdoptedFile[] {
  if (manager.name !== "pnpm" || (manager.major ?? 11) < 11) return [];
  const path = "pnpm-workspace.yaml";
  const before = read(path);
  const after = denyBuild(before);
  return after === null ? [] : [{ path, before, after }];
}

/** Built files and the maps, which move with every line; `target/` is where the generator builds. */
function gitignore({ read }: Project, base: string): AdoptedFile {
  const path = ".gitignore";
  const before = read(path);
  const lines = [`/${base}/*/native/`, `/${base}/**/*.d.ts.map`, "/target/", "/node_modules/"];
  return { path, before, after: ignoreLines(before, lines) };
}

function noteOn(
  { addons }: Project,
  index: number,
  names: readonly string[],
  configured: readonly ConfiguredAddon[],
): readonly string[] {
  const [addon, target] = [addons[index], configured[index]];
  if (addon === undefined || target === undefined) return [];
  const { crate, cargoToml, napi, entry } = addon;
  const notes = [
    `${target.out} will be the npm package ${names[index] ?? crate.name}; ${cargoToml.path} says so.`,
  ];
  if (entry?.byHand === true) {
    notes.push(
      `${entry.path} is written by hand and stays; it can import ${target.out}/index.js instead of what napi build wrote.`,
    );
  }
  if (napi !== null && napi.unknown.length > 0) {
    const those = napi.unknown.length === 1 ? "that target is" : "those targets are";
    notes.push(`ferrotype has no ${napi.unknown.join(", ")}: ${those} left to napi build.`);
  }
  return notes;
}
