/**
 * Threads that load the addon by its package, use every module and end: by themselves, by `process.exit`, or terminated
 * by the main thread while the addon works. With `exit` as argument: one process that exits while it works.
 */
import { strict as assert } from "node:assert";
import { randomInt } from "node:crypto";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const here = dirname(fileURLToPath(import.meta.url));
const AT_ONCE = 8;
const sleep = process.argv[3] ?? "31";
/**
 * How half of the threads end.
 * @type {readonly End[]}
 */
const others = ["terminated", "exits", "terminated", "early"];

/**
 * `early`: terminated at any moment, as a rule while the addon is loaded or used for the first time.
 * @typedef {"early" | "ends" | "exits" | "terminated"} End
 */

if (!isMainThread) {
  await live(workerData);
} else if (process.argv[2] === "exit") {
  const modules = await load();
  await use(modules);
  work(modules);
  await setTimeout(randomInt(20));
  process.exit(7);
} else {
  await many(Number(process.argv[2]));
}

/** @param {number} threads */
async function many(threads) {
  /** @type {Record<End, number>} */
  const ended = { ends: 0, exits: 0, early: 0, terminated: 0 };
  let next = 0;
  const hand = async () => {
    for (let index = next++; index < threads; index = next++) {
      // Half of them end by themselves.
      /** @type {End} */
      const end = index % 2 === 0 ? "ends" : (others[((index - 1) / 2) % others.length] ?? "ends");
      await one(end);
      ended[end] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  // The addon still works for the thread that is left.
  await use(await load());
  process.stdout.write(JSON.stringify(ended));
}

/** @param {End} end */
async function one(end) {
  const worker = new Worker(new URL(import.meta.url), { workerData: end });
  const busy = new Promise((settle) => worker.once("message", settle));
  /** @type {Promise<number>} */
  const gone = new Promise((settle, fail) => {
    worker.on("exit", settle);
    worker.on("error", fail);
  });
  if (end === "terminated") await Promise.race([busy, gone]);
  if (end === "terminated" || end === "early") {
    await setTimeout(randomInt(end === "early" ? 150 : 30));
    await worker.terminate();
  }
  const code = await gone;
  // A thread that has not begun ends with 0.
  const expected = { ends: [0], exits: [7], terminated: [1], early: [0, 1] }[end];
  assert.ok(expected.includes(code), `a thread that ${end}: ${code}`);
}

/** @param {End} end */
async function live(end) {
  const modules = await load();
  await use(modules);
  if (end === "ends") return;
  work(modules);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
  parentPort?.postMessage("busy");
  if (end !== "exits") await setTimeout(60_000);
  await setTimeout(randomInt(30));
  process.exit(7);
}

async function load() {
  const [fs, processes, search, session] = await Promise.all([
    import("@ferrotype/natives/fs"),
    import("@ferrotype/natives/process"),
    import("@ferrotype/natives/search"),
    import("@ferrotype/natives/session"),
  ]);
  return { fs, processes, search, session };
}

/**
 * Calls each module.
 * @param {Awaited<ReturnType<typeof load>>} modules
 */
async function use({ fs, processes, search, session }) {
  assert.ok((await fs.listDirectory(here)).length > 3);
  assert.ok((await fs.readTextFile(fileURLToPath(import.meta.url))).includes("ferrotype"));
  assert.ok(search.hasMatch("abc", "b"));
  assert.ok((await search.grep({ pattern: "terminated", root: here })).length > 0);
  assert.equal((await processes.executeCommand("echo", ["hi"])).stdout, "hi\n");
  assert.equal(Number(processes.Process.fromPid(process.pid).pid), process.pid);
  const talk = new session.NativeSession();
  await talk.addMessage("one");
  assert.deepEqual(await talk.getMessages(), ["one"]);
}

/**
 * Starts work of each module that nobody waits for.
 * @param {Awaited<ReturnType<typeof load>>} modules
 */
function work({ fs, processes, search, session }) {
  const root = "/usr";
  const talk = new session.NativeSession();
  const jobs = [
    () => search.grep({ pattern: "e.*q", root, hidden: true }),
    () => search.glob("**/*", { cwd: root }),
    () => search.fuzzyFind("lib", { root }),
    () => fs.listDirectory(root, true),
    () => fs.readFile(process.execPath),
    () => processes.executeCommand("sleep", [sleep]),
    () => talk.addMessage("x".repeat(100_000)),
    () => talk.messages(),
  ];
  const aborter = new AbortController();
  jobs.push(() => search.grep({ pattern: "never", root, signal: aborter.signal }));
  for (const job of jobs) {
    for (let times = 0; times < 3; times += 1) job().catch(() => undefined);
  }
  aborter.abort();
}
