/** What functions throw and reject with. */
import {
  executeCommand,
  fuzzyFind,
  glob,
  grep,
  hasMatch,
  isFsError,
  isProcessError,
  isSearchError,
  isSessionError,
  listDirectory,
  NativeSession,
  readFile,
  readTextFile,
  search,
  writeFile,
} from "@ferrotype/natives";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { failedCall, failureOf, rejectionOf, thrownBy } from "./failure.js";
import { tempFolder } from "./temp-folder.js";

const folder = tempFolder({ file: "content" });
const file = join(folder, "file");

describe("errors of the system", () => {
  test.each<[string, () => Promise<unknown>, string, string, string]>([
    ["readFile", () => readFile("/nope"), "ENOENT", "open", "/nope"],
    ["readTextFile", () => readTextFile("/nope"), "ENOENT", "open", "/nope"],
    ["readFile of a folder", () => readFile(folder), "EISDIR", "read", folder],
    ["readFile below a file", () => readFile(`${file}/x`), "ENOTDIR", "open", `${file}/x`],
    [
      "writeFile",
      () => writeFile(join(folder, "no/x"), ""),
      "ENOENT",
      "open",
      join(folder, "no/x"),
    ],
    ["writeFile to a folder", () => writeFile(folder, ""), "EISDIR", "open", folder],
    ["listDirectory", () => listDirectory("/nope"), "ENOENT", "scandir", "/nope"],
    ["listDirectory of a file", () => listDirectory(file), "ENOTDIR", "scandir", file],
    ["grep", () => grep({ pattern: "a", root: "/nope" }), "ENOENT", "stat", "/nope"],
    ["glob", () => glob("**", { cwd: "/nope" }), "ENOENT", "scandir", "/nope"],
    ["fuzzyFind", () => fuzzyFind("a", { root: "/nope" }), "ENOENT", "scandir", "/nope"],
    ["executeCommand", () => executeCommand("/nope"), "ENOENT", "spawn", "/nope"],
    ["executeCommand of a folder", () => executeCommand(folder), "EACCES", "spawn", folder],
  ])("%s: code, path, syscall and errno", async (_name, call, code, syscall, path) => {
    const error = await failedCall(call);
    expect(error).toMatchObject({ class: "Error", code, syscall, path });
    expect(error["errno"]).toBeLessThan(0);
    expect(error.message).toMatch(new RegExp(`^${code}: [a-z ]+, ${syscall} '${path}'$`, "u"));
  });

  test("the message is Node's", async () => {
    expect((await failedCall(() => readFile("/nope"))).message).toBe(
      "ENOENT: no such file or directory, open '/nope'",
    );
  });
});

describe("stacks hold the caller's frames", () => {
  test("of a rejection", async () => {
    async function readsTheMissing(): Promise<void> {
      await readFile("/nope");
    }
    const { stack } = (await rejectionOf(readsTheMissing)) as Error;
    expect(stack).toMatch(/^Error: ENOENT/u);
    expect(stack).toContain("readsTheMissing");
    expect(stack).toContain("errors.test.ts");
  });

  test("of a rejection with a signal", async () => {
    async function listsTheMissing(): Promise<void> {
      await listDirectory("/nope", new AbortController());
    }
    expect(((await rejectionOf(listsTheMissing)) as Error).stack).toContain("listsTheMissing");
  });

  test("of something thrown", () => {
    function matchesBadly(): void {
      hasMatch("", "(");
    }
    expect((thrownBy(matchesBadly) as Error).stack).toContain("matchesBadly");
  });
});

describe("patterns", () => {
  test.each([
    ["a(", 1],
    ["*a", 0],
    ["ü𝒳a[", 4],
    ["(?=a)", 0],
  ])("/%s/ is refused with a position", async (pattern, position) => {
    const expected = { class: "Error", code: "ERR_REGEX", position };
    expect(await failedCall(() => grep({ pattern, root: folder }))).toMatchObject(expected);
    expect(failureOf(() => search("", { pattern }))).toMatchObject(expected);
    expect(failureOf(() => hasMatch("", pattern))).toMatchObject(expected);
  });

  test.each(["a[", "@(a|b)", "../x", "/etc/*"])("the glob %s is refused", async (pattern) => {
    expect(await failedCall(() => glob(pattern, { cwd: folder }))).toMatchObject({
      class: "Error",
      code: "ERR_GLOB",
      message: expect.stringContaining(pattern) as string,
    });
  });
});

test("the guards know their own codes", async () => {
  const missing = await rejectionOf(() => readFile("/nope"));
  const regex = thrownBy(() => hasMatch("", "("));
  const session = new NativeSession();
  session.close();
  const closed = await rejectionOf(() => session.clear());
  const failed = await rejectionOf(() => executeCommand("false", [], { reject: true }));
  const table = [missing, regex, closed, failed].map((error) =>
    [isFsError, isSearchError, isSessionError, isProcessError].map((guard) => guard(error)),
  );
  expect(table.map(([fs]) => fs)).toEqual([true, false, false, false]);
  expect(table[1]).toEqual([false, true, false, false]);
  expect(table[2]).toEqual([false, false, true, false]);
  expect(table[3]).toEqual([false, false, false, true]);
  for (const other of [null, undefined, "ENOENT", { code: "ENOENT" }, new Error("ENOENT")]) {
    expect(isFsError(other)).toBe(false);
  }
});
