import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { bumpOf, neededBump } from "../src/diff/bump.js";
import type { Level } from "../src/diff/change-kind.js";
import { diffSurfaces } from "../src/diff/diff.js";
import { checkRelease, type Expectation } from "../src/diff/gate.js";
import { renderMarkdown } from "../src/diff/render-markdown.js";
import type { Item } from "../src/model/surface.js";
import { but, enumOf, errorOf, fn, inModule, shape, surfaceOf } from "./diff-cases.js";
import {
  docs,
  field,
  item,
  keyword,
  number,
  optional,
  parameter,
  promise,
  string,
  union,
} from "./surface-builders.js";

test.each([
  ["1.2.3", "2.0.0", "major"],
  ["1.2.3", "1.3.0", "minor"],
  ["1.2.3", "1.2.4", "patch"],
  ["1.2.3", "1.2.3", "none"],
  ["1.2.3", "1.2.3+build.5", "none"],
  ["1.2.3", "1.1.9", "back"],
  ["1.2.3", "1.2.3-rc.1", "back"],
  ["1.2.3", "2.0.0-rc.1", "major"],
  ["2.0.0-rc.1", "2.0.0-rc.2", "major"],
  ["2.0.0-rc.1", "2.0.0", "major"],
  ["0.9.0", "0.10.0", "minor"],
  ["1.2", "1.3", null],
])("%s → %s is %s", (before, after, bump) => {
  expect(bumpOf(before, after)).toBe(bump);
});

test.each<[Level, string, string]>([
  ["breaking", "1.0.0", "major"],
  ["minor", "1.0.0", "minor"],
  ["patch", "1.0.0", "none"],
  ["breaking", "0.3.1", "minor"],
  ["minor", "0.3.1", "patch"],
  ["breaking", "0.0.4", "patch"],
  ["minor", "0.0.4", "patch"],
])("a %s change of %s needs a step of %s", (level, before, bump) => {
  expect(neededBump(level, before)).toBe(bump);
});

const old = [fn("open", [parameter("path", string)])];
const changed: Readonly<Record<Level, readonly Item[]>> = {
  breaking: [fn("open", [parameter("path", number)])],
  minor: [fn("open", [parameter("path", string), optional("mode", number)])],
  patch: [but(fn("open", [parameter("path", string)]), { docs: docs("Opens.") })],
};

function check(level: Level, before: string, after: string, expected?: Expectation): string {
  const diff = diffSurfaces(
    surfaceOf(old, { version: before }),
    surfaceOf(changed[level], { version: after }),
  );
  return checkRelease(diff, expected ?? null)
    .map(({ code, message, help }) => `${code}: ${message}; ${help ?? ""}`)
    .join("\n");
}

describe("the gate", () => {
  test("lets a big enough step pass", () => {
    for (const [level, before, after] of [
      ["breaking", "1.2.3", "2.0.0"],
      ["breaking", "0.2.3", "0.3.0"],
      ["breaking", "0.0.3", "0.0.4"],
      ["breaking", "2.0.0-rc.1", "2.0.0-rc.2"],
      ["minor", "1.2.3", "1.3.0"],
      ["minor", "0.2.3", "0.2.4"],
      ["patch", "1.2.3", "1.2.3"],
    ] as const) {
      expect(check(level, before, after), `${level} ${before} ${after}`).toBe("");
    }
  });

  test("names the gravest change and the version that may carry it", () => {
    expect(check("breaking", "1.2.3", "1.3.0")).toBe(
      'FT7004: @case/addon goes from 1.2.3 to 1.3.0, and has a change that is breaking: `open` takes another type for `path`; set version = "2.0.0" in Cargo.toml',
    );
    expect(check("breaking", "0.2.3", "0.2.4")).toMatch(
      /set version = "0\.3\.0" in Cargo\.toml; in 0\.x a minor step breaks and a patch step adds$/u,
    );
    expect(check("minor", "1.2.3", "1.2.3")).toMatch(
      /stays 1\.2\.3, and has a change that is a minor one: .*; set version = "1\.3\.0" in Cargo\.toml$/u,
    );
    expect(check("minor", "1.2.3", "1.1.0")).toMatch(/^FT7004: .* goes from 1\.2\.3 to 1\.1\.0/u);
    expect(check("minor", "1.2.3", "next")).toMatch(
      /^FT7004: .* has the version next, which is no semantic version/u,
    );
  });

  test("is about the changes alone where something is expected", () => {
    expect(check("breaking", "0.2.3", "0.3.0", "minor")).toBe(
      "FT7004: @case/addon has a change that is breaking: `open` takes another type for `path`; take it back, or expect major",
    );
    expect(check("minor", "1.0.0", "2.0.0", "patch")).toMatch(/; take it back, or expect minor$/u);
    for (const level of ["breaking", "minor", "patch"] as const) {
      expect(check(level, "1.0.0", "1.0.0", "major")).toBe("");
    }
    expect(check("minor", "1.0.0", "1.0.0", "minor")).toBe("");
    expect(check("patch", "1.0.0", "1.0.0", "patch")).toBe("");
  });
});

