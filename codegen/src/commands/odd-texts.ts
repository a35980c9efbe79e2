import { statSync } from "node:fs";
import { posix, join } from "node:path";

import { stop } from "./stop.js";

/** The locks of the largest workspaces have half a megabyte. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Ends where cargo, which reads what it finds, would never come back from a pipe or fill the memory. */
export function refuseOddTexts(root: string, crate: string): void {
  const names = ["Cargo.toml", "Cargo.lock", posix.join(crate, "Cargo.toml")];
  for (const name of new Set(names)) {
    const what = oddity(join(root, name));
    if (what === null) continue;
    throw stop(
      "FT6007",
      `cargo cannot read ${name}: ${what}`,
      `put a ${posix.basename(name)} in its place`,
    );
  }
}

function oddity(path: string): string | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || stat.isDirectory()) return null;
    if (!stat.isFile()) return "it is a pipe, a socket or a device";
    if (stat.size <= MOST_BYTES) return null;
    return `it has ${stat.size} bytes, and ${MOST_BYTES} are the most`;
  } catch {
    // cargo says better why it cannot.
    return null;
  }
}
