/** The author crate over the life of processes and workers: each case is a process of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { buildTinyAddon } from "./tiny-addon.js";

const folder = mkdtempSync(join(tmpdir(), "ferrotype-author-"));
let addonPath: string;

beforeAll(() => {
  addonPath = buildTinyAddon(folder);
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script with the addon as `addon` and a `sleep`; what it gives to `tell`. */
function run(script: string): { told: unknown; stderr: string; durationMs: number } {
  const source = `
    const addonPath = process.argv[1];
    const addon = require(addonPath);
    const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
    const tell = (value) => console.log(JSON.stringify(value));
    ${script}`;
  const start = performance.now();
  const child = spawnSync(process.execPath, ["--expose-gc", "-e", source, addonPath], {
    encoding: "utf8",
    env: { ...process.env, RUST_BACKTRACE: "0" },
    timeout: 60_000,
  });
  const durationMs = performance.now() - start;
  expect({ status: child.status, signal: child.signal }, child.stderr).toEqual({
    status: 0,
    signal: null,
  });
  const line = child.stdout.trim().split("\n").at(-1);
  return { told: line ? JSON.parse(line) : undefined, stderr: child.stderr, durationMs };
}

test("a panic in a drop is a warning, and Node goes on", () => {
  const { told } = run(`
    const warnings = [];
    process.on("warning", ({ name, code, message }) => warnings.push({ name, code, message }));
    (function forget() { addon.Ledger.opened("Ada", 3); })();
    (async () => {
      for (let round = 0; round < 100 && warnings.length === 0; round += 1) { gc(); await sleep(5); }
      tell({ warnings, after: await addon.pick([9], 0) });
    })();`);
  expect(told).toEqual({
    warnings: [
      {
        name: "FerrotypeWarning",
        code: "ERR_RUST_PANIC",
        message:
          "Rust panicked: the ledger of Ada is not balanced (while dropping tiny_addon::Ledger)",
      },
    ],
    after: 9,
  });
});

test("a panic in a drop at the end of the process does not change its exit", () => {
  run(`globalThis.kept = addon.Ledger.opened("Ada", 3);`);
});

test("idle threads do not keep the process", () => {
  const { told, durationMs } = run(`addon.pick([4], 0).then(tell);`);
  expect(told).toBe(4);
  expect(durationMs).toBeLessThan(5_000);
});

test("a job under way keeps the process", () => {
  const { told } = run(`
    let steps;
    addon.countSteps(300).then((counted) => { steps = counted; });
    process.on("exit", () => tell({ settled: steps > 0 }));`);
  expect(told).toEqual({ settled: true });
});

test("process.exit does not wait", () => {
  const { durationMs } = run(`addon.countSteps(20000); setTimeout(() => process.exit(0), 20);`);
  expect(durationMs).toBeLessThan(10_000);
});

test("workers end with jobs in flight, and their work ends too", () => {
  const { told } = run(`
    const { Worker } = require("node:worker_threads");
    const work = \`
      const { parentPort, workerData } = require("node:worker_threads");
      const addon = require(workerData);
      for (let index = 0; index < 20; index += 1) {
        addon.countSteps(60000, index % 2 === 0 ? 0 : index);
        for (let more = 0; more < 20; more += 1) addon.pick([1], 0);
      }
      parentPort.postMessage("started");\`;
    (async () => {
      for (let round = 0; round < 50; round += 1) {
        const worker = new Worker(work, { eval: true, workerData: addonPath });
        await new Promise((started) => worker.once("message", started));
        await worker.terminate();
      }
      await sleep(100);
      const steps = addon.stepsTaken();
      await sleep(100);
      tell({ worked: steps > 0, stopped: addon.stepsTaken() === steps, after: await addon.pick([2], 0) });
    })();`);
  expect(told).toEqual({ worked: true, stopped: true, after: 2 });
});

test("20,000 jobs at once all settle", () => {
  const { told } = run(`
    const count = 20000;
    let [largest, last, running] = [0, performance.now(), true];
    const watch = () => {
      const now = performance.now();
      [largest, last] = [Math.max(largest, now - last), now];
      if (running) setImmediate(watch);
    };
    (async () => {
      const promises = Array.from({ length: count }, (_, index) => addon.pick([index], 0));
      last = performance.now();
      watch();
      const sum = (await Promise.all(promises)).reduce((left, right) => left + right, 0);
      running = false;
      tell({ sum, largestGapMs: largest });
    })();`) as { told: { sum: number; largestGapMs: number } };
  expect(told.sum).toBe(199_990_000);
  // For information: it depends on the machine's load.
  console.info(`largest gap of the event loop: ${told.largestGapMs.toFixed(1)} ms`);
});

test("jobs that wait for each other's threads come through", () => {
  const { told } = run(`
    (async () => {
      const waits = Array.from({ length: 64 }, () => addon.countSteps(100));
      const start = performance.now();
      const quick = await addon.pick([5], 0);
      const quickMs = performance.now() - start;
      await Promise.all(waits);
      tell({ quick, unhindered: quickMs < 90 });
    })();`);
  expect(told).toEqual({ quick: 5, unhindered: true });
});
