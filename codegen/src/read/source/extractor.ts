import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

import { diagnostic } from "../../diagnostics/make.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";

export interface ExtractorSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workspaceRoot: string;
  /** Names of this machine's targets, best first. @default asked of `@ferrotype/runtime` */
  readonly targets?: readonly string[];
  /** Where `@ferrotype/extract-<target>` is resolved from. @default this module */
  readonly from?: string;
}

/** Either a path or the reason why there is none. */
export type FoundExtractor =
  | { readonly path: string; readonly diagnostics: readonly [] }
  | { readonly path: null; readonly diagnostics: readonly Diagnostic[] };

const executable = process.platform === "win32" ? "ferrotype-extract.exe" : "ferrotype-extract";

/** Finds `ferrotype-extract`: `FERROTYPE_EXTRACT`, the workspace's own build, the leaf package. */
export async function findExtractor(search: ExtractorSearch): Promise<FoundExtractor> {
  const asked = search.env["FERROTYPE_EXTRACT"];
  if (asked !== undefined && asked !== "") {
    if (existsSync(asked)) return found(resolve(asked));
    return missing(`\`FERROTYPE_EXTRACT\` names \`${asked}\`, which is not there`);
  }
  const built = newestBuild(search);
  if (built !== null) return found(built);
  const targets = search.targets ?? (await hostTargets());
  const packaged = fromLeaf(targets, search.from ?? import.meta.url);
  if (packaged !== null) return found(packaged);
  const leaves = targets.map((target) => `\`${leafOf(target)}\``).join(" or ");
  return missing(
    `\`ferrotype-extract\` was not found: ${leaves === "" ? "no package of it is made for this platform" : `${leaves} is not installed`}`,
  );
}

function found(path: string): FoundExtractor {
  return { path, diagnostics: [] };
}

function missing(message: string): FoundExtractor {
  const help =
    "run `cargo install ferrotype-extract` and set `FERROTYPE_EXTRACT` to the binary that it installs, or install ferrotype again with its optional dependencies";
  return { path: null, diagnostics: [diagnostic("FT6006", message, { help })] };
}

/** The workspace of this repository builds the extractor itself, in one profile or another. */
function newestBuild({ env, workspaceRoot }: ExtractorSearch): string | null {
  const target = resolve(workspaceRoot, env["CARGO_TARGET_DIR"] ?? "target");
  const [newest] = ["quick", "release", "debug"]
    .map((profile) => join(target, profile, executable))
    .flatMap((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() === true ? [{ path, modifiedMs: stat.mtimeMs }] : [];
    })
    .toSorted((left, right) => right.modifiedMs - left.modifiedMs);
  return newest?.path ?? null;
}

function leafOf(target: string): string {
  return `@ferrotype/extract-${target}`;
}

function fromLeaf(targets: readonly string[], from: string): string | null {
  const { resolve: resolveModule } = createRequire(from);
  for (const target of targets) {
    try {
      const path = join(dirname(resolveModule(`${leafOf(target)}/package.json`)), executable);
      if (existsSync(path)) return path;
    } catch {
      // Not installed: the next target may be.
    }
  }
  return null;
}

async function hostTargets(): Promise<readonly string[]> {
  const { libcOfExecutable, targetsOf } = await import("@ferrotype/runtime/binary");
  const { platform, arch, execPath } = process;
  return targetsOf(platform, arch, () => libcOfExecutable(execPath));
}
