import { spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { prepare } from "../../scripts/prepare.js";
import type { DeclaredView } from "../src/model/declared.js";
import type { LoadedView } from "../src/model/loaded.js";
import type { Manifest } from "../src/model/manifest.js";
import type { GenerateOptions } from "../src/model/views.js";
import { readDeclared } from "../src/read/declared.js";
import { readLoaded } from "../src/read/loaded.js";
import { readSource } from "../src/read/source.js";
import { EditWorkspace, type Run } from "./edit-workspace.js";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cli = join(root, "codegen/bin/ferrotype.js");

/** Crates from registries are compiled once for all test workspaces; the addon's own name keeps their results apart. */
const sharedTarget = join(root, "target/test-workspaces/edits/target");

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Program and arguments that start the tool, such as `setpriv …`. */
  readonly wrapper?: readonly string[];
  /** Folder that the tool is started in. @default the workspace */
  readonly cwd?: string;
}

/** A workspace like that of the edits, with an addon called `<name>-addon` whose first build is to come. */
export async function openFaultWorkspace(name: string): Promise<EditWorkspace> {
  if (!(await prepare())) throw new Error("the generator does not compile");
  const workspace = new EditWorkspace(name);
  workspace.edit("addon/Cargo.toml", (text) => text.replace("edits-addon", `${name}-addon`));
  // A build of an earlier run would rightly be taken over.
  rmSync(workspace.path("target/ferrotype"), { recursive: true, force: true });
  return workspace;
}

/** Runs the tool in a workspace; other runs may go on meanwhile. */
export function ferrotype(
  workspace: EditWorkspace,
  args: readonly string[],
  { env = {}, wrapper = [], cwd = workspace.folder }: RunOptions = {},
): Promise<Run & { readonly signal: string | null }> {
  const [program = "", ...rest] = [...wrapper, process.execPath, cli, ...args];
  const child = spawn(program, rest, {
    cwd,
    env: {
      ...process.env,
      FERROTYPE_EXTRACT: join(root, "target/quick/ferrotype-extract"),
      CARGO_TARGET_DIR: sharedTarget,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((settle, fail) => {
    child.once("error", fail);
    child.once("close", (status, signal) => settle({ status, signal, stdout, stderr }));
  });
}

/** 1-based line of a Rust file on which a text begins; the text stands there once. */
export function lineOf(text: string, part: string): number {
  const [before = "", ...after] = text.split(part);
  if (after.length !== 1) throw new Error(`${part} stands there ${after.length} times`);
  return before.split("\n").length;
}

/** Copies a folder whole, so that it can be compared or brought back. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** What the tool passes to `generate()` for such a workspace. */
export const faultOptions: GenerateOptions = {
  out: "generated/edits",
  locks: "generated/surface",
  typeTests: "generated/type-tests",
  targets: ["linux-x64-gnu", "win32-x64-msvc"],
  leaf: "@test/edits-<target>",
  envPrefix: "TEST_EDITS",
  workspace: false,
  allow: [],
  toolVersion: "0.1",
  command: "npx ferrotype generate",
};

export interface BuiltViews {
  readonly source: Manifest;
  /** Text of the d.ts that napi wrote. */
  readonly dts: string;
  readonly loaded: LoadedView;
}

/** The views of a workspace that was built, read by the readers themselves. */
export async function readBuilt(workspace: EditWorkspace): Promise<BuiltViews> {
  const { manifest } = await readSource({
    crateDir: "addon",
    workspaceRoot: workspace.folder,
    extractBinary: join(root, "target/quick/ferrotype-extract"),
  });
  const build = "target/ferrotype/addon/build";
  const { view } = await readLoaded(workspace.path(`${build}/addon.linux-x64-gnu.node`));
  if (manifest === null || view === null) throw new Error("the views cannot be read");
  return { source: manifest, dts: workspace.read(`${build}/index.d.ts`), loaded: view };
}

/** The declared view of a text, as if napi had written it. */
export function declaredAs(text: string): DeclaredView {
  return readDeclared({ path: "target/ferrotype/addon/build/index.d.ts", text });
}
