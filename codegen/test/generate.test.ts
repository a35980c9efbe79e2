/** `generate` as a pure function: views in, files and findings out. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { generate } from "../src/generate.js";
import { enumeration, fn, manifest, object, options, views } from "./builders.js";
import { declaredView } from "./declared-builders.js";

const items = [
  fn("search::find", []),
  fn("paint::draw", []),
  enumeration("paint::Color", { Red: "red", Blue: "blue" }),
];

describe("generate", () => {
  test("gives the package, the lock and the type tests, each file once", () => {
    const { files, diagnostics } = generate(views(manifest(items)), options);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const folder of [options.out, options.locks, options.typeTests]) {
      expect(
        paths.some((path) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
    expect(
      files.filter(({ committed }) => !committed).every(({ path }) => path.endsWith(".d.ts.map")),
    ).toBe(true);
  });

  test("same input, same bytes; the order of the items is of no matter", () => {
    const first = generate(views(manifest(items)), options);
    expect(generate(views(manifest(items)), options)).toEqual(first);
    expect(generate(views(manifest(items.toReversed())), options)).toEqual(first);
  });

  test("no file holds a carriage return, and each ends in one line break", () => {
    for (const { path, text } of generate(views(manifest(items)), options).files) {
      expect(text.includes("\r"), path).toBe(false);
      if (!path.endsWith(".map")) expect(text, path).toMatch(/[^\n]\n$/u);
    }
  });

  test("an error stops it: findings and no file", () => {
    const twice = [...items, object("search::Find", [])];
    const declared = declaredView([]);
    const { files, diagnostics } = generate(views(manifest(twice), declared, null), options);
    expect(files).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain("FT3001");
  });

  test("it touches neither disk nor clock", () => {
    const text = readFileSync(new URL("../src/generate.ts", import.meta.url), "utf8");
    expect(text).not.toMatch(/node:|Date\b|performance\b/u);
  });
});
