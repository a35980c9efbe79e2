/** Caches in the hands of others, met by a user who is not root. */
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { fault, NOBODY, start } from "./ground.js";

/**
 * @typedef {object} Scene
 * @property {string} home
 * @property {string} temp
 * @property {string} aside a folder that others point to
 */

/** @param {string} path @param {number} [mode] */
function own(path, mode = 0o700) {
  chmodSync(path, mode);
  chownSync(path, NOBODY, NOBODY);
}

/** @param {string} path @param {number} [mode] */
function makeOwn(path, mode) {
  mkdirSync(path);
  own(path, mode);
}

/**
 * Each prepares the `ferrotype` folder, or one in it, and gives the words that the warning must hold.
 * @type {readonly (readonly [name: string, set: (scene: Scene, folder: string) => string])[]}
 */
const cases = [
  [
    "of another user",
    (_, folder) => {
      mkdirSync(folder);
      return `${folder}: it belongs to another user (uid 0, this process has uid ${NOBODY})`;
    },
  ],
  [
    "writable by all",
    (_, folder) => {
      makeOwn(folder, 0o777);
      return `${folder}: other users may write to it (mode 0777)`;
    },
  ],
  [
    "writable by the group",
    (_, folder) => {
      makeOwn(folder, 0o770);
      return `${folder}: other users may write to it (mode 0770)`;
    },
  ],
  [
    "a symbolic link",
    ({ aside }, folder) => {
      symlinkSync(aside, folder);
      return `${folder}: it is a symbolic link`;
    },
  ],
  [
    "a symbolic link to nowhere",
    (_, folder) => {
      symlinkSync("/nowhere", folder);
      return `${folder}: it is a symbolic link`;
    },
  ],
  [
    "a file",
    (_, folder) => {
      writeFileSync(folder, "");
      own(folder);
      return `${folder}: it is not a folder`;
    },
  ],
];

/**
 * @param {import("./ground.js").Ground} ground
 * @param {boolean} brief only the outermost folder
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function distrust(ground, brief) {
  /** @type {string[]} */
  const failures = [];
  let tried = 0;
  const depths = brief ? 1 : dirname(ground.inCache).split("/").length;
  for (const [name, set] of cases) {
    for (let depth = 1; depth <= depths; depth += 1) {
      tried += 1;
      for (const failure of await one(ground, set, depth)) {
        failures.push(`${name}, at depth ${depth}: ${failure}`);
      }
    }
  }
  tried += 1;
  for (const failure of await takenTemp(ground)) failures.push(`name taken in temp: ${failure}`);
  return {
    trial: `cache in the hands of others, as uid ${NOBODY}`,
    tried,
    failures,
    seen: `${cases.length} kinds at ${depths} of 3 depths: refused, a private folder instead, one warning`,
  };
}

/** @param {import("./ground.js").Ground} ground */
async function makeScene(ground) {
  const [home, temp, aside] = [ground.newFolder(), ground.newFolder(), ground.newFolder()];
  for (const folder of [home, aside]) own(folder);
  chmodSync(temp, 0o1777);
  return { home, temp, aside };
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {(scene: Scene, folder: string) => string} set
 * @param {number} depth
 */
async function one(ground, set, depth) {
  const scene = await makeScene(ground);
  const { home, temp, aside } = scene;
  const parts = dirname(ground.inCache).split("/");
  let folder = join(home, ".cache");
  makeOwn(folder);
  for (const part of parts.slice(0, depth - 1)) makeOwn((folder = join(folder, part)));
  folder = join(folder, parts[depth - 1] ?? "");
  const words = set(scene, folder);
  const before = JSON.stringify(lstatSync(folder));
  const started = await start(ground, { env: { HOME: home, TMPDIR: temp }, uid: NOBODY });
  const failures = fallenBack(started, temp, words);
  if (JSON.stringify(lstatSync(folder)) !== before) failures.push("what was refused was touched");
  if (readdirSync(aside).length > 0) failures.push("something was written behind the link");
  const path = started.result?.path ?? "";
  if (depth > 1 || failures.length > 0) return failures;
  const inode = lstatSync(path).ino;
  const again = await start(ground, { env: { HOME: home, TMPDIR: temp }, uid: NOBODY });
  if (again.result?.path !== started.result?.path || inode !== lstatSync(path).ino)
    failures.push("the second start did not find what the first one wrote");
  return failures;
}

/**
 * What is wrong with a start that has to use the folder for temporary files.
 * @param {import("./ground.js").Start} started
 * @param {string} temp
 * @param {string} words
 */
export function fallenBack(started, temp, words) {
  const why = fault(started);
  if (why !== null) return [why];
  const { result, warnings } = started;
  const failures = [];
  const path = result?.path ?? "";
  if (!path.startsWith(`${temp}/`)) failures.push(`it used ${path}`);
  if (warnings.length !== 1) failures.push(`${warnings.length} warnings: ${started.stderr}`);
  if (!warnings.some((text) => text.includes(words)))
    failures.push(`the warning does not say "${words}": ${warnings.join()}`);
  for (let at = dirname(path); at.length > temp.length; at = dirname(at)) {
    const { uid, mode } = lstatSync(at);
    if (uid !== NOBODY || (mode & 0o077) !== 0)
      failures.push(`${at} is not private: uid ${uid}, mode ${(mode & 0o777).toString(8)}`);
  }
  return failures;
}

/**
 * Another user has made the folder that would be used among the temporary files.
 * @param {import("./ground.js").Ground} ground
 */
async function takenTemp(ground) {
  const { home, temp } = await makeScene(ground);
  chownSync(home, 0, 0);
  const taken = join(temp, `ferrotype-${NOBODY}`);
  mkdirSync(taken, { mode: 0o777 });
  chmodSync(taken, 0o777);
  const env = { HOME: home, TMPDIR: temp };
  const started = await start(ground, { env, uid: NOBODY });
  const failures = fallenBack(started, temp, "this user may not write there");
  if (readdirSync(taken).length > 0) failures.push("the folder of the other user was used");
  const again = await start(ground, { env, uid: NOBODY });
  if (again.result?.path !== started.result?.path) failures.push("the second start made another");
  if (!existsSync(started.result?.path ?? "")) failures.push("there is no file");
  return failures;
}
