import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { readManifest } from "./find-packages.js";

/** A package that a module wanted and did not get. */
export interface MissingPackage {
  readonly name: string;
  /** `is not installed`, or what is wrong with it. */
  readonly what: string;
}

/** The package for want of which an import failed; null: it failed for another reason. */
export function missingPackage(error: unknown): MissingPackage | null {
  const { code, message } = (error ?? {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  const text = typeof message === "string" ? message : "";
  const bare = /Cannot find package '([^'/]+(?:\/[^'/]+)?)'/u.exec(text)?.[1];
  if (code === "ERR_MODULE_NOT_FOUND" && bare !== undefined) {
    return { name: bare, what: "is not installed" };
  }
  const [wanted = ""] = text.split(/ imported from | while importing /u);
  const name = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/'"]+)/u.exec(wanted)?.[1];
  if (name === undefined || !damages.includes(String(code))) {
    return null;
  }
  const [first = ""] = text.split("\n");
  return { name: name.replaceAll("\\", "/"), what: `is damaged: ${first}` };
}

const damages: readonly string[] = [
  "ERR_MODULE_NOT_FOUND",
  "MODULE_NOT_FOUND",
  "ERR_INVALID_PACKAGE_CONFIG",
  "ERR_PACKAGE_PATH_NOT_EXPORTED",
  "ERR_UNSUPPORTED_DIR_IMPORT",
];

/** Nothing that is asked here may itself import a package: it may be the one that is missing. */
const locks = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
] as const;

/** How the packages of a project are installed anew; `path`: a folder of one of them. */
export function installAnew(path: string): string {
  const [outside = path, inside] = path.split(/[\\/]node_modules[\\/]/u);
  const project = inside === undefined ? nearestManifest(path) : outside;
  if (!existsSync(join(project, "package.json"))) {
    return `Install it again, in ${project}, as it was installed before`;
  }
  const lock = locks.find(([file]) => existsSync(join(project, file)));
  const install = `${lock?.[1] ?? "npm"} install`;
  return `Remove node_modules and install again, in ${project}:\n  ${install}`;
}

function nearestManifest(path: string): string {
  for (let folder = path; ; folder = dirname(folder)) {
    if ("name" in readManifest(folder) || folder === dirname(folder)) return folder;
  }
}
