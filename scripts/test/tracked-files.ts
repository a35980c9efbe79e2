import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";

/** Files of the repository, tracked or new, ignored ones excluded; relative, sorted. */
export function trackedFiles(): readonly string[] {
  const text = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return [...new Set(text.split("\n").filter((line) => line !== ""))].sort();
}

/** Text of a file of the repository. */
export function readTracked(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
