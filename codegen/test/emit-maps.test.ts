import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import { expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import { findHomes } from "../src/emit/homes.js";
import type { Item, Origin } from "../src/model/surface.js";
import type { GeneratedFile } from "../src/model/views.js";
import { options } from "./surface-builders.js";
import { makeSurface } from "./surface-fixture.js";

const surface = makeSurface();
const files = emit(surface, options);
const homes = findHomes(surface);

function fileAt(path: string): GeneratedFile {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} is not emitted`);
  return found;
}

/** Where an editor lands that jumps from a place in a `.d.ts`: file, line and 1-based column. */
function jump(map: TraceMap, line: number, column: number): string {
  const {
    source,
    line: sourceLine,
    column: sourceColumn,
  } = originalPositionFor(map, { line, column });
  if (source === null) return "nowhere";
  return `${source}:${sourceLine}:${sourceColumn + 1}`;
}

function expected(origin: Origin, edge: "start" | "end", of: "span" | "nameSpan"): string {
  const span = origin[of];
  if (span === null) throw new Error(`${origin.rustPath} has no position`);
  return `../../${span.file}:${span[edge].line}:${span[edge].column}`;
}

/** Where the members of a name stand in a text: line and column of the name. */
function membersIn(text: string, name: string): readonly { line: number; column: number }[] {
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const prefix = "(?:^ +|[{;] )(?:readonly |static |get |set |type )?";
  const pattern = new RegExp(`(${prefix})"?${quoted}"?(?=[?:(]| =)`);
  return text.split("\n").flatMap((content, index) => {
    const match = pattern.exec(content);
    return match === null
      ? []
      : [{ line: index + 1, column: match.index + (match[1] ?? "").length }];
  });
}

const keyword = /^(?:export )?(?:declare )?(?:function|class|const|type|interface|namespace) /;

test.each(surface.items.map((item): [string, Item] => [item.id, item]))(
  "each declaration of %s leads to its Rust item",
  (_, item) => {
    const { file, name } = homes.of(item);
    const types = fileAt(`${options.out}/${file}.d.ts`).text;
    const map = new TraceMap(fileAt(`${options.out}/${file}.d.ts.map`).text);
    const local = name === "delete" ? "delete_" : name;
    const found = types.split("\n").flatMap((content, index) => {
      const head = keyword.exec(content)?.[0] ?? "";
      const rest = content.slice(head.length);
      return head !== "" && new RegExp(`^${local}\\b`).test(rest)
        ? [{ line: index + 1, at: head.length }]
        : [];
    });
    expect(found.length).toBeGreaterThan(0);
    for (const { line, at } of found) {
      expect(jump(map, line, 0)).toBe(expected(item.origin, "start", "span"));
      expect(jump(map, line, at)).toBe(expected(item.origin, "start", "nameSpan"));
      expect(jump(map, line, at + local.length)).toBe(expected(item.origin, "end", "nameSpan"));
    }
  },
);

test("each member leads to its Rust item", () => {
  let members = 0;
  for (const item of surface.items) {
    const { file } = homes.of(item);
    const types = fileAt(`${options.out}/${file}.d.ts`).text;
    const map = new TraceMap(fileAt(`${options.out}/${file}.d.ts.map`).text);
    const parts =
      item.kind === "class" || item.kind === "enum"
        ? item.members
        : item.kind === "interface"
          ? item.fields
          : [];
    const from = types
      .split("\n")
      .findIndex((content) => content.includes(`@generated from ${item.origin.rustPath}`));
    for (const part of parts) {
      const targets = membersIn(types, part.name)
        .filter((place) => place.line > from)
        .map((place) => jump(map, place.line, place.column));
      expect(targets, `${item.id}.${part.name}`).toContain(
        expected(part.origin, "start", "nameSpan"),
      );
      members += 1;
    }
  }
  expect(members).toBeGreaterThan(20);
});

test("a declaration ends where the Rust item ends", () => {
  const types = fileAt(`${options.out}/process.d.ts`).text.split("\n");
  const map = new TraceMap(fileAt(`${options.out}/process.d.ts.map`).text);
  const item = surface.items.find((one) => one.id === "executeCommand");
  const line = types.findIndex((content) => content.startsWith("): Promise<Buffer>;"));
  if (item === undefined) throw new Error("the fixture lacks executeCommand");
  expect(jump(map, line + 1, "): Promise<Buffer>;".length)).toBe(
    expected(item.origin, "end", "span"),
  );
});

test("maps are neither committed nor full of paths of this machine", () => {
  const maps = files.filter((file) => file.path.endsWith(".map"));
  expect(maps.map((file) => file.path)).toContain("generated/natives/fs.d.ts.map");
  for (const { text, committed, path } of maps) {
    const map = JSON.parse(text) as { version: number; file: string; sources: string[] };
    expect(committed).toBe(false);
    expect(map.version).toBe(3);
    expect(`${options.out}/${map.file}.map`).toBe(path);
    for (const source of map.sources)
      expect(source).toMatch(/^\.\.\/\.\.\/crates\/natives\/src\/\w+\.rs$/);
  }
});

test("no mark is left in a text", () => {
  for (const { path, text } of files) expect(/[\u0080-\u009f]/.test(text), path).toBe(false);
});
