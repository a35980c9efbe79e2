/** Files and folders, from JavaScript. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { listDirectory, readFile, readTextFile, writeFile } from "@ferrotype/natives/fs";
import { describe, expect, test } from "vitest";

import { failedCall } from "./failure.js";
import { tempFolder } from "./temp-folder.js";

describe("readFile and readTextFile", () => {
  const folder = tempFolder({ "text.txt": "grüße\n", "bytes.bin": Uint8Array.of(0, 255, 128, 10) });
  const bytes = join(folder, "bytes.bin");

  test("give a Buffer and text", async () => {
    const content = await readFile(bytes);
    expect(Buffer.isBuffer(content)).toBe(true);
    expect([...content]).toEqual([0, 255, 128, 10]);
    expect(await readTextFile(join(folder, "text.txt"))).toBe("grüße\n");
    expect(await readTextFile(bytes)).toBe(readFileSync(bytes, "utf8"));
  });

  test.skipIf(process.platform === "win32")(
    "FIFOs that nobody writes to, or reads, do not hold up others",
    async () => {
      const pipes = tempFolder();
      const fifos = Array.from({ length: 40 }, (_, index) => join(pipes, `fifo${index}`));
      execFileSync("mkfifo", fifos);
      const controller = new AbortController();
      const waiting = fifos.map((fifo, index) =>
        (index % 2 === 0 ? readFile(fifo, controller) : writeFile(fifo, "x", controller)).then(
          () => "done",
          (error: unknown) => error,
        ),
      );
      // More than the pool has threads: one that is stuck would show.
      const reads = Array.from({ length: 40 }, () => readFile(bytes));
      const first = await Promise.race([Promise.all(reads), setTimeout(2000, "held up")]);
      controller.abort("enough");
      expect(first).toEqual(Array(40).fill(readFileSync(bytes)));
      expect(new Set(await Promise.all(waiting))).toEqual(new Set(["enough"]));
    },
  );

  test("take a URL", async () => {
    expect(await readTextFile(pathToFileURL(join(folder, "text.txt")))).toBe("grüße\n");
  });

  test("read a part", async () => {
    expect([...(await readFile(bytes, { offset: 1, length: 2 }))]).toEqual([255, 128]);
    expect(await readFile(bytes, { offset: 99 })).toHaveLength(0);
    expect(await readFile(bytes, { length: 0 })).toHaveLength(0);
  });

  test("refuse what is larger than maxBytes", async () => {
    expect(await failedCall(() => readFile(bytes, { maxBytes: 3 }))).toMatchObject({
      code: "ERR_TOO_LARGE",
      path: bytes,
      maxBytes: 3,
    });
    expect(await readFile(bytes, { maxBytes: 4 })).toHaveLength(4);
  });

  test("null stands for no options", async () => {
    expect(await readFile(bytes, null)).toHaveLength(4);
  });
});

describe("writeFile", () => {
  test("writes text, bytes and views, to paths and URLs", async () => {
    const folder = tempFolder();
    await writeFile(join(folder, "text"), "grüße");
    expect(readFileSync(join(folder, "text"), "utf8")).toBe("grüße");
    await writeFile(join(folder, "view"), Uint8Array.of(1, 2, 3).subarray(1));
    expect([...readFileSync(join(folder, "view"))]).toEqual([2, 3]);
    await writeFile(pathToFileURL(join(folder, "a b#c%20?.txt")), "url");
    expect(readFileSync(join(folder, "a b#c%20?.txt"), "utf8")).toBe("url");
  });

  test("copies the data before it returns", async () => {
    const path = join(tempFolder(), "file");
    const data = Buffer.alloc(1_000_000, "a");
    const written = writeFile(path, data);
    data.fill("b");
    await written;
    expect(readFileSync(path).equals(Buffer.alloc(1_000_000, "a"))).toBe(true);
  });

  test("replaces the file: hard links keep the old content, mode and links stay", async () => {
    const folder = tempFolder({ file: "old" });
    const path = join(folder, "file");
    chmodSync(path, 0o640);
    linkSync(path, join(folder, "hard"));
    symlinkSync("file", join(folder, "soft"));
    await writeFile(join(folder, "soft"), "new");
    expect(readFileSync(join(folder, "hard"), "utf8")).toBe("old");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, "soft")).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["file", "hard", "soft"]);
  });

  test("in place with `atomic: false`, hard links included", async () => {
    const folder = tempFolder({ file: "old" });
    linkSync(join(folder, "file"), join(folder, "hard"));
    await writeFile(join(folder, "file"), "new", { atomic: false });
    expect(readFileSync(join(folder, "hard"), "utf8")).toBe("new");
  });

  test("readers see the old content or the new one, never a part", async () => {
    const path = join(tempFolder(), "file");
    const contents = ["a", "b"].map((letter) => letter.repeat(300_000));
    await writeFile(path, contents[0] ?? "");
    const writing = (async () => {
      for (let round = 0; round < 30; round += 1) {
        await writeFile(path, contents[round % 2] ?? "");
      }
      return "written";
    })();
    const seen = new Set<string>();
    const readOnce = async (): Promise<string> => {
      seen.add(await readTextFile(path));
      return "read";
    };
    for (let last = ""; last !== "written";) {
      last = await Promise.race([writing, readOnce()]);
    }
    expect([...seen].filter((content) => !contents.includes(content))).toEqual([]);
  });

  test("appends, creates parents, keeps what is there when told so", async () => {
    const path = join(tempFolder(), "a/b/file");
    await writeFile(path, "1", { createParents: true, mode: 0o600 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await writeFile(path, "2", { append: true });
    expect(readFileSync(path, "utf8")).toBe("12");
    expect(await failedCall(() => writeFile(path, "3", { exclusive: true }))).toMatchObject({
      code: "EEXIST",
      path,
    });
    expect(readFileSync(path, "utf8")).toBe("12");
    expect(
      await failedCall(() => writeFile(path, "3", { exclusive: true, append: true })),
    ).toMatchObject({ class: "TypeError", code: "ERR_INVALID_ARG_VALUE" });
  });
});

describe("listDirectory", () => {
  const folder = tempFolder({ "b.txt": "12345", "a/deep/er.txt": "", ".hidden": "", "c.log": "" });
  symlinkSync("b.txt", join(folder, "link"));

  test("gives rows, sorted, with a summary", async () => {
    const rows = await listDirectory(folder);
    expect(rows.column("path")).toEqual([".hidden", "a", "b.txt", "c.log", "link"]);
    expect({ ...rows }).toEqual({ errors: [], truncated: false });
    const { mode, mtimeMs } = statSync(join(folder, "b.txt"));
    expect(rows.at(2)).toMatchObject({
      name: "b.txt",
      kind: "file",
      isDir: false,
      sizeBytes: 5,
      mode,
    });
    expect(rows.at(2)?.modifiedMs).toBeCloseTo(mtimeMs, 0);
    expect(rows.at(1)).toMatchObject({ kind: "directory", isDir: true });
    expect(rows.at(-1)).toMatchObject({ kind: "symlink", isDir: false });
  });

  test("goes down with true, recursive and depth", async () => {
    const all = [".hidden", "a", "b.txt", "c.log", "link", "a/deep", "a/deep/er.txt"].sort();
    expect([...(await listDirectory(folder, true)).column("path")].sort()).toEqual(all);
    expect([...(await listDirectory(folder, { recursive: true })).column("path")].sort()).toEqual(
      all,
    );
    const two = await listDirectory(pathToFileURL(folder), { depth: 2 });
    expect([...two.column("path")].sort()).toEqual(all.filter((path) => path !== "a/deep/er.txt"));
  });

  test("parents come before what is in them", async () => {
    const paths = (await listDirectory(folder, true)).column("path").map(String);
    expect(paths.indexOf("a")).toBeLessThan(paths.indexOf("a/deep"));
    expect(paths.indexOf("a/deep")).toBeLessThan(paths.indexOf("a/deep/er.txt"));
  });

  test("names alone without stat", async () => {
    const row = (await listDirectory(folder, { stat: false })).at(2);
    expect(row).toMatchObject({ path: "b.txt", kind: "file" });
    expect(row?.sizeBytes).toBeUndefined();
  });

  test("leaves out hidden names, follows links, stops at a limit", async () => {
    const shown = await listDirectory(folder, { hidden: false });
    expect(shown.column("path")).toEqual(["a", "b.txt", "c.log", "link"]);
    const followed = await listDirectory(folder, { followSymlinks: true });
    expect(followed.at(-1)).toMatchObject({ name: "link", kind: "file", sizeBytes: 5 });
    const two = await listDirectory(folder, { limit: 2 });
    expect([two.length, two.truncated]).toEqual([2, true]);
  });

  test("a link to a folder above is no endless tree", async () => {
    const loop = tempFolder({ "in/file": "" });
    symlinkSync("..", join(loop, "in/up"));
    const rows = await listDirectory(loop, { recursive: true, followSymlinks: true });
    expect([...rows.column("path")].sort()).toEqual(["in", "in/file", "in/up"]);
  });

  test("leaves out what git ignores", async () => {
    const repo = tempFolder({ ".gitignore": "*.log\n", "a.log": "", "b.txt": "" });
    mkdirSync(join(repo, ".git"));
    writeFileSync(join(repo, ".git/HEAD"), "ref: refs/heads/main\n");
    const rows = await listDirectory(repo, { gitignore: true, hidden: false });
    expect(rows.column("path")).toEqual(["b.txt"]);
  });
});
