/** The whole line on a real addon: what is done when nothing changed, what `check` finds, and what bad input leaves behind. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import { EditWorkspace, type Run } from "./edit-workspace.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = "generated/edits";
const paint = "addon/src/paint.rs";
const config = "ferrotype.config.ts";
const native = `${out}/native/addon.linux-x64-gnu.node`;
/** Crates from registries are compiled once for all test workspaces; the addon's own name keeps their results apart. */
const env = { CARGO_TARGET_DIR: join(root, "target/test-workspaces/edits/target") };

const workspace = new EditWorkspace("line");
let pristine: ReadonlyMap<string, string> = new Map();
const originals = new Map([paint, config, "addon/Cargo.toml"].map((file) => [file, ""]));

function ferrotype(args: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
  return workspace.run(args, { ...env, ...more });
}

/** Times of every file that a run could touch. */
function times(): ReadonlyMap<string, number> {
  const folders = ["generated", "addon", "target/ferrotype"];
  const files = folders.flatMap((folder) =>
    readdirSync(workspace.path(folder), { recursive: true }).map((name) =>
      join(folder, String(name)),
    ),
  );
  return new Map(files.map((file) => [file, lstatSync(workspace.path(file)).mtimeMs]));
}

beforeAll(async () => {
  if (!(await prepare())) throw new Error("the generator does not compile");
  workspace.edit("addon/Cargo.toml", (text) => text.replace("edits-addon", "line-addon"));
  // A build of an earlier run would rightly be taken over.
  rmSync(workspace.path("target/ferrotype"), { recursive: true, force: true });
  for (const file of originals.keys()) originals.set(file, workspace.read(file));
  const run = ferrotype(["generate"]);
  expect(run.status, run.stderr + run.stdout).toBe(0);
  expect(run.stdout).toContain(`added ${out}/paint.d.ts\n`);
  expect(run.stderr).toContain("ferrotype: build addon (quick)\n");
  // Cargo.lock was written while cargo ran, so the first run cannot be trusted to have seen it.
  expect(ferrotype(["generate"]).status).toBe(0);
  pristine = workspace.committed();
}, 600_000);

afterEach(() => {
  for (const [file, text] of originals) {
    if (workspace.read(file) !== text) workspace.write(file, text);
  }
  const run = ferrotype(["generate"]);
  expect(run.status, run.stderr + run.stdout).toBe(0);
  expect(workspace.committed()).toEqual(pristine);
}, 120_000);

