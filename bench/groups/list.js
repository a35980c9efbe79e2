import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { listDirectory } from "@ferrotype/natives/fs";
import { fdir } from "fdir";

import { timed } from "../interleave.js";
import { benchTree, treeFiles } from "../tree.js";

/** Every entry of a tree, each row read. */
export async function rows() {
  const tree = benchTree();
  /** @type {(seen: number) => void} */
  const expect = (seen) => {
    if (seen < treeFiles) throw new Error(`only ${seen} entries`);
  };
  return [
    {
      title: `list ${treeFiles} files, names only, rows read`,
      bar: "≤ 0.9",
      yardstick: "fdir",
      rounds: 9,
      contenders: {
        fdir: () =>
          timed(async () =>
            expect((await new fdir().withFullPaths().crawl(tree).withPromise()).length),
          ),
        listDirectory: () =>
          timed(async () => {
            let seen = 0;
            for (const { path } of await listDirectory(tree, {
              recursive: true,
              stat: false,
              hidden: true,
            }))
              seen += path === "" ? 0 : 1;
            expect(seen);
          }),
      },
    },
    {
      title: `list ${treeFiles} files with size and time, rows read`,
      bar: "≤ 0.3",
      yardstick: "readdirSync + lstatSync",
      rounds: 5,
      contenders: {
        "readdirSync + lstatSync": () =>
          timed(() => {
            let bytes = 0;
            for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true }))
              bytes += lstatSync(join(entry.parentPath, entry.name)).size;
            expect(bytes);
          }),
        listDirectory: () =>
          timed(async () => {
            let bytes = 0;
            for (const entry of await listDirectory(tree, {
              recursive: true,
              stat: true,
              hidden: true,
            }))
              bytes += entry.sizeBytes ?? 0;
            expect(bytes);
          }),
      },
    },
  ];
}
