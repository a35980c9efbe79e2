/** The generated package as npm installs it: with its binary in a leaf package. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyPackage, packageFolder, type PackageCopy } from "./package-copy.js";

/** An installed copy, whose table is that of a published package. */
export interface InstalledCopy extends PackageCopy {
  /** Path of the binary in the leaf package. */
  readonly binary: string;
}

/** Installs the package and its leaf into a new project. */
export function installCopy(): InstalledCopy {
  const copy = copyPackage();
  const table = join(copy.folder, "binding.js");
  const text = readFileSync(table, "utf8");
  const published = text.replace("workspace: true", "workspace: false");
  if (published === text) throw new Error("the table was not changed");
  writeFileSync(table, published);
  const native = join(packageFolder, "native");
  const file = readdirSync(native).find((name) => name.endsWith(".node"));
  if (file === undefined) throw new Error("the addon is not built");
  const name = `@ferrotype/natives-${file.split(".")[1] ?? ""}`;
  const leaf = join(copy.root, "node_modules", name);
  mkdirSync(leaf);
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    readonly version: string;
  };
  writeFileSync(join(leaf, "package.json"), JSON.stringify({ name, version, main: file }));
  copyFileSync(join(native, file), join(leaf, file));
  return { ...copy, binary: join(leaf, file) };
}
