import { spawn } from "node:child_process";
import { once } from "node:events";

import { grep } from "@ferrotype/natives/search";
import { rgPath } from "@vscode/ripgrep";

import { timed } from "../interleave.js";
import { benchTree } from "../tree.js";

/**
 * Ripgrep as a program, its lines split into objects: what one does without the addon.
 * @param {string} pattern
 * @param {string} root
 */
async function spawnedRipgrep(pattern, root) {
  const child = spawn(rgPath, [
    "--no-config",
    "-n",
    "--no-heading",
    "--color=never",
    pattern,
    root,
  ]);
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  await once(child, "close");
  return Buffer.concat(chunks)
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const first = line.indexOf(":");
      const second = line.indexOf(":", first + 1);
      return {
        path: line.slice(0, first),
        lineNumber: Number(line.slice(first + 1, second)),
        line: line.slice(second + 1),
      };
    });
}

/** @param {string} pattern @param {string} root */
async function native(pattern, root) {
  const matches = await grep({ pattern, root });
  let length = 0;
  for (const match of matches)
    length += match.line.length + match.lineNumber + match.path.length > 0 ? 1 : 0;
  return length;
}

/** No hit, some, very many; every row read. */
export async function rows() {
  const tree = benchTree();
  const cases = [
    { title: "no hit", pattern: "absent_word_xyz", bar: "≤ 0.95", rounds: 9 },
    { title: "1,200 hits", pattern: "needle", bar: "≤ 0.8", rounds: 9 },
    { title: "about 2.4 million hits", pattern: "the", bar: "≤ 0.7", rounds: 3 },
  ];
  for (const { pattern } of cases.slice(0, 2)) {
    const theirs = (await spawnedRipgrep(pattern, tree)).length;
    const ours = await native(pattern, tree);
    if (ours !== theirs) throw new Error(`${pattern}: ${ours} matches, ripgrep has ${theirs}`);
  }
  return cases.map(({ title, pattern, bar, rounds }) => ({
    title,
    bar,
    rounds,
    yardstick: "ripgrep, spawned and split",
    contenders: {
      "ripgrep, spawned and split": () => timed(() => spawnedRipgrep(pattern, tree)),
      grep: () => timed(() => native(pattern, tree)),
    },
  }));
}
