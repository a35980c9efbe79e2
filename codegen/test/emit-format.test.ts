import { check, format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import { options } from "./surface-builders.js";
import { makeSurface } from "./surface-fixture.js";

test("every emitted file is in prettier's format", async () => {
  const config = await resolveConfig(new URL("surface-fixture.ts", import.meta.url).pathname);
  const files = emit(makeSurface(), options).filter((file) => file.committed);
  expect(files.length).toBeGreaterThan(15);
  for (const { path, text } of files) {
    expect(await format(text, { ...config, filepath: path }), path).toBe(text);
    expect(await check(text, { ...config, filepath: path })).toBe(true);
  }
});
