/** `signal`: whose reason it is, and that the work behind it ends. */
import { execFileSync } from "node:child_process";
import { getEventListeners } from "node:events";
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  executeCommand,
  fuzzyFind,
  glob,
  grep,
  listDirectory,
  readFile,
  readTextFile,
  writeFile,
} from "@ferrotype/natives";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { rejectionOf } from "./failure.js";
import { cpuMs, cpuUntilIdle, hasProc, isRunning, openFiles, until } from "./observe-process.js";
import { tempFolder } from "./temp-folder.js";

const folder = tempFolder({ "text.txt": "the quick brown fox jumps over it\n".repeat(60_000) });

type Call = (signal: AbortSignal) => Promise<unknown>;

/** One call of each cancellable function. */
const calls: Readonly<Record<string, Call>> = {
  readFile: (signal) => readFile(join(folder, "text.txt"), { signal }),
  readTextFile: (signal) => readTextFile(join(folder, "text.txt"), { signal }),
  writeFile: (signal) => writeFile(join(folder, "written"), "x", { signal }),
  listDirectory: (signal) => listDirectory(folder, { signal }),
  executeCommand: (signal) => executeCommand("touch", ["ran"], { cwd: folder, signal }),
  grep: (signal) => grep({ pattern: "fox", root: folder, signal }),
  glob: (signal) => glob("**", { cwd: folder, signal }),
  fuzzyFind: (signal) => fuzzyFind("text", { root: folder, signal }),
};

const warnings: Error[] = [];
const note = (warning: Error): void => void warnings.push(warning);
beforeAll(() => void process.on("warning", note));
afterAll(() => {
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

describe.each(Object.entries(calls))("%s", (_name, call) => {
  test("aborted before: rejects with the reason itself", async () => {
    const reason = { any: "value" };
    expect(await rejectionOf(() => call(AbortSignal.abort(reason)))).toBe(reason);
    expect(await rejectionOf(() => call(AbortSignal.abort()))).toMatchObject({
      name: "AbortError",
    });
  });

  test("aborted at once after the call: rejects with the reason itself", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { stack } = reason;
    const rejection = rejectionOf(() => call(controller.signal));
    controller.abort(reason);
    expect(await rejection).toBe(reason);
    expect(reason.stack).toBe(stack);
  });

  test("one signal for 20 calls, with handlers of the user's", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const heard: string[] = [];
    const onabort = (): void => void heard.push("onabort");
    signal.onabort = onabort;
    signal.addEventListener("abort", () => void heard.push("listener"));
    const own = getEventListeners(signal, "abort").length;
    const rejections = Array.from({ length: 20 }, () => rejectionOf(() => call(signal)));
    expect(getEventListeners(signal, "abort")).toHaveLength(own + 1);
    expect(signal.onabort).toBe(onabort);
    const reason = new Error("all of you");
    controller.abort(reason);
    expect(heard).toEqual(["onabort", "listener"]);
    for (const rejection of await Promise.all(rejections)) expect(rejection).toBe(reason);
    expect(getEventListeners(signal, "abort")).toHaveLength(own);
    expect(signal.onabort).toBe(onabort);
  });
});

test("aborted before: nothing is done", async () => {
  const cwd = tempFolder();
  const signal = AbortSignal.abort();
  await rejectionOf(() => writeFile(join(cwd, "written"), "", { signal }));
  await rejectionOf(() => executeCommand("touch", ["ran"], { cwd, signal }));
  // Both would be done before this: jobs of one kind begin in their order.
  await writeFile(join(cwd, "later"), "");
  await executeCommand("touch", ["last"], { cwd });
  expect(readdirSync(cwd).sort()).toEqual(["last", "later"]);
});

test("a call that ends first leaves no listener, and a later abort does nothing", async () => {
  const controller = new AbortController();
  const path = join(folder, "kept");
  for (let round = 0; round < 50; round += 1) await writeFile(path, "kept", controller);
  await rejectionOf(() => readFile(join(folder, "nope"), controller));
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  controller.abort();
  expect(readFileSync(path, "utf8")).toBe("kept");
});

