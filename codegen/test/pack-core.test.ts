/** What goes into the core, on a small surface. */
import { expect, test } from "vitest";

import { corePackage, rustPath } from "../src/pack/core-package.js";
import { graftPositions } from "../src/pack/graft-positions.js";
import { emitLock } from "../src/emit/emit-lock.js";
import type { Surface } from "../src/model/surface.js";
import { makeSurface } from "./surface-fixture.js";
import { options } from "./surface-builders.js";

const surface = makeSurface();
/** As `pack` reads it: without positions. */
const locked = JSON.parse(emitLock(surface)) as Surface;
const absolute = (path: string): string => `/workspace/${path}`;

function paths(rust: boolean, of: Surface): readonly string[] {
  const parts = { surface: of, options, absolute, licences: [], rust };
  return corePackage(parts).files.map(({ path }) => path);
}

test("positions come from the sources, at every origin that has one", () => {
  const grafted = graftPositions(locked, surface);
  const positions = (of: Surface): string => JSON.stringify(of.items.map(({ origin }) => origin));
  expect(positions(grafted)).toBe(positions(surface));
  const maps = (of: Surface): readonly unknown[] =>
    corePackage({ surface: of, options, absolute, licences: [], rust: true }).files;
  expect(maps(grafted)).toEqual(maps(surface));
});

test("without Rust there are neither maps nor sources, else both", () => {
  expect(paths(true, surface).filter((path) => /\.map$|\.rs$/u.test(path)).length).toBeGreaterThan(
    3,
  );
  expect(paths(false, surface).filter((path) => /\.map$|rust/u.test(path))).toEqual([]);
  expect(paths(false, surface)).toContain("binding.js");
  const { manifest } = corePackage({ surface, options, absolute, licences: [], rust: false });
  expect(manifest["files"]).toEqual(["*.js", "*.d.ts", "README.md"]);
});

test("Rust from beside the workspace stays inside of the package", () => {
  expect(rustPath("crates/a/src/lib.rs")).toBe("rust/crates/a/src/lib.rs");
  expect(rustPath("../shared/src/lib.rs")).toBe("rust/up/shared/src/lib.rs");
});
