/**
 * A short walk through every module of the natives, on the main thread and in a worker: run it with another runtime, or
 * with the Node of another platform, to see that a build for it loads and works. Needs no other file. Prints the target
 * and ends with 0, or throws.
 */
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, Worker, workerData } from "node:worker_threads";

import { getVersion } from "@ferrotype/natives";
import { isFsError, listDirectory, readFile, readTextFile, writeFile } from "@ferrotype/natives/fs";
import { executeCommand, Process } from "@ferrotype/natives/process";
import { fuzzyFind, glob, grep, hasMatch, search } from "@ferrotype/natives/search";
import { NativeSession } from "@ferrotype/natives/session";

if (isMainThread) {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-smoke-"));
  try {
    await fileSystem(folder);
    await searching(folder);
    await cancelling();
    await processes();
    await sessions();
    await inWorker(folder);
    const { target, profile, contract } = getVersion();
    console.log(`${target}, ${profile}, contract ${contract}: all modules work`);
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  await searching(workerData);
  await cancelling();
  await sessions();
}

/** @param {string} folder */
async function fileSystem(folder) {
  await writeFile(join(folder, "a/ünï.txt"), "one\ntwo needle\n", { createParents: true });
  assert.equal(await readTextFile(join(folder, "a/ünï.txt")), "one\ntwo needle\n");
  const listed = await listDirectory(folder, true);
  assert.deepEqual(listed.column("path"), ["a", "a/ünï.txt"]);
  assert.deepEqual(
    Array.from(listed, ({ isDir }) => isDir),
    [true, false],
  );
  await assert.rejects(readFile(join(folder, "nope")), (error) => {
    assert.ok(isFsError(error) && error.code === "ENOENT" && error.syscall === "open");
    return true;
  });
  const refused = readFile("a", { offset: -1 });
  await assert.rejects(refused, { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
}

/** @param {string} folder */
async function searching(folder) {
  const [match] = await grep({ pattern: "needle", root: folder });
  assert.deepEqual([match?.path, match?.lineNumber, match?.ranges[0]?.start], ["a/ünï.txt", 2, 4]);
  assert.deepEqual((await glob("**/*.txt", { cwd: folder })).column("path"), ["a/ünï.txt"]);
  assert.equal((await fuzzyFind("atxt", { root: folder })).at(0)?.path, "a/ünï.txt");
  assert.ok(hasMatch("abc", "b"));
  assert.equal(search("abc\nb", { pattern: "b" }).length, 2);
}

async function cancelling() {
  const reason = new Error("enough");
  const everything = { pattern: "x", root: "/", hidden: true };
  await assert.rejects(grep({ ...everything, signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const running = grep({ ...everything, signal: controller.signal });
  // At once: in qemu the root is a small folder, which is searched in less than any delay.
  controller.abort(reason);
  await assert.rejects(running, reason);
}

async function processes() {
  const [shell, flag] = process.platform === "win32" ? ["cmd", "/c"] : ["sh", "-c"];
  const { stdout, exitCode } = await executeCommand(shell, [flag, "echo hi"]);
  assert.deepEqual([stdout.trim(), exitCode], ["hi", 0]);
  assert.equal(Number(Process.fromPid(process.pid).pid), process.pid);
}

async function sessions() {
  const session = new NativeSession();
  await Promise.all(["one", "two"].map((content) => session.addMessage(content)));
  assert.deepEqual(await session.getMessages(), ["one", "two"]);
  assert.deepEqual((await session.messages({ last: 1 })).at(0)?.content, "two");
}

/** @param {string} folder */
async function inWorker(folder) {
  const worker = new Worker(new URL(import.meta.url), { workerData: folder });
  const exitCode = await new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", resolve);
  });
  assert.equal(exitCode, 0);
}