const options = (...fields: Parameters<typeof shape>[2]) => shape("GrepOptions", "in", fields);
const info = (...fields: Parameters<typeof shape>[2]) => shape("FileInfo", "out", fields);
const more = { optional: true } as const;
const path = parameter("path", string);
const depth = field("depth", number, { optional: true });
const release = diffSurfaces(
  surfaceOf(
    [
      ...inModule("fs", fn("readFile", [path], string), fn("exists", [path], keyword("boolean"))),
      ...inModule("fs", info(field("size", number)), fn("stat", [path], item("FileInfo"))),
      ...inModule("fs", fn("watch", [path]), but(fn("link", []), { docs: docs("Links.") })),
      ...inModule("search", options(depth), fn("grep", [parameter("o", item("GrepOptions"))])),
      errorOf("FsError", "ENOENT"),
      enumOf("FileKind", { File: "file" }),
      ...inModule("fs", fn("kindOf", [path], item("FileKind"))),
    ],
    { version: "0.4.1" },
  ),
  surfaceOf(
    [
      ...inModule("fs", fn("readFile", [path, optional("encoding", string)], promise(string))),
      ...inModule("fs", fn("pathExists", [path], keyword("boolean"))),
      ...inModule(
        "fs",
        info(field("size", union(number, keyword("null"))), field("modifiedMs", number)),
      ),
      ...inModule("fs", fn("stat", [path], item("FileInfo"))),
      ...inModule("fs", but(fn("link", []), { docs: docs("Makes a link.") })),
      ...inModule("fs", but(fn("watch", [path]), { docs: docs("", ["deprecated", "use grep"]) })),
      ...inModule("search", options({ ...depth, optional: false }, field("hidden", number, more))),
      ...inModule("search", fn("grep", [parameter("o", item("GrepOptions"))])),
      errorOf("FsError", "ENOENT", "EACCES", "EBUSY", "EROFS", "EXDEV"),
      enumOf("FileKind", { File: "file", Folder: "folder" }),
      ...inModule("fs", fn("kindOf", [path], item("FileKind"))),
    ],
    { version: "0.4.2" },
  ),
);

test("the changelog in the docs is what these two surfaces give", () => {
  const page = readFileSync(new URL("../../docs/diff.md", import.meta.url), "utf8");
  const example = /```markdown\n([^]*?)```\n/u.exec(page)?.[1];
  expect(renderMarkdown(release, "v0.4.1")).toBe(example);
});

test("what holds backquotes is code all the same", () => {
  const odd = diffSurfaces(surfaceOf(old), surfaceOf([...old, fn("`odd`", [])]));
  expect(renderMarkdown(odd, "HEAD")).toContain("- `` `odd` `` is new: `` `odd`(): void ``.");
});

test("nothing changed is said, too", () => {
  const same = surfaceOf(old);
  expect(renderMarkdown(diffSurfaces(same, same), "HEAD")).toBe(
    "## @case/addon 1.0.0\n\nNothing changed since HEAD.\n",
  );
});
