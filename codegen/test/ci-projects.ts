/** Projects whose workflows are tested: ours, and those of strangers with each package manager. */
import { fileURLToPath } from "node:url";

import { ownProject } from "../../scripts/own-ci.js";
import type { CiAddon, CiProject } from "../src/ci/ci-project.js";
import { describeCi } from "../src/init/describe-ci.js";
import { project } from "./init-builders.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export function ourProject(): CiProject {
  return ownProject(root);
}

export function ciAddon(name: string, targets: readonly string[]): CiAddon {
  return {
    name,
    manifest: `crates/${name}/Cargo.toml`,
    library: name,
    package: `@case/${name}`,
    targets,
  };
}

const some = ["linux-x64-gnu", "linux-x64-musl", "win32-x64-msvc"];

/** A stranger's project, by its package.json and the names of its files. */
export function stranger(
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
  addons: readonly CiAddon[] = [ciAddon("one", some)],
): CiProject {
  return describeCi(project(manifest, files), addons, "generated/surface", ["Cargo.lock"]);
}

export const projects: readonly (readonly [name: string, project: CiProject])[] = [
  ["ours", ourProject()],
  ["npm", stranger({}, { "package-lock.json": "", "Cargo.lock": "" })],
  ["pnpm", stranger({ packageManager: "pnpm@12.0.0+sha512.abc" }, {})],
  ["yarn", stranger({}, { "yarn.lock": "" })],
  [
    "bun, several addons",
    stranger({}, { "bun.lock": "" }, [
      ciAddon("one", some),
      ciAddon("two", ["linux-x64-gnu", "darwin-universal", "freebsd-x64"]),
    ]),
  ],
];
