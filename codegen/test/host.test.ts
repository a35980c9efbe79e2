/** What is emitted depends on the Rust alone: not on the host that built it, the folder, the time or the locale. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

import { generate } from "../src/generate.js";
import type { GeneratedFile } from "../src/model/views.js";
import type { EditWorkspace } from "./edit-workspace.js";
import {
  declaredAs,
  faultOptions,
  ferrotype,
  openFaultWorkspace,
  readBuilt,
  type BuiltViews,
} from "./fault-workspace.js";

const host = `//! What only some hosts have.
use ferrotype::napi;

/// Who owns a file.
#[cfg(unix)]
#[napi(object)]
pub struct Owner {
    /// Number of the user.
    pub user: u32,
    pub group: Option<u32>,
}

/// The owner of everything.
#[cfg(unix)]
#[napi]
pub fn root_owner() -> Owner {
    Owner { user: 0, group: None }
}

/// Written by hand.
#[cfg(unix)]
#[napi(ts_args_type = "owner: Owner, how?: 'kind' | 'firm'", ts_return_type = "[Owner, Access]")]
pub fn ask(owner: Owner) -> u32 {
    owner.user
}

/// What is allowed.
#[cfg(unix)]
#[napi(string_enum)]
pub enum Access {
    Read,
    Write,
}

/// A lock on a file.
#[cfg(unix)]
#[napi]
pub struct Flock {
    held: bool,
}

#[cfg(unix)]
#[napi]
impl Flock {
    /// Not held yet.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self { held: false }
    }

    #[napi(getter)]
    pub fn held(&self) -> bool {
        self.held
    }
}

/// The drives there are.
#[cfg(windows)]
#[napi]
pub fn drives() -> Vec<String> {
    Vec::new()
}

/// Twins.
#[cfg(unix)]
#[napi]
pub fn separator() -> String {
    "/".to_owned()
}

/// Twins.
#[cfg(windows)]
#[napi]
pub fn separator() -> String {
    "\\\\".to_owned()
}
`;
/** Items of this host alone, by name. */
const unixOnly = ["Owner", "rootOwner", "ask", "Access", "Flock"];
const windowsDts =
  "\n/** The drives there are. */\nexport declare function drives(): Array<string>\n";

let workspace: EditWorkspace;
let built: BuiltViews;
let here: readonly GeneratedFile[];

beforeAll(async () => {
  workspace = await openFaultWorkspace("host");
  workspace.write("addon/src/host.rs", host);
  workspace.edit("addon/src/lib.rs", (text) => text.replace("mod paint;", "mod host;\nmod paint;"));
  const { status, stdout, stderr } = await ferrotype(workspace, ["generate"]);
  expect(status, stderr + stdout).toBe(0);
  built = await readBuilt(workspace);
  here = generated(
    built.dts,
    built.loaded.exports.map(({ name }) => name),
  );
}, 600_000);

/** The files that these views give, with the exports of those names. */
function generated(dts: string, names: readonly string[]): readonly GeneratedFile[] {
  const exports = built.loaded.exports.filter(({ name }) => names.includes(name));
  const views = {
    source: built.source,
    declared: declaredAs(dts),
    loaded: { ...built.loaded, exports },
  };
  const { files, diagnostics } = generate(views, faultOptions);
  expect(diagnostics).toEqual([]);
  return files;
}

test("the pure function gives what the tool wrote", () => {
  const onDisk = new Map([...workspace.committed(), ...workspace.maps()]);
  expect(new Map(here.map(({ path, text }) => [path, text]))).toEqual(onDisk);
  expect(onDisk.get("generated/edits/host.d.ts")).toContain(
    "export declare const drives: (() => string[]) | undefined;",
  );
});

test("items of this host are declared by the Rust: without them in the d.ts and the addon, every byte is the same", () => {
  const blocks = built.dts.split(/\n(?=\/\*\*|export )/u);
  const name = (block: string): string | undefined =>
    /^export (?:declare )?(?:function|class|enum|interface|const|type) (\w+)/mu.exec(block)?.[1];
  const kept = blocks.filter((block) => !unixOnly.includes(name(block) ?? ""));
  expect(blocks.length - kept.length).toBeGreaterThanOrEqual(unixOnly.length);
  const elsewhere = kept.join("\n") + windowsDts;
  for (const one of unixOnly) expect(elsewhere).not.toMatch(new RegExp(`\\b${one}\\b`, "u"));
  const names = built.loaded.exports
    .map((one) => one.name)
    .filter((one) => !unixOnly.includes(one));
  expect(built.loaded.exports.length - names.length).toBeGreaterThanOrEqual(4);
  const windows = [...built.loaded.exports.filter((one) => names.includes(one.name))];
  const separator = windows.find((one) => one.name === "separator");
  if (separator === undefined) throw new Error("separator is not exported");
  const { files, diagnostics } = generate(
    {
      source: built.source,
      declared: declaredAs(elsewhere),
      loaded: { ...built.loaded, exports: [...windows, { ...separator, name: "drives" }] },
    },
    faultOptions,
  );
  expect(diagnostics).toEqual([]);
  expect(files).toEqual(here);
});

test("the source alone gives the same but for what only the d.ts knows", () => {
  const { files, diagnostics } = generate(
    { source: built.source, declared: null, loaded: null },
    faultOptions,
  );
  expect(diagnostics).toEqual([]);
  expect(files).toEqual(here);
});

test("the same bytes again: from nothing, from another folder, in another time zone and language", async () => {
  const before = new Map([...workspace.committed(), ...workspace.maps()]);
  for (const part of ["generated", "target/ferrotype/cache.json"])
    rmSync(workspace.path(part), { recursive: true, force: true });
  const again = await ferrotype(workspace, ["generate"], {
    cwd: workspace.path("addon/src"),
    env: { TZ: "Pacific/Apia", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
  });
  expect(again.status, again.stderr + again.stdout).toBe(0);
  expect(new Map([...workspace.committed(), ...workspace.maps()])).toEqual(before);
});

test("no path of this machine, no date and no carriage return is in any file", () => {
  for (const [path, text] of [...workspace.committed(), ...workspace.maps()]) {
    expect(text, path).not.toContain(workspace.folder);
    expect(text, path).not.toContain(tmpdir());
    expect(text, path).not.toMatch(/\r|\b20[2-9]\d-\d\d/u);
  }
});

test("git sees no change after a generate, twice and from another folder", async () => {
  const git = (...args: readonly string[]): string => {
    const identity = [
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@localhost",
      "-c",
      "core.autocrlf=false",
    ];
    const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], {
      cwd: workspace.folder,
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  workspace.write(".gitignore", "target\nnode_modules\nnative\n*.d.ts.map\n");
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "Generated");
  for (const cwd of [workspace.folder, workspace.path("addon"), tmpdir()]) {
    rmSync(workspace.path("target/ferrotype/cache.json"), { force: true });
    const { status } = await ferrotype(
      workspace,
      ["generate", "--config", workspace.path("ferrotype.config.ts")],
      { cwd },
    );
    expect(status).toBe(0);
    expect(git("status", "--porcelain")).toBe("");
  }
});

test("a clone in a folder with a strange name generates the same", async () => {
  const clone = mkdtempSync(join(tmpdir(), "ferrotype clöne #%20 '$-"));
  cpSync(workspace.folder, clone, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith("/.git"),
  });
  const cwd = join(clone, "addon");
  const { status, stdout, stderr } = await ferrotype(workspace, ["check"], { cwd });
  expect(status, stderr + stdout).toBe(0);
  rmSync(clone, { recursive: true });
}, 120_000);
