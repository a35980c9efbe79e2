import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../scripts/root.js";

export const treeFiles = 60_000;

/**
 * A tree of 60,000 text files in 2,400 folders, the same each time; made once under target/.
 * Every 50th file holds "needle" once; every line holds "the".
 */
export function benchTree() {
  const folder = join(root, "target/bench/tree-1");
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  let seed = 1;
  const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
  const words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india"];
  for (let file = 0; file < treeFiles; file += 1) {
    const parent = join(draft, `a${file % 12}`, `b${file % 120}`, `c${file % 2400}`);
    if (file < 2400) mkdirSync(parent, { recursive: true });
    const lines = 10 + (next() % 60);
    let text = "";
    for (let line = 0; line < lines; line += 1) {
      text += `the ${words[next() % 9]} ${words[next() % 9]} ${next()} ${words[next() % 9]}\n`;
    }
    if (file % 50 === 0) text += "one needle here\n";
    writeFileSync(join(parent, `file-${file}.${file % 3 === 0 ? "c" : "txt"}`), text);
  }
  renameSync(draft, folder);
  return folder;
}
