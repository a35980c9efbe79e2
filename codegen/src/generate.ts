/** The pure heart: three views go in, the files of a package and the findings come out. No disk, no clock, no order but by name. */
import { checkAll } from "./check/check-all.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { emit } from "./emit/emit.js";
import { link } from "./link/link.js";
import type { Generated, GenerateOptions, Views } from "./model/views.js";
import { emitTypeTests } from "./type-tests/emit-type-tests.js";

/** Joins the views, checks them and writes the package as text. An error stops the run between phases; then no file is given. */
export function generate(views: Views, options: GenerateOptions): Generated {
  const read = [...views.source.diagnostics, ...(views.declared?.diagnostics ?? [])];
  const linked = link(views, options);
  const found = [...read, ...linked.diagnostics];
  if (stops(found)) return { files: [], diagnostics: found };
  const checked = [...found, ...checkAll(views, linked.surface, options)];
  if (stops(checked)) return { files: [], diagnostics: checked };
  const files = [...emit(linked.surface, options), ...emitTypeTests(views.source, options)];
  return { files, diagnostics: checked };
}

function stops(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
