/** What the workflows have to know of an adopted project, from its files and from what cargo says of its crates. */
import { posix } from "node:path";

import type { CiAddon, CiProject } from "../ci/ci-project.js";
import { testedNodes, toolNode } from "../ci/nodes.js";
import { WORKFLOW } from "./ci.js";
import { textAt } from "./json-file.js";
import type { Opened } from "./read-project.js";

/** The project for the workflows; `lockFiles`: Cargo.lock of each workspace, relative to the root. */
export function describeCi(
  { manager, packageJson, read }: Pick<Opened, "manager" | "packageJson" | "read">,
  addons: readonly CiAddon[],
  locks: string,
  lockFiles: readonly string[],
): CiProject {
  const exact = textAt(packageJson.value, "packageManager")?.replace(/\+.*$/u, "") ?? null;
  return {
    origin:
      "Written by ferrotype from the targets in its config; make it anew: " +
      `${manager.exec} ferrotype init --ci`,
    install: [...installManager(manager.name, exact), manager.installFrozen],
    ferrotype: `${manager.exec} ferrotype`,
    node: toolNode,
    testedNodes,
    isLocked: lockFiles.every((path) => isCommitted(path, read)),
    toolchain: null,
    locks,
    addons,
    targets: [...new Set(addons.flatMap(({ targets }) => targets))],
    workflow: posix.basename(WORKFLOW),
    own: null,
  };
}

/** What a runner lacks: it has npm, and yarn 1. */
function installManager(name: Opened["manager"]["name"], exact: string | null): readonly string[] {
  switch (name) {
    case "npm":
      return [];
    case "yarn":
      return exact === null ? [] : ["corepack enable"];
    case "pnpm":
    case "bun":
      return [`npm install --global ${exact ?? name}`];
  }
}

/** It is there, and git does not ignore it: projects of libraries often leave it out. */
function isCommitted(path: string, read: Opened["read"]): boolean {
  if (read(path) === null) return false;
  const ignored = (read(".gitignore") ?? "").split(/\r?\n/u).map((line) => line.trim());
  return !["Cargo.lock", "/Cargo.lock", path, `/${path}`].some((line) => ignored.includes(line));
}
