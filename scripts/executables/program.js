/**
 * The program of the executables: uses every module of the natives, and prints as JSON which binary it loaded.
 * CommonJS has no `await` at the top.
 */
import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { listDirectory, readTextFile, writeFile } from "@ferrotype/natives/fs";
import { executeCommand, Process } from "@ferrotype/natives/process";
import { grep, hasMatch } from "@ferrotype/natives/search";
import { NativeSession } from "@ferrotype/natives/session";
import { explainLoad } from "@ferrotype/runtime";

async function main() {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-program-"));
  try {
    await writeFile(join(folder, "a/b.txt"), "one\ntwo needle\n", { createParents: true });
    assert.equal(await readTextFile(join(folder, "a/b.txt")), "one\ntwo needle\n");
    assert.deepEqual((await listDirectory(folder, true)).column("path"), ["a", "a/b.txt"]);

    const [match] = await grep({ pattern: "needle", root: folder });
    assert.deepEqual([match?.path, match?.lineNumber], ["a/b.txt", 2]);
    assert.ok(hasMatch("abc", "b"));

    const { stdout, exitCode } = await executeCommand("sh", ["-c", "echo hi"]);
    assert.deepEqual([stdout.trim(), exitCode], ["hi", 0]);
    assert.equal(Number(Process.fromPid(process.pid).pid), process.pid);

    const session = new NativeSession();
    await session.addMessage("one");
    assert.deepEqual(await session.getMessages(), ["one"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  // Asked before the loader is, which may load what it explains.
  const mapped = readFileSync("/proc/self/maps", "utf8").match(/\/\S+\.node$/gmu);
  const [report] = explainLoad();
  console.log(JSON.stringify({ mapped: [...new Set(mapped)], candidates: report?.candidates }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
