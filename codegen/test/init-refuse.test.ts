/** What `ferrotype init` refuses, and how it asks: the command line in folders of its own. Needs cargo, builds nothing. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "codegen/bin/ferrotype.js");
let folder: string;

beforeAll(async () => {
  expect(await prepare()).toBe(true);
});
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "ferrotype-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function init(args: readonly string[] = ["--yes"], cwd: string = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "init", ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

const addon = `[package]
name = "x"
version = "1.0.0"
edition = "2021"

[lib]
path = "lib.rs"
crate-type = ["cdylib"]

[dependencies]
napi = "3"
napi-derive = "3"
`;
const packageJson = '{\n  "name": "x"\n}\n';

test.each<readonly [name: string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    "no package.json",
    { "Cargo.toml": addon, "lib.rs": "" },
    ["error[FT6015]: there is no package.json here", "npm init makes one"],
  ],
  [
    "a package.json that is no JSON",
    { "package.json": '{\n  "name": "x",\n}\n', "Cargo.toml": addon, "lib.rs": "" },
    ["error[FT6016]: package.json is not JSON: ", "--> package.json:3:1"],
  ],
  [
    "a Cargo.toml that is no TOML",
    { "package.json": packageJson, "Cargo.toml": addon.replace('"x"', '"x'), "lib.rs": "" },
    ["error[FT6016]: Cargo.toml is not TOML: ", "--> Cargo.toml:2:", '2 | name = "x'],
  ],
  [
    "a Cargo.toml that cargo refuses",
    {
      "package.json": packageJson,
      "native/Cargo.toml": addon.replace("2021", "1999"),
      "native/lib.rs": "",
    },
    ["error[FT6016]: cargo cannot read native/Cargo.toml"],
  ],
  [
    "no crate",
    { "package.json": packageJson },
    [
      "error[FT6015]: no crate here is an addon of napi-rs",
      "in the folder that holds package.json",
    ],
  ],
  [
    "a crate that is no cdylib",
    {
      "package.json": packageJson,
      "native/Cargo.toml": addon.replace('["cdylib"]', '["lib"]'),
      "native/lib.rs": "",
    },
    ["error[FT6015]", "help: native/Cargo.toml depends on napi-derive and builds no cdylib"],
  ],
])("%s is refused, and nothing is written", (_, files, said) => {
  write(files);
  const { status, stdout } = init();
  expect(status).toBe(1);
  for (const part of said) expect(stdout).toContain(part);
  expect(existsSync(join(folder, "ferrotype.config.ts"))).toBe(false);
  for (const [path, text] of Object.entries(files)) {
    expect(readFileSync(join(folder, path), "utf8")).toBe(text);
  }
});

test("an addon beneath a root whose crate is something else is found", () => {
  const other =
    '[package]\nname = "y"\nversion = "1.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n';
  write({
    "package.json": packageJson,
    "Cargo.toml": other,
    "lib.rs": "",
    "bindings/node/Cargo.toml": `${addon}\n[workspace]\n`,
    "bindings/node/lib.rs": "",
  });
  expect(init().status).toBe(0);
  expect(readFileSync(join(folder, "ferrotype.config.ts"), "utf8")).toContain(
    'crate: "bindings/node"',
  );
  expect(readFileSync(join(folder, "Cargo.toml"), "utf8")).toBe(other);
});

test("a folder of an adopted project, or of a cargo workspace above, names the place to go to", () => {
  cpSync(join(root, "codegen/test/fixtures/init/workspace"), folder, { recursive: true });
  const member = join(folder, "packages/alpha");
  const inner = init(["--yes"], member);
  expect(inner.status).toBe(1);
  expect(inner.stdout).toContain("this folder is part of the cargo workspace in ../..");
  expect(inner.stdout).toContain("help: run ferrotype init in ../..");
  expect(init(["--yes", "--crate", "./packages/beta/"]).status).toBe(0);
  expect(readFileSync(join(folder, "ferrotype.config.ts"), "utf8")).not.toContain("alpha");
  const later = init(["--yes"], member);
  expect(later.status).toBe(1);
  expect(later.stdout).toContain("a project that is adopted: ../../ferrotype.config.ts");
  expect(later.stdout).toContain('help: add the crate to its addons: { crate: "packages/alpha" }');
});

test("what is no addon cannot be asked for, and the config has one place", () => {
  cpSync(join(root, "codegen/test/fixtures/init/workspace"), folder, { recursive: true });
  expect(init(["--crate", "crates/core"])).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "ferrotype: --crate: crates/core is no addon of this project; there are packages/alpha, packages/beta\n",
  });
  expect(init(["--config", "x.ts"]).status).toBe(2);
});

test("--json lists the files with their texts, and writes with --yes alone", () => {
  cpSync(join(root, "codegen/test/fixtures/init/facade"), folder, { recursive: true });
  const parse = (text: string) => JSON.parse(text) as { readonly summary: unknown };
  const shown = init(["--json"]);
  expect(shown.status).toBe(1);
  const next = ["npm install", "npm run ferrotype"];
  const files = [
    { path: "ferrotype.config.ts", kind: "add" },
    { path: "native/Cargo.toml", kind: "edit" },
    { path: "package.json", kind: "edit" },
    { path: ".gitignore", kind: "add" },
  ];
  expect(parse(shown.stdout).summary).toMatchObject({ files, next, written: false });
  expect(existsSync(join(folder, "ferrotype.config.ts"))).toBe(false);
  const written = init(["--json", "--yes"]);
  expect(written.status).toBe(0);
  expect(parse(written.stdout).summary).toMatchObject({ files, next, written: true });
  expect(parse(init(["--json"]).stdout).summary).toMatchObject({ files: [], written: false });
});

/** util-linux's `script` gives a program a terminal. */
function onTerminal(
  answer: string,
): Promise<{ readonly status: number | null; readonly out: string }> {
  const command = `'${process.execPath}' '${cli}' init`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  let out = "";
  let isAsked = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (isAsked || !out.includes("[y/N] ")) return;
    isAsked = true;
    child.stdin.write(answer);
  });
  return new Promise((settle, fail) => {
    child.once("error", fail);
    child.once("close", (status) => settle({ status, out }));
  });
}

test.runIf(process.platform === "linux")("on a terminal it asks", async () => {
  write({ "package.json": packageJson, "Cargo.toml": addon, "lib.rs": "" });
  // The last two are Ctrl-C and Ctrl-D.
  for (const answer of ["\r", "n\r", "\u0003", "\u0004"]) {
    const { status, out } = await onTerminal(answer);
    expect(out).toContain("Write these 4 files? [y/N] ");
    expect(status).toBe(1);
    expect(existsSync(join(folder, "ferrotype.config.ts"))).toBe(false);
  }
  const { status, out } = await onTerminal("y\r");
  expect(status).toBe(0);
  expect(out).toContain("added ferrotype.config.ts");
  expect(existsSync(join(folder, "ferrotype.config.ts"))).toBe(true);
});
