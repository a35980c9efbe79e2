/** The generated package, copied to where a test may spoil it. */
import { cpSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { tempFolder } from "./temp-folder.js";

/** The folder of the generated package. */
export const packageFolder: string = fileURLToPath(
  new URL("../../../generated/natives", import.meta.url),
);

const runtimeFolder = fileURLToPath(new URL("../../../packages/runtime", import.meta.url));

/** A project in which the package is installed, without its binary. */
export interface PackageCopy {
  readonly root: string;
  /** `node_modules/@ferrotype/natives` in it. */
  readonly folder: string;
}

/** Copies the package, but for `native/`, into the `node_modules` of a new project. */
export function copyPackage(): PackageCopy {
  const root = tempFolder({ "package.json": '{ "type": "module" }\n' });
  const scope = join(root, "node_modules/@ferrotype");
  mkdirSync(scope, { recursive: true });
  const folder = join(scope, "natives");
  const left = new Set(["native", "node_modules"]);
  cpSync(packageFolder, folder, {
    recursive: true,
    filter: (source) => dirname(source) !== packageFolder || !left.has(basename(source)),
  });
  for (const part of ["package.json", "dist"]) {
    cpSync(join(runtimeFolder, part), join(scope, "runtime", part), { recursive: true });
  }
  return { root, folder };
}
