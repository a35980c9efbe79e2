import { pathsOf } from "../search.js";
import type { Failure } from "./failure.js";
import { textOf } from "./failure.js";

/** The setting of the project, or of the environment, that asks for leaves of another platform; null: none is known. */
export function platformSetting(failure: Failure): string | null {
  const variable = ["npm_config_os", "npm_config_cpu", "npm_config_libc"].find(
    (name) => (failure.facts.env[name] ?? "") !== "",
  );
  return variable ?? fileWith(failure, platforms);
}

/** The file of the project that asks for the leaf in a version of its own; null: none is known. */
export function overrideOf(failure: Failure): string | null {
  // A key may hold a path, and a version: `core>leaf@1`, `**/leaf`.
  const named = new RegExp(`${failure.leaf}["'@:]`, "u");
  const asks = (section: unknown): boolean => named.test(JSON.stringify(section) ?? "");
  try {
    const { overrides, resolutions, pnpm } = JSON.parse(
      textOf(failure, pathIn(failure, "package.json")),
    ) as Manifest;
    if ([overrides, resolutions, pnpm?.overrides].some(asks)) return "package.json";
  } catch {
    // Without one, nothing is asked for there.
  }
  const workspace = textOf(failure, pathIn(failure, "pnpm-workspace.yaml"));
  const section = /^overrides:\n(?:[ \t].*\n?|\n)*/mu.exec(workspace)?.[0] ?? "";
  return named.test(section) ? "pnpm-workspace.yaml" : null;
}

interface Manifest {
  readonly overrides?: unknown;
  readonly resolutions?: unknown;
  readonly pnpm?: { readonly overrides?: unknown };
}

const platforms: readonly (readonly [file: string, RegExp])[] = [
  [".npmrc", /^(?:os|cpu|libc)(?:\[\])? *=/mu],
  ["pnpm-workspace.yaml", /^supportedArchitectures:/mu],
  ["package.json", /"supportedArchitectures" *:/u],
  [".yarnrc.yml", /^supportedArchitectures:/mu],
];

function fileWith(
  failure: Failure,
  files: readonly (readonly [file: string, RegExp])[],
): string | null {
  const found = files.find(([file, pattern]) =>
    pattern.test(textOf(failure, pathIn(failure, file))),
  );
  return found?.[0] ?? null;
}

function pathIn({ facts, installation }: Failure, file: string): string {
  return pathsOf(facts).join(installation.folder, file);
}
