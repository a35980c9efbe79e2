/** Ways to import the package: from CommonJS, on many threads, again and again. */
import { expect, test } from "vitest";

import { packageFolder } from "./package-copy.js";
import { jsonOf } from "./run-node.js";

test("require() gives the same objects as import()", () => {
  const code = `const required = require("@ferrotype/natives/fs");
    require("@ferrotype/natives").readFile("/nope").catch(async ({ code }) => {
      const imported = await import("@ferrotype/natives/fs");
      console.log(JSON.stringify([code, required.readFile === imported.readFile]));
    });`;
  expect(jsonOf(code, packageFolder, { commonjs: true })).toEqual(["ENOENT", true]);
});

test("eight threads import it at once, work, and end", () => {
  const worker = `const { parentPort } = require("node:worker_threads");
    import("@ferrotype/natives").then(async ({ listDirectory, grep, NativeSession, Process }) => {
      const [names, lines] = await Promise.all([
        listDirectory("."),
        grep({ pattern: "listDirectory", root: "fs.js" }),
      ]);
      const session = new NativeSession();
      parentPort.postMessage([
        names.column("name").includes("fs.js"),
        lines.length > 0,
        await session.addMessage("one"),
        Process.fromPid(process.pid) instanceof Process,
      ]);
    });`;
  const code = `import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    const workers = Array.from({ length: 8 }, () => new Worker(${JSON.stringify(worker)}, { eval: true, execArgv: [] }));
    const results = await Promise.all(workers.map(async (worker) => {
      const [[message], [exitCode]] = await Promise.all([once(worker, "message"), once(worker, "exit")]);
      return [...message, exitCode];
    }));
    console.log(JSON.stringify(results));`;
  expect(jsonOf(code, packageFolder)).toEqual(
    Array.from({ length: 8 }, () => [true, true, 1, true, 0]),
  );
});

test("a thread that is terminated in the middle of its work harms nobody", () => {
  const worker = `const { parentPort } = require("node:worker_threads");
    import("@ferrotype/natives").then(({ executeCommand, readFile }) => {
      executeCommand("sleep", ["0.05"]);
      for (let round = 0; round < 20; round += 1) readFile("/dev/zero", { length: 1_000_000 });
      parentPort.postMessage("busy");
    });`;
  const code = `import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    import { executeCommand, readFile } from "@ferrotype/natives";
    for (let round = 0; round < 5; round += 1) {
      const worker = new Worker(${JSON.stringify(worker)}, { eval: true, execArgv: [] });
      await once(worker, "message");
      await worker.terminate();
    }
    const [{ length }, { exitCode }] = await Promise.all([
      readFile("/dev/zero", { length: 10 }),
      executeCommand("true"),
    ]);
    console.log(JSON.stringify([length, exitCode]));`;
  expect(jsonOf(code, packageFolder)).toEqual([10, 0]);
});

test("a process ends by itself, whatever it has not waited for", () => {
  const code = `import { executeCommand, NativeSession, readFile } from "@ferrotype/natives";
    new NativeSession();
    await readFile("/dev/zero", { length: 10 });
    executeCommand("true");
    console.log("1");`;
  expect(jsonOf(code, packageFolder)).toBe(1);
});
