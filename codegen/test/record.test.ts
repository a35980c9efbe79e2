/** What is remembered between runs: whole or not at all, and of this folder alone. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";

import { recordBuild, requestFiles, reuseBuild } from "../src/commands/build-record.js";
import { readRecord, writeRecord } from "../src/commands/record.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function root(): string {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-record-"));
  folders.push(folder);
  return folder;
}

test("a record is what was written, or none", () => {
  const folder = root();
  const path = join(folder, "record.json");
  const value = { form: 1, files: { "/a": null, "/ü😀": [1, 2, 3, "x"] } };
  writeRecord(path, value);
  expect(readRecord(path)).toEqual(value);
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 1) {
    writeFileSync(path, whole.subarray(0, at));
    expect(readRecord(path), `cut at ${at}`).toBeNull();
    for (const byte of [0, 0x20, 0x31, whole[at] === 0x61 ? 0x62 : 0x61]) {
      if (byte === whole[at]) continue;
      writeFileSync(
        path,
        Buffer.concat([whole.subarray(0, at), Buffer.of(byte), whole.subarray(at + 1)]),
      );
      expect(readRecord(path), `${byte} at ${at}`).toBeNull();
    }
  }
  writeFileSync(path, Buffer.concat([whole, whole]));
  expect(readRecord(path)).toBeNull();
});

test("a record that came along with a copied folder says nothing of the copy", async () => {
  const folder = root();
  writeFileSync(join(folder, "a.rs"), "a");
  writeFileSync(join(folder, "a.node"), "b");
  const record = join(folder, "build.json");
  await sleep(40);
  const inputs = [requestFiles({ files: [join(folder, "a.rs")] })];
  recordBuild(record, "quick", Date.now(), inputs, [join(folder, "a.node")]);
  const copy = root();
  cpSync(folder, copy, { recursive: true });
  expect(reuseBuild(record, "quick")).not.toBeNull();
  expect(reuseBuild(join(copy, "build.json"), "quick")).toBeNull();
});

test("a build during which a file was saved is known by its profile, and is not taken over", () => {
  const folder = root();
  const startedMs = Date.now() - 1000;
  writeFileSync(join(folder, "Cargo.lock"), "just written");
  writeFileSync(join(folder, "a.node"), "b");
  const record = join(folder, "build.json");
  const inputs = [requestFiles({ files: [join(folder, "Cargo.lock")] })];
  const { settled } = recordBuild(record, "quick", startedMs, inputs, [join(folder, "a.node")]);
  expect(settled).toBe(false);
  expect(readRecord(record)).toMatchObject({ profile: "quick" });
  expect(reuseBuild(record, "quick")).toBeNull();
  expect(reuseBuild(record, null)).toBeNull();
});
