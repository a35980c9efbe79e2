/** Files in the cache that are damaged, of equal size. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { together } from "./first-extraction.js";
import { fault, start } from "./ground.js";

/** @type {readonly (readonly [name: string, damage: (bytes: Buffer) => void])[]} */
const damages = [
  ["8 bytes at its start", (bytes) => bytes.fill("garbage!", 0, 8)],
  ["its first page", (bytes) => bytes.fill(0, 0, 4096)],
  ["its program headers", (bytes) => bytes.fill(0xff, 64, 512)],
  ["all of it", (bytes) => bytes.fill(0)],
];

/**
 * @param {import("./ground.js").Ground} ground
 * @param {boolean} brief
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function damaged(ground, brief) {
  /** @type {string[]} */
  const failures = [];
  let tried = 0;
  const chosen = brief ? damages.slice(0, 1) : damages;
  for (const [name, damage] of chosen) {
    const folder = ground.newFolder();
    const env = { FERROTYPE_NATIVES_CACHE_DIR: folder };
    const path = join(folder, ground.inCache);
    let inode = 0;
    const spoil = () => {
      const bytes = readFileSync(path);
      damage(bytes);
      writeFileSync(path, bytes);
    };
    /** @param {import("./ground.js").Start} started @param {boolean} replaced @param {string} when */
    const expect = (started, replaced, when) => {
      tried += 1;
      const why = fault(started);
      if (why !== null) failures.push(`${name}, ${when}: ${why}`);
      else if ((inode !== statSync(path).ino) !== replaced)
        failures.push(`${name}, ${when}: ${replaced ? "not replaced" : "replaced"}`);
      inode = statSync(path).ino;
    };
    expect(await start(ground, { env }), true, "before");
    spoil();
    expect(await start(ground, { env }), true, "damaged");
    if (!readFileSync(path).equals(ground.bytes)) failures.push(`${name}: it is still damaged`);
    expect(await start(ground, { env }), false, "after");
    spoil();
    const many = await together(ground, env);
    tried += many.length;
    for (const one of many) {
      const why = fault(one);
      if (why !== null) failures.push(`${name}, many at once: ${why}`);
    }
  }
  return {
    trial: "file damaged, of equal size",
    tried,
    failures,
    seen: `${chosen.length} kinds of damage: replaced once; 8 at once on each: all work`,
  };
}
