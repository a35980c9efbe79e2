/** What an executable has to stand, each in an empty folder and as a user without rights. */
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Nobody: where the tests run as root, permissions would say nothing. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const TIMEOUT_MS = 60_000;

/**
 * @typedef {object} Place
 * @property {string} program the executable, alone in its folder
 * @property {string} home
 * @property {string} temp
 * @property {string} binary as it was packed
 *
 * @typedef {object} Outcome
 * @property {number | null} code
 * @property {string} stdout
 * @property {string} stderr
 */

/** @type {Readonly<Record<string, (place: Place) => Promise<void>>>} */
export const scenarios = {
  "first run": async (place) => {
    const path = loadedFrom(await start(place));
    assert.deepEqual(filesIn(place.home), [path]);
    assert.ok(path.startsWith(join(place.home, ".cache/ferrotype/")), path);
    assert.deepEqual(filesIn(place.temp), []);
  },
  "again, nothing written": async (place) => {
    await start(place);
    const before = traces(place.home);
    const path = loadedFrom(await start(place));
    assert.deepEqual(traces(place.home), before);
    assert.deepEqual(filesIn(place.home), [path]);
    assert.deepEqual(filesIn(place.temp), []);
  },
  "read-only home": async (place) => {
    chmodSync(place.home, 0o555);
    const outcome = await start(place);
    const path = loadedFrom(outcome);
    assert.deepEqual(readdirSync(place.home), []);
    assert.ok(path.startsWith(place.temp), path);
    assert.match(outcome.stderr, /Cannot use the cache/u);
  },
  "corrupted cache": async (place) => {
    const path = loadedFrom(await start(place));
    const good = hashOf(path);
    for (const spoil of spoilers) {
      const bytes = readFileSync(path);
      spoil(bytes);
      writeFileSync(path, bytes);
      assert.notEqual(hashOf(path), good);
      assert.equal(loadedFrom(await start(place)), path);
      assert.equal(hashOf(path), good);
      assert.deepEqual(filesIn(place.home), [path]);
    }
  },
  "8 at once, empty cache": async (place) => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => start(place)));
    const paths = new Set(outcomes.map(loadedFrom));
    assert.deepEqual(filesIn(place.home), [...paths]);
    assert.deepEqual(
      outcomes.map(({ stderr }) => stderr),
      outcomes.map(() => ""),
    );
  },
  "cache elsewhere": async (place) => {
    const folder = join(place.temp, "elsewhere");
    const path = loadedFrom(await start(place, { FERROTYPE_NATIVES_CACHE_DIR: folder }));
    assert.ok(path.startsWith(folder), path);
    assert.deepEqual(filesIn(place.home), []);
  },
  "the file that is named": async (place) => {
    const path = join(place.program, "../own.node");
    copyFileSync(place.binary, path);
    const outcome = await start(place, { FERROTYPE_NATIVES_PATH: path });
    assert.deepEqual(loaded(outcome), { source: "environment", path });
    assert.deepEqual(filesIn(place.home), []);
  },
  "named node, beside a leaf": async (place) => {
    const folder = join(place.program, "..");
    const leaf = join(folder, "node_modules/@ferrotype/natives-linux-x64-gnu");
    cpSync(join(place.binary, ".."), leaf, { recursive: true });
    const program = join(folder, "node-tool");
    renameSync(place.program, program);
    const path = loadedFrom(await start({ ...place, program }));
    assert.deepEqual(filesIn(place.home), [path]);
  },
};

/**
 * What a program stands that was built without its binary.
 * @type {Readonly<Record<string, (place: Place) => Promise<void>>>}
 */
export const bareScenarios = {
  "binary beside it": async (place) => {
    const path = join(place.program, "../natives.linux-x64-gnu.node");
    copyFileSync(place.binary, path);
    const outcome = await start(place);
    assert.deepEqual(loaded(outcome), { source: "beside", path });
    assert.deepEqual(filesIn(place.home), []);
  },
  "no binary at all": async (place) => {
    const { code, stderr } = await start(place);
    assert.equal(code, 1);
    assert.match(stderr, /LoadError: Cannot load the native addon of @ferrotype\/natives/u);
    assert.match(stderr, /ferrotype embed/u);
  },
};

/** Equal in size, and seen by the reader of headers, or by the system's loader alone. */
const spoilers = [
  (/** @type {Buffer} */ bytes) => bytes.fill(0),
  (/** @type {Buffer} */ bytes) => bytes.fill("x", 0, 8),
];

/**
 * Runs a scenario with a copy of an executable that nothing else of the project is near to.
 * @param {(place: Place) => Promise<void>} scenario
 * @param {string} executable
 * @param {string} binary
 */
export async function runScenario(scenario, executable, binary) {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-executable-"));
  try {
    chmodSync(folder, 0o755);
    const place = {
      program: join(folder, "alone/app"),
      home: join(folder, "home"),
      temp: join(folder, "tmp"),
      binary,
    };
    for (const path of [join(folder, "alone"), place.home, place.temp]) {
      mkdirSync(path);
      if (asRoot) chownSync(path, NOBODY, NOBODY);
    }
    copyFileSync(executable, place.program);
    chmodSync(place.program, 0o755);
    await scenario(place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Place} place
 * @param {Readonly<Record<string, string>>} [settings]
 * @returns {Promise<Outcome>}
 */
function start({ program, home, temp }, settings = {}) {
  const child = spawn(program, [], {
    cwd: join(program, ".."),
    env: { HOME: home, TMPDIR: temp, PATH: "/usr/bin:/bin", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
    ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * The file that the binary was loaded from, which was embedded.
 * @param {Outcome} outcome
 */
function loadedFrom(outcome) {
  const { source, path } = loaded(outcome);
  assert.equal(source, "executable", outcome.stdout);
  return path;
}

/**
 * What the binary was loaded from.
 * @param {Outcome} outcome
 */
function loaded({ code, stdout, stderr }) {
  assert.equal(code, 0, `it ended with ${code}: ${stdout}${stderr}`);
  /** @type {{ mapped: readonly string[], candidates: readonly import("@ferrotype/runtime").Candidate[] }} */
  const { mapped, candidates } = JSON.parse(stdout);
  const found = candidates.find(({ verdict }) => verdict === "loaded");
  assert.ok(found !== undefined, stdout);
  assert.deepEqual(mapped, [found.path]);
  return { source: found.source, path: found.path };
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Everything in a folder that writing would change; a folder's own time says when it was used last.
 * @param {string} folder
 */
function traces(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const { ino, mode, size, mtimeMs, ctimeMs } = lstatSync(path);
      const isFile = lstatSync(path).isFile();
      return { path, ino, mode, ...(isFile ? { size, mtimeMs, ctimeMs } : {}) };
    });
}

/** @param {string} path */
function hashOf(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