test("a signal of another kind is refused, and rejects", async () => {
  const signal = "abort" as unknown as AbortSignal;
  expect(await rejectionOf(() => readFile(folder, { signal }))).toMatchObject({
    code: "ERR_INVALID_ARG_TYPE",
    message: 'readFile: argument "signal" must be an AbortSignal, but is "abort"',
  });
});

describe("the work behind it ends", () => {
  const tree = join(folder, "tree");
  const copies = join(folder, "copies");

  beforeAll(() => {
    mkdirSync(copies);
    for (let index = 0; index < 24; index += 1) {
      linkSync(join(folder, "text.txt"), join(copies, `${index}`));
    }
    for (let index = 0; index < 40; index += 1) {
      mkdirSync(join(tree, `${index}`), { recursive: true });
      for (let file = 0; file < 250; file += 1)
        writeFileSync(join(tree, `${index}`, `${file}`), "");
    }
  });

  const heavy: Readonly<Record<string, Call>> = {
    grep: (signal) => grep({ pattern: String.raw`(?i)f\w+ jumps [a-n]+ z`, root: copies, signal }),
    listDirectory: (signal) => listDirectory(tree, { recursive: true, signal }),
    readFile: (signal) => readFile("/dev/zero", { length: 200_000_000, signal }),
  };

  test.runIf(hasProc).each(Object.entries(heavy))(
    "60 calls of %s cost less than 30 that are not aborted",
    async (_name, call) => {
      await cpuUntilIdle(0);
      const quiet = cpuMs();
      const began = performance.now();
      await call(new AbortController().signal);
      const wallMs = performance.now() - began;
      const oneMs = await cpuUntilIdle(quiet);
      const controller = new AbortController();
      const start = cpuMs();
      const rejections = Array.from({ length: 60 }, () =>
        rejectionOf(() => call(controller.signal)),
      );
      // In the middle of the work: what is to be shown is that it goes no further.
      await sleep(wallMs / 4);
      controller.abort();
      for (const rejection of await Promise.all(rejections))
        expect(rejection).toBe(controller.signal.reason);
      const costMs = await cpuUntilIdle(start);
      expect(costMs).toBeLessThan(30 * oneMs);
    },
  );

  test("a program and all that it has started", async () => {
    const script = "sleep 1000 & echo $! > pid.new; echo $$ >> pid.new; mv pid.new pids; wait";
    const work = tempFolder();
    const controller = new AbortController();
    const reason = new Error("stop");
    const rejection = rejectionOf(() =>
      executeCommand("sh", ["-c", script], { cwd: work, signal: controller.signal }),
    );
    await until(() => existsSync(join(work, "pids")));
    const pids = readFileSync(join(work, "pids"), "utf8").trim().split("\n").map(Number);
    expect(pids.map(isRunning)).toEqual([true, true]);
    controller.abort(reason);
    expect(await rejection).toBe(reason);
    await until(() => !pids.some(isRunning));
  });

  test.runIf(process.platform !== "win32")(
    "readers of a FIFO give their threads back",
    async () => {
      const fifo = join(tempFolder(), "fifo");
      execFileSync("mkfifo", [fifo]);
      const controller = new AbortController();
      const rejections = Array.from({ length: 40 }, () =>
        rejectionOf(() => readFile(fifo, controller)),
      );
      controller.abort();
      await Promise.all(rejections);
      expect(await readFile(join(folder, "text.txt"), { length: 3 })).toHaveLength(3);
    },
  );

  test.runIf(hasProc)("no file stays open", async () => {
    await cpuUntilIdle(cpuMs());
    const before = openFiles();
    for (let round = 0; round < 20; round += 1) {
      const controller = new AbortController();
      const rejections = Object.values(calls).map((call) =>
        rejectionOf(() => call(controller.signal)),
      );
      controller.abort();
      await Promise.all(rejections);
    }
    await until(() => openFiles() <= before);
  });
});
