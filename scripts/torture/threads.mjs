/** Threads that place and load the addon at the same moment, in one empty cache a round. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

/** @typedef {{ wrote: number, failures: string[] }} Report */

if (isMainThread) {
  const given = JSON.parse(process.argv[2] ?? "");
  const gate = new SharedArrayBuffer(4);
  /** @type {Report[]} */
  const reports = await Promise.all(
    Array.from(
      { length: given.threads },
      () =>
        new Promise((settle, fail) => {
          const worker = new Worker(new URL(import.meta.url), { workerData: { ...given, gate } });
          worker.on("message", settle);
          worker.on("error", fail);
        }),
    ),
  );
  // Each distinct inode in the memory map is a copy of the addon.
  const mapped = readFileSync("/proc/self/maps", "utf8")
    .split("\n")
    .filter((line) => line.includes(given.folder))
    .map((line) => line.split(/\s+/u)[4]);
  const wrote = reports.reduce((sum, report) => sum + report.wrote, 0);
  const failures = reports.flatMap((report) => report.failures);
  process.stdout.write(JSON.stringify({ wrote, copies: new Set(mapped).size, failures }));
} else {
  const given = workerData;
  const require = createRequire(import.meta.url);
  const { nodeCacheFacts, placeInCache } = require(given.cache);
  const gate = new Int32Array(given.gate);
  const bytes = readFileSync(given.source);
  const item = { ...given.item, bytes: () => bytes };
  /** @type {Report} */
  const report = { wrote: 0, failures: [] };
  for (let round = 0; round < given.rounds; round += 1) {
    process.env["FERROTYPE_NATIVES_CACHE_DIR"] = join(given.folder, String(round));
    meet(gate, (round + 1) * given.threads);
    try {
      const { path, wrote, fellBack } = placeInCache(item, nodeCacheFacts("FERROTYPE_NATIVES"));
      report.wrote += wrote ? 1 : 0;
      const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
      if (hash !== item.sha256) throw new Error("a partial file was handed out");
      if (fellBack) throw new Error("it fell back");
      if (typeof require(path).getVersion().contract !== "string") throw new Error("no contract");
    } catch (error) {
      report.failures.push(`round ${round}: ${String(error)}`);
    }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
  parentPort?.postMessage(report);
}

/**
 * Waits until so many have come in all.
 * @param {Int32Array} gate
 * @param {number} many
 */
function meet(gate, many) {
  Atomics.add(gate, 0, 1);
  Atomics.notify(gate, 0);
  for (let come = Atomics.load(gate, 0); come < many; come = Atomics.load(gate, 0)) {
    Atomics.wait(gate, 0, come, 1000);
  }
}
