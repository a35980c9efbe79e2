/** Links small views and runs all rules over them. */
import { expect } from "vitest";
import { checkAll } from "../src/check/check-all.js";
import type { Code } from "../src/diagnostics/codes.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { link } from "../src/link/link.js";
import type { DeclaredItem, DeclaredView } from "../src/model/declared.js";
import type { LoadedExport, LoadedView } from "../src/model/loaded.js";
import type { Manifest, SourceItem } from "../src/model/manifest.js";
import type { GenerateOptions } from "../src/model/views.js";
import { manifest, options, views } from "./builders.js";
import { declaredView, loadedView } from "./declared-builders.js";

export interface Case {
  readonly source?: readonly SourceItem[];
  readonly declared?: readonly DeclaredItem[] | DeclaredView | null;
  readonly loaded?: readonly LoadedExport[] | LoadedView | null;
  readonly options?: Partial<GenerateOptions>;
  readonly manifest?: Partial<Manifest>;
}

function isView<V extends object>(value: readonly unknown[] | V | null | undefined): value is V {
  return value !== null && value !== undefined && !Array.isArray(value);
}

/** All findings but those of policy: small views have no docs. */
export function check(given: Case): readonly Diagnostic[] {
  return checkWhole(given).filter(({ code }) => !code.startsWith("FT5"));
}

export function checkWhole(given: Case): readonly Diagnostic[] {
  const declared = isView(given.declared) ? given.declared : declaredView(given.declared ?? []);
  const loaded = isView(given.loaded) ? given.loaded : loadedView(given.loaded ?? []);
  const all = views(
    manifest(given.source ?? [], given.manifest),
    given.declared === undefined || given.declared === null ? null : declared,
    given.loaded === undefined || given.loaded === null ? null : loaded,
  );
  const config = { ...options, ...given.options };
  const linked = link(all, config);
  return checkAll(all, linked.surface, config, linked.diagnostics);
}

export function codes(given: Case): readonly Code[] {
  return check(given).map(({ code }) => code);
}

/** The finding has the Rust item as its place and the line of the d.ts beside it. */
export function expectBothPlaces(found: Diagnostic | undefined, line: number): void {
  expect(found?.primary?.file).toMatch(/\.rs$/u);
  expect(found?.related.map((one) => [one.span.file, one.span.start.line])).toEqual([
    ["index.d.ts", line],
  ]);
}
