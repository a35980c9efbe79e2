/** `ferrotype init --ci`: the workflows of an adopted project, from the targets in its config. */
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { buildMatrix } from "../ci/build-matrix.js";
import type { CiAddon } from "../ci/ci-project.js";
import { mergeWorkflow } from "../init/ci-merge.js";
import { workflows } from "../ci/workflows.js";
import { isShortWorkflow, WORKFLOW } from "../init/ci.js";
import { describeCi } from "../init/describe-ci.js";
import { isRecord, textAt } from "../init/json-file.js";
import type { Adoption } from "../init/plan-adoption.js";
import type { Opened } from "../init/read-project.js";
import type { ResolvedAddon, ResolvedConfig } from "../read/config.js";
import { readCargoMetadata } from "./cargo.js";
import { stop } from "./stop.js";

export interface CiPlan extends Adoption {
  /** Edits of a person that would be lost, a line for each file. */
  readonly lost: readonly string[];
}

/** What would be written, what would be lost, and what a person has to do besides. */
export async function planCi(config: ResolvedConfig, opened: Opened): Promise<CiPlan> {
  const described = await Promise.all(
    config.addons.map((addon) => describeAddon(config.root, addon)),
  );
  const addons = described.map(({ addon }) => addon);
  const lockFiles = [...new Set(described.map(({ lockFile }) => lockFile))];
  const project = describeCi(opened, addons, config.locks, lockFiles);
  const merged = workflows(project).map(({ path, text }) => {
    const before = opened.read(path);
    const isOurs = before !== null && isShortWorkflow(before);
    return { path, before, ...mergeWorkflow(before, text, isOurs) };
  });
  const files = merged.filter(({ before, text }) => before !== text);
  const lost = files
    .filter(({ edited }) => edited.length > 0)
    .map(({ path, edited }) => `${path}: ${edited.join(", ")}`);
  return {
    files: files.map(({ path, before, text }) => ({ path, before, after: text })),
    notes: [
      ...files
        .filter(({ kept }) => kept.length > 0)
        .map(({ path, kept }) => `Your own jobs stay in ${path}: ${kept.join(", ")}.`),
      ...lost.map((each) => `Edited by hand, and written anew: ${each}.`),
      ...notesOn(project.targets, addons),
      ...shallowNotes(opened),
    ],
    next: [],
    lost,
  };
}

interface Described {
  readonly addon: CiAddon;
  /** Relative to the root. */
  readonly lockFile: string;
}

async function describeAddon(root: string, addon: ResolvedAddon): Promise<Described> {
  const { name, crate, targets } = addon;
  const metadata = await readCargoMetadata(root, crate);
  const manifest = join(root, crate, "Cargo.toml");
  const owner = metadata.packages.find(({ manifest_path }) => manifest_path === manifest);
  const library = owner?.targets.find(({ crate_types }) => crate_types.includes("cdylib"));
  const own = isRecord(owner?.metadata) ? owner.metadata["ferrotype"] : null;
  const npmName = isRecord(own) ? textAt(own, "package") : null;
  if (library === undefined || npmName === null) {
    throw stop(
      "FT6007",
      `${crate}/Cargo.toml is not that of an adopted addon`,
      'it needs crate-type = ["cdylib"] and [package.metadata.ferrotype] with the name of the package',
    );
  }
  return {
    addon: {
      name,
      manifest: crate === "." ? "Cargo.toml" : `${crate}/Cargo.toml`,
      library: library.name.replaceAll("-", "_"),
      package: npmName,
      targets,
    },
    lockFile: relative(root, join(metadata.workspace_root, "Cargo.lock")).split(sep).join("/"),
  };
}

function notesOn(targets: readonly string[], addons: readonly CiAddon[]): readonly string[] {
  const { others } = buildMatrix(targets);
  const names = addons.map(({ package: name }) => name).join(", ");
  return [
    ...(others.length === 0
      ? []
      : [
          `No runner of GitHub builds ${others.join(", ")}: add a job of your own to ${WORKFLOW} that uploads each binary as an artifact binary-<target>, and run init --ci once more: it keeps your jobs, and lets "pack" wait for those.`,
        ]),
    `The release workflow publishes without a token: on npm, name it as the trusted publisher of ${names} and of each leaf package. Their first versions are published by hand.`,
  ];
}

function shallowNotes({ root }: Opened): readonly string[] {
  return existsSync(join(root, ".git"))
    ? []
    : ["GitHub reads workflows at the root of a repository alone, and this folder is none."];
}
