/** The pure heart: three views go in, the files of a package and the findings come out. No disk, no clock, no order but by name. */
import { checkAll } from "./check/check-all.js";
import { emit } from "./emit/emit.js";
import { link } from "./link/link.js";
import type { Manifest } from "./model/manifest.js";
import type { Generated, GeneratedFile, GenerateOptions, Views } from "./model/views.js";
import { emitTypeTests } from "./type-tests/emit-type-tests.js";
import { extendedByHeader } from "./types/declared-lookup.js";

/**
 * Joins the views, checks them and writes the package as text. Where a finding is an error, no file is given.
 * `typeTests`: what `generateTypeTests` gave for the same source and options.
 */
export function generate(
  views: Views,
  options: GenerateOptions,
  typeTests: readonly GeneratedFile[] | null = null,
): Generated {
  const { surface, diagnostics: linked } = link(views, options);
  // The readers' findings come back with these, less what the allow-list accepts.
  const diagnostics = checkAll(views, surface, options, linked);
  if (diagnostics.some(({ severity }) => severity === "error")) return { files: [], diagnostics };
  const extended = extendedByHeader(views.declared);
  const known = extended.size === 0 ? typeTests : null;
  const tests = known ?? emitTypeTests(views.source, options, extended);
  return { files: [...emit(surface, options), ...tests], diagnostics };
}

/** The type tests, before the other views are there; null where a source that is not checked yet has none. */
export function generateTypeTests(
  source: Manifest,
  options: GenerateOptions,
): readonly GeneratedFile[] | null {
  try {
    return emitTypeTests(source, options);
  } catch {
    return null;
  }
}
