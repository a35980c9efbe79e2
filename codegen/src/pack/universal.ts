import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runProgram } from "../commands/cargo.js";
import { napiCli } from "../commands/napi-build.js";
import { stop } from "../commands/stop.js";
import type { FoundBinary } from "./find-binaries.js";
import { binaryFile } from "./packed-package.js";

/** The target that is made of two others. */
export const universal = "darwin-universal";
const parts = ["darwin-x64", "darwin-arm64"] as const;

/** How `napi universalize` is run on a folder that holds the two binaries and a package.json. */
export function universalizeCommand(addon: string): {
  readonly args: readonly string[];
  readonly manifest: object;
} {
  return {
    args: [
      napiCli().program,
      "universalize",
      "--output-dir",
      ".",
      "--package-json-path",
      "package.json",
    ],
    manifest: {
      name: addon,
      version: "0.0.0",
      napi: { binaryName: addon, targets: ["universal-apple-darwin"] },
    },
  };
}

/**
 * Joins the binaries for the two processors of macOS where both are there; lipo, which does it, is on macOS alone.
 * `remove` is called when the packages are written.
 */
export async function makeUniversal(
  addon: string,
  found: readonly FoundBinary[],
  platform: string = process.platform,
): Promise<{ readonly made: FoundBinary; readonly remove: () => void } | null> {
  const pair = parts.map((target) => found.find((each) => each.target === target));
  if (platform !== "darwin" || pair.some((each) => each === undefined)) return null;
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-universal-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const each of pair) {
      if (each !== undefined) copyFileSync(each.path, join(folder, binaryFile(addon, each.target)));
    }
    const { args, manifest } = universalizeCommand(addon);
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const { code } = await runProgram(process.execPath, args, folder, "show");
    const path = join(folder, binaryFile(addon, universal));
    if (code !== 0 || !existsSync(path)) {
      throw stop("FT6007", "`napi universalize` failed", "mend what it says above");
    }
    return { made: { target: universal, path, shown: binaryFile(addon, universal) }, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
