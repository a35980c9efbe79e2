import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import type { Compiler, Workspace } from "./emit-workspace.js";
import { addFixture, openWorkspace } from "./emit-workspace.js";
import { options } from "./surface-builders.js";
import { makeSurface } from "./surface-fixture.js";

let workspace: Workspace;

beforeAll(() => {
  workspace = openWorkspace();
  workspace.write(emit(makeSurface(), options));
  workspace.install("@fixture/natives", "generated/natives");
  addFixture(workspace, "consumer.ts");
});

afterAll(() => {
  workspace.remove();
});

test.each<Compiler>(["ts54", "ts59", "typescript", "ts7"])(
  "a consumer of the package compiles under %s, its misuses refused",
  (compiler) => {
    expect(workspace.compile(compiler, ["consumer.ts"])).toBe("");
  },
);

test("the consumer's misuses are what keeps it from compiling", () => {
  const text = readFileSync(join(workspace.folder, "consumer.ts"), "utf8");
  const count = text.match(/@ts-expect-error/g)?.length ?? 0;
  writeFileSync(join(workspace.folder, "misuses.ts"), text.replace(/\/\/ @ts-expect-error.*/g, ""));
  const errors = workspace.compile("ts7", ["misuses.ts"]).match(/error TS/g)?.length ?? 0;
  expect(count).toBeGreaterThan(10);
  expect(errors).toBe(count);
});

test("publint finds nothing in the package", async () => {
  const pkgDir = join(workspace.folder, "generated/natives");
  const { messages } = await publint({ pkgDir, strict: true, pack: false });
  expect(messages).toEqual([]);
});
