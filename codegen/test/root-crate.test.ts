/** A crate that is the workspace, as a new project has it: no profile of its own, `crate: "."`, and an `out` of its own. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import type { EditWorkspace } from "./edit-workspace.js";
import { ferrotype, openFaultWorkspace } from "./fault-workspace.js";

let workspace: EditWorkspace;

beforeAll(async () => {
  workspace = await openFaultWorkspace("root-crate");
  rmSync(workspace.path("npm"), { recursive: true, force: true });
  cpSync(workspace.path("addon"), workspace.folder, { recursive: true });
  rmSync(workspace.path("addon"), { recursive: true });
  workspace.edit("Cargo.toml", (text) => `${text}\n[workspace]\n\n[profile.dev]\ndebug = false\n`);
  workspace.edit("ferrotype.config.ts", (text) =>
    text.replace('"addon"', '"."').replace('"generated/edits"', '"npm"'),
  );
});

test("generate, generate and check agree, in cargo's own dev profile", async () => {
  const first = await ferrotype(workspace, ["generate"]);
  expect(first.status, first.stderr + first.stdout).toBe(0);
  expect(first.stderr).toContain("ferrotype: build . (dev)\n");
  const addon = "root-crate-addon";
  const typeTest = `generated/type-tests/${addon}/paint.test-d.ts`;
  expect(first.stdout).toContain(`added ${typeTest}\n`);
  for (const file of [typeTest, "npm/paint.js"]) {
    expect(workspace.read(file)).toContain("Source: .; regenerate: ");
  }
  expect(existsSync(workspace.path(`generated/surface/${addon}.json`))).toBe(true);
  expect(existsSync(workspace.path(`npm/native/${addon}.linux-x64-gnu.node`))).toBe(true);
  const before = workspace.committed();
  const second = await ferrotype(workspace, ["generate"]);
  expect(second).toMatchObject({ status: 0, stdout: "" });
  // Its own flag keeps this run off the path of no change.
  expect(await ferrotype(workspace, ["generate", "--verbose"])).toMatchObject({
    status: 0,
    stdout: "",
  });
  expect(await ferrotype(workspace, ["check"])).toMatchObject({ status: 0, stdout: "" });
  expect(workspace.committed()).toEqual(before);
}, 600_000);

test("an index.d.ts of an earlier build is not read again where napi writes none", async () => {
  const declared = "target/ferrotype/root-crate-addon/build/index.d.ts";
  workspace.write(declared, `${readFileSync(workspace.path(declared), "utf8")}// stale\n`);
  const manifest = workspace.read("Cargo.toml");
  workspace.edit("Cargo.toml", (text) =>
    text.replace(
      'napi-derive = "3.7"',
      'napi-derive = { version = "3.7", default-features = false }',
    ),
  );
  const run = await ferrotype(workspace, ["generate"]);
  expect(run.status, run.stderr + run.stdout).toBe(1);
  expect(run.stdout).toContain("error[FT6007]: the build of . gave no index.d.ts");
  expect(run.stdout).toContain("the dependency napi-derive with its feature type-def");
  expect(existsSync(workspace.path(declared))).toBe(false);
  workspace.write("Cargo.toml", manifest);
}, 600_000);

test("what napi refuses is not put down to rustc", async () => {
  const binary = workspace.path(
    "target/ferrotype/root-crate-addon/build/root-crate-addon.linux-x64-gnu.node",
  );
  rmSync(binary, { force: true });
  mkdirSync(binary);
  const run = await ferrotype(workspace, ["generate"]);
  rmSync(binary, { recursive: true });
  expect(run.status, run.stderr + run.stdout).toBe(1);
  expect(run.stdout).toContain(
    "error[FT6007]: `napi build` of root-crate-addon failed, and not in cargo",
  );
  expect(run.stdout).toContain("help: mend what napi-rs says of . above");
  expect(run.stdout).not.toContain("rustc");
  expect(run.stderr).not.toMatch(/^ {4}at /mu);
}, 600_000);