describe("nothing changed", () => {
  test("nothing is printed, nothing is touched", () => {
    const before = times();
    expect(ferrotype(["generate"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(times()).toEqual(before);
    expect(before.size).toBeGreaterThan(20);
  });

  test("neither cargo nor the config is needed", () => {
    const path = mkdtempSync(join(tmpdir(), "ferrotype-path-"));
    symlinkSync(process.execPath, join(path, "node"));
    expect(ferrotype(["generate"], { PATH: path })).toEqual({ status: 0, stdout: "", stderr: "" });
    rmSync(path, { recursive: true });
  });

  test("a touched Rust file is no change, and the second run needs not read it", () => {
    const later = new Date(Date.now() + 1000);
    utimesSync(workspace.path(paint), later, later);
    expect(ferrotype(["generate"])).toEqual({ status: 0, stdout: "", stderr: "" });
    const before = times();
    expect(ferrotype(["generate"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(times()).toEqual(before);
  });

  test("--json tells it", () => {
    expect(JSON.parse(ferrotype(["generate", "--json"]).stdout)).toEqual({
      diagnostics: [],
      summary: {
        verb: "generate",
        count: { error: 0, warning: 0, info: 0 },
        changed: [],
        added: [],
        removed: [],
      },
    });
  });
});

describe("an output that is not as it was", () => {
  test.each([
    [
      "changed",
      (): void => workspace.write(`${out}/paint.d.ts`, "// mine\n"),
      `changed ${out}/paint.d.ts\n`,
    ],
    ["deleted", (): void => rmSync(workspace.path(`${out}/paint.js`)), `added ${out}/paint.js\n`],
    ["extra", (): void => workspace.write(`${out}/mine.ts`, ""), `removed ${out}/mine.ts\n`],
    [
      "a deleted lock",
      (): void => rmSync(workspace.path("generated/surface/addon.json")),
      "added generated/surface/addon.json\n",
    ],
    ["a deleted addon", (): void => rmSync(workspace.path(native)), ""],
    ["a deleted map", (): void => rmSync(workspace.path(`${out}/paint.d.ts.map`)), ""],
  ])("%s is mended without cargo", (_, spoil, printed) => {
    spoil();
    const run = ferrotype(["generate"]);
    expect(run).toMatchObject({ status: 0, stdout: printed });
    expect(run.stderr).not.toContain("build addon");
    expect(existsSync(workspace.path(native))).toBe(true);
    expect(existsSync(workspace.path(`${out}/paint.d.ts.map`))).toBe(true);
  });
});

test("check finds changed, missing and extra files, names the command, and touches nothing", () => {
  workspace.write(`${out}/paint.js`, "// mine\n");
  rmSync(workspace.path(`${out}/search.js`));
  rmSync(workspace.path(native));
  workspace.write("generated/type-tests/addon/mine.ts", "");
  const before = times();
  const run = ferrotype(["check"]);
  expect(run.status).toBe(1);
  for (const line of [
    `error[FT7001]: ${out}/paint.js differs from what the Rust source says\nerror[FT7002]: ${out}/search.js`,
    `error[FT7002]: ${out}/search.js is missing`,
    "error[FT7003]: generated/type-tests/addon/mine.ts is not generated",
    "1 diff of other files not shown; --verbose shows all",
    "3 files are not what the Rust says. Mend: npx ferrotype generate",
  ]) {
    expect(run.stdout).toContain(line);
  }
  expect(run.stdout).not.toContain("-// mine");
  expect(run.stdout).not.toContain("help:");
  expect(ferrotype(["check", "--verbose"]).stdout).toContain("-// mine");
  expect(times()).toEqual(before);
  const json = JSON.parse(ferrotype(["check", "--json"]).stdout) as {
    readonly diagnostics: readonly { readonly code: string }[];
    readonly summary: { readonly mend: string };
  };
  expect(json.diagnostics.map(({ code }) => code).sort()).toEqual(["FT7001", "FT7002", "FT7003"]);
  expect(json.summary.mend).toBe("npx ferrotype generate");
});

test("check builds after an edit, and leaves the addon of the package alone", () => {
  workspace.edit(paint, (text) => text.replace("map_or(1,", "map_or(5,"));
  const before = readFileSync(workspace.path(native));
  expect(ferrotype(["check"])).toMatchObject({ status: 0, stdout: "" });
  expect(readFileSync(workspace.path(native)).equals(before)).toBe(true);
  const run = ferrotype(["generate"]);
  expect(run).toMatchObject({ status: 0, stdout: "" });
  expect(run.stderr).not.toContain("build addon");
  expect(readFileSync(workspace.path(native)).equals(before)).toBe(false);
});

test("--print writes nothing", () => {
  rmSync(workspace.path(`${out}/paint.js`));
  const run = ferrotype(["generate", "--print"]);
  expect(run.status).toBe(0);
  expect(run.stdout).toContain(`==> ${out}/paint.js <==\n`);
  expect(existsSync(workspace.path(`${out}/paint.js`))).toBe(false);
});

test("a new config is seen, and needs no build", () => {
  workspace.edit(config, (text) => text.replace('"win32-x64-msvc"', '"darwin-arm64"'));
  const run = ferrotype(["generate"]);
  expect(run).toMatchObject({ status: 0 });
  expect(run.stdout).toContain(`changed ${out}/binding.js\n`);
  expect(run.stderr).not.toContain("build addon");
});

describe("bad input gives a clear error and leaves what was generated whole", () => {
  /** Findings of a run that fails. */
  function fails(args: readonly string[] = ["generate"], more: NodeJS.ProcessEnv = {}): Run {
    const run = ferrotype(args, more);
    expect(run.status, run.stderr + run.stdout).toBe(1);
    expect(workspace.committed()).toEqual(pristine);
    expect(existsSync(workspace.path(native))).toBe(true);
    return run;
  }

  test("a Rust syntax error: FT1001 with its place, before cargo is asked", () => {
    workspace.edit(paint, (text) => `${text}\nfn broken( {\n`);
    const run = fails();
    expect(run.stdout).toMatch(/error\[FT1001\][^]*--> addon\/src\/paint\.rs:\d+:\d+/u);
    expect(run.stderr).not.toContain("build addon");
  });

  test("Rust that does not compile: rustc's own words, then FT6007 without a stack", () => {
    workspace.edit(paint, (text) => `${text}\nfn broken() -> u32 { "a" }\n`);
    const run = fails();
    expect(run.stderr).toContain("error[E0308]: mismatched types");
    expect(run.stderr).not.toContain("    at ");
    expect(run.stdout).toContain("error[FT6007]");
  });

  test("no cargo: FT6006", () => {
    const path = mkdtempSync(join(tmpdir(), "ferrotype-path-"));
    symlinkSync(process.execPath, join(path, "node"));
    workspace.edit(paint, (text) => text.replace("map_or(1,", "map_or(6,"));
    expect(fails(["generate"], { PATH: path }).stdout).toContain(
      "error[FT6006]: cargo is not on the search path",
    );
    rmSync(path, { recursive: true });
  });

  test("an addon that crashes when it is loaded: FT4006", () => {
    const crash = `#[used]\n#[unsafe(link_section = ".init_array")]\nstatic CRASH: extern "C" fn() = crash;\nextern "C" fn crash() {\n    std::process::abort()\n}\n`;
    workspace.edit(paint, (text) => `${text}\n${crash}`);
    expect(fails().stdout).toContain("error[FT4006]");
  });

  test("a broken config: FT6001 with its place; an unknown key: FT6002 with the nearest", () => {
    workspace.edit(config, (text) => text.replace("addons: [", "addons: [[{"));
    expect(fails().stdout).toMatch(/error\[FT6001\][^]*--> ferrotype\.config\.ts:\d+:\d+/u);
    workspace.write(config, (originals.get(config) ?? "").replace("locks:", "lock:"));
    const { stdout } = fails();
    expect(stdout).toContain("error[FT6002]: ferrotype.config.ts: lock is not an option");
    expect(stdout).toContain("help: write locks");
  });

  test("a Cargo.toml without the npm name: FT6010", () => {
    workspace.edit("addon/Cargo.toml", (text) =>
      text.replace("[package.metadata.ferrotype]\n", "[package.metadata.other]\n"),
    );
    expect(fails().stdout).toContain(
      "error[FT6010]: addon/Cargo.toml does not name the npm package",
    );
  });

  test("a name that npm does not take: FT6010", () => {
    workspace.edit("addon/Cargo.toml", (text) => text.replace("@test/edits", "@Test/edits"));
    const run = fails();
    expect(run.stdout).toContain(
      'error[FT6010]: addon/Cargo.toml: "@Test/edits" is not a name that npm takes for a package',
    );
    expect(run.stderr).not.toContain("build addon");
  });

  test("a library that is no cdylib: FT6007, before it is built", () => {
    workspace.edit("addon/Cargo.toml", (text) => text.replace('["cdylib"]', '["rlib"]'));
    const run = fails();
    expect(run.stdout).toContain(
      "error[FT6007]: addon/Cargo.toml does not build an addon: its library is no cdylib",
    );
    expect(run.stderr).not.toContain("Compiling");
  });

  test("a folder of somebody else's as output: refused", () => {
    mkdirSync(workspace.path("mine"), { recursive: true });
    workspace.write("mine/thesis.md", "years of work");
    workspace.edit(config, (text) => text.replace('"generated/edits"', '"mine"'));
    expect(fails().stdout).toContain("mine holds a file that ferrotype did not write");
    expect(workspace.read("mine/thesis.md")).toBe("years of work");
  });

  test("a file in the place of the output folder: FT6009", () => {
    workspace.write("taken", "a file");
    workspace.edit(config, (text) => text.replace('"generated/edits"', '"taken"'));
    expect(fails().stdout).toContain("error[FT6009]");
    expect(workspace.read("taken")).toBe("a file");
  });
});

test("generate works from a folder beneath, and with --config from anywhere", () => {
  const bin = join(root, "codegen/bin/ferrotype.js");
  const extract = join(root, "target/quick/ferrotype-extract");
  const run = (cwd: string, args: readonly string[]): number | null =>
    spawnSync(process.execPath, [bin, ...args], {
      cwd,
      env: { ...process.env, ...env, FERROTYPE_EXTRACT: extract },
    }).status;
  expect(run(dirname(workspace.path(paint)), ["generate"])).toBe(0);
  expect(run(tmpdir(), ["generate", "--config", workspace.path(config)])).toBe(0);
  writeFileSync(workspace.path(`${out}/extra.js`), "");
  expect(run(tmpdir(), ["check", "--config", workspace.path(config)])).toBe(1);
});
