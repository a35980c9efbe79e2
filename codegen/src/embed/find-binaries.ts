import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { targets as known, type Target } from "@ferrotype/runtime/binary";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { findPackageManager } from "../init/package-manager.js";
import { checkBinaries } from "../pack/check-binaries.js";
import { readBinary } from "../pack/find-binaries.js";
import { npmLibc } from "../pack/leaf-package.js";
import { binaryFile, leafName } from "../pack/packed-package.js";
import type { Embeddable } from "./read-embeddable.js";

/** Path of the binary for a target: in the leaf package, or in the package's own build; null without either. */
export function findBinary({ folder, table }: Embeddable, target: string): string | null {
  const name = binaryFile(table.binary, target);
  const built = join(folder, "native", name);
  const leaf = leafFolder(folder, leafName(table.leaf, target));
  const installed = leaf === null ? [] : [join(leaf, name)];
  const places = table.workspace ? [built, ...installed] : [...installed, built];
  return places.find((place) => existsSync(place)) ?? null;
}

function leafFolder(folder: string, leaf: string): string | null {
  try {
    return dirname(createRequire(join(folder, "binding.js")).resolve(`${leaf}/package.json`));
  } catch {
    return null;
  }
}

/** Targets of this machine for which there is a binary: the closest one, and all variants of it. */
export function defaultTargets(embeddable: Embeddable, host: readonly string[]): readonly string[] {
  const published = known.filter(
    ({ name }) => embeddable.table.targets.includes(name) || host.includes(name),
  );
  for (const plain of host) {
    const found = published.filter(
      ({ name, base }) => base === plain && findBinary(embeddable, name) !== null,
    );
    if (found.length > 0) return found.map(({ name }) => name);
  }
  return [];
}

/** FT6018: targets without a binary. `here`: the folder of the project. */
export function checkFound(
  { folder, table }: Embeddable,
  missing: readonly string[],
  here: string,
): readonly Diagnostic[] {
  const manager = managerOf(here);
  return missing.map((target) => {
    const leaf = leafName(table.leaf, target);
    const message = `${table.package} has no binary for ${target}: ${leaf} is not installed, and there is no ${join(folder, "native", binaryFile(table.binary, target))}`;
    const help = table.targets.includes(target)
      ? installHelp(leaf, table.version, target, manager)
      : `it is published for ${table.targets.join(", ")}`;
    return diagnostic("FT6018", message, { help });
  });
}

/** FT6019, FT6020: what a binary says of itself against its name and its package. */
export function checkFit(
  { table }: Embeddable,
  { target, path }: { readonly target: string; readonly path: string },
  shown: string,
): readonly Diagnostic[] {
  const binary = readBinary({ target, path, shown });
  if (binary === null) return [];
  const { algorithm, contract: hash } = table;
  const identity = {
    package: { name: table.package, version: table.version },
    contract: { algorithm, hash },
  };
  const help = table.workspace
    ? `build it again: ${table.command ?? "ferrotype generate"}`
    : `install ${leafName(table.leaf, target)}@${table.version}, of the same release as ${table.package}`;
  return checkBinaries([binary], identity).map((found) => ({ ...found, help }));
}

function managerOf(here: string): string {
  const read = (path: string): string | null => {
    try {
      return readFileSync(join(here, path), "utf8");
    } catch {
      return null;
    }
  };
  let manifest: unknown = null;
  try {
    manifest = JSON.parse(read("package.json") ?? "{}");
  } catch {
    // A package.json that does not parse says nothing.
  }
  return findPackageManager(isRecord(manifest) ? manifest : {}, read).name;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** How a leaf comes to a machine that it is not for. */
function installHelp(leaf: string, version: string, target: string, manager: string): string {
  const found: Target | undefined = known.find(({ name }) => name === target);
  const { platform = "", arches = [], libc = null } = found ?? {};
  const cpu = arches.length === 1 ? (arches[0] ?? "") : "current";
  switch (manager) {
    case "pnpm": {
      const parts = [
        `os: [current, ${platform}]`,
        `cpu: [current${cpu === "current" ? "" : `, ${cpu}`}]`,
        ...(libc === null ? [] : [`libc: [current, ${npmLibc(libc)}]`]),
      ];
      return `add supportedArchitectures: { ${parts.join(", ")} } to pnpm-workspace.yaml, and run pnpm install`;
    }
    case "bun":
      return `run bun install --os=${platform} --cpu=${cpu === "current" ? "*" : cpu}`;
    case "yarn":
      return `run yarn add ${leaf}@${version} --ignore-platform, or with yarn 2 and later add supportedArchitectures to .yarnrc.yml`;
    default:
      return `run npm install --no-save --force ${leaf}@${version}`;
  }
}
