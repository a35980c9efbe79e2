/**
 * A short walk through every module of the natives: run it with the Node of another platform to see that a build for it
 * loads and works. Prints the target and ends with 0, or throws.
 */
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { getVersion } from "@ferrotype/natives";
import { listDirectory, readFile, readTextFile, writeFile } from "@ferrotype/natives/fs";
import { executeCommand, Process } from "@ferrotype/natives/process";
import { fuzzyFind, glob, grep, hasMatch, search } from "@ferrotype/natives/search";
import { NativeSession } from "@ferrotype/natives/session";

const folder = mkdtempSync(join(tmpdir(), "ferrotype-smoke-"));
try {
  await writeFile(join(folder, "a/ünï.txt"), "one\ntwo needle\n", { createParents: true });
  assert.equal(await readTextFile(join(folder, "a/ünï.txt")), "one\ntwo needle\n");
  assert.deepEqual((await listDirectory(folder, true)).column("path"), ["a", "a/ünï.txt"]);
  await assert.rejects(readFile(join(folder, "nope")), { code: "ENOENT", syscall: "open" });
  await assert.rejects(readFile("a", { offset: -1 }), {
    name: "RangeError",
    code: "ERR_OUT_OF_RANGE",
  });

  const [match] = await grep({ pattern: "needle", root: folder });
  assert.deepEqual([match?.path, match?.lineNumber, match?.ranges[0]?.start], ["a/ünï.txt", 2, 4]);
  assert.deepEqual((await glob("**/*.txt", { cwd: folder })).column("path"), ["a/ünï.txt"]);
  assert.equal((await fuzzyFind("atxt", { root: folder })).at(0)?.path, "a/ünï.txt");
  assert.ok(hasMatch("abc", "b"));
  assert.equal(search("abc\nb", { pattern: "b" }).length, 2);

  const reason = new Error("enough");
  const aborted = grep({
    pattern: "x",
    root: "/",
    hidden: true,
    signal: AbortSignal.abort(reason),
  });
  await assert.rejects(aborted, reason);

  const { stdout, exitCode } = await executeCommand(process.platform === "win32" ? "cmd" : "sh", [
    process.platform === "win32" ? "/c" : "-c",
    "echo hi",
  ]);
  assert.deepEqual([stdout.trim(), exitCode], ["hi", 0]);
  assert.equal(Number(Process.fromPid(process.pid).pid), process.pid);

  const session = new NativeSession();
  await Promise.all(["one", "two"].map((content) => session.addMessage(content)));
  assert.deepEqual(await session.getMessages(), ["one", "two"]);

  const { target, profile, contract } = getVersion();
  console.log(`${target}, ${profile}, contract ${contract}: all modules work`);
} finally {
  rmSync(folder, { recursive: true });
}
