/** Names that are not UTF-8 come out as strings that go back in. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  executeCommand,
  fuzzyFind,
  glob,
  grep,
  listDirectory,
  readTextFile,
  writeFile,
} from "@ferrotype/natives";
import { describe, expect, test } from "vitest";

import { failedCall } from "./failure.js";
import { tempFolder } from "./temp-folder.js";

// macOS and Windows have no such names.
describe.runIf(process.platform === "linux")("a name with the bytes FF 80 E4", () => {
  const folder = tempFolder();
  const bytes = Buffer.concat([Buffer.from(`${folder}/n`), Uint8Array.of(0xff, 0x80, 0xe4)]);
  const name = "n\uDCFF\uDC80\uDCE4";
  writeFileSync(bytes, "strange needle\n");

  test("is listed and found", async () => {
    expect((await listDirectory(folder)).toArray()).toMatchObject([{ path: name, name }]);
    expect((await glob("n*", { cwd: folder })).column("path")).toEqual([name]);
    expect((await glob("n*", { cwd: folder, absolute: true })).column("path")).toEqual([
      join(folder, name),
    ]);
    expect((await grep({ pattern: "needle", root: folder })).column("path")).toEqual([name]);
    expect((await fuzzyFind("n", { root: folder })).column("path")).toEqual([name]);
  });

  test("is read and written by what was listed", async () => {
    const [row] = await listDirectory(folder);
    const path = join(folder, row?.path ?? "");
    expect(await readTextFile(path)).toBe("strange needle\n");
    await writeFile(path, "needle, written\n");
    expect(readFileSync(bytes, "utf8")).toBe("needle, written\n");
    expect((await grep({ pattern: "needle", root: path })).column("path")).toEqual([name]);
  });

  test("reaches programs, as an argument and as the folder to work in", async () => {
    const script = 'printf %s "$1" | od -An -tx1';
    const { stdout } = await executeCommand("sh", ["-c", script, "sh", name]);
    expect(stdout.trim()).toBe("6e ff 80 e4");
    await writeFile(join(folder, "d\uDCFE", "x"), "", { createParents: true });
    const where = await executeCommand(
      "sh",
      ["-c", "pwd | od -An -tx1 | tail -c 10"],
      join(folder, "d\uDCFE"),
    );
    expect(where.stdout).toContain("fe");
  });

  test("stands in errors as it was given", async () => {
    const path = join(folder, "no\uDCFF");
    expect(await failedCall(() => readTextFile(path))).toMatchObject({ code: "ENOENT", path });
  });
});

test("names of every script and with every blank", async () => {
  const folder = tempFolder();
  const names = [
    " leading",
    "emoji 😀",
    "new\nline",
    "e\u0301 and é",
    "日本語",
    "back\\slash",
  ].sort();
  for (const name of names) await writeFile(join(folder, name), name);
  const listed = (await listDirectory(folder)).column("path");
  expect([...listed].sort()).toEqual(names);
  for (const name of listed) expect(await readTextFile(join(folder, name))).toBe(name);
});
