/** `ferrotype pack` where something disagrees: every finding is told, and nothing is written. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import { openProgress } from "../src/commands/progress.js";
import { packAddon } from "../src/pack/pack.js";
import { makeUniversal, universalizeCommand } from "../src/pack/universal.js";
import { readConfig } from "../src/read/read-config.js";
import {
  copyWorkspace,
  edit,
  findings,
  hostBinary,
  openFolder,
  remove,
  root,
  runPack,
} from "./pack-workspace.js";

const folder = openFolder("refuse");
const binaries = join(folder, "binaries");
const out = join(folder, "out");
const host = hostBinary();
const packed = ["--partial", "--binaries", binaries, "--out", out];

beforeAll(async () => {
  expect(await prepare()).toBe(true);
});
beforeEach(() => {
  rmSync(binaries, { recursive: true, force: true });
  mkdirSync(binaries);
});
afterAll(() => remove(folder));

/** Puts the binary of this host there under the name of a target, changed where it is asked for. */
function put(target: string, change?: (bytes: Buffer) => void, place: string = ""): void {
  const path = join(binaries, place, `natives.${target}.node`);
  mkdirSync(join(binaries, place), { recursive: true });
  if (change === undefined) copyFileSync(host.path, path);
  else {
    const bytes = readFileSync(host.path);
    change(bytes);
    writeFileSync(path, bytes);
  }
}

/** Changes what the stamp of a binary says, in equal length. */
function restamp(from: string, to: string): (bytes: Buffer) => void {
  return (bytes) => {
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    bytes.write(to, at);
  };
}

function lockText(): string {
  return readFileSync(join(root, "generated/surface/natives.json"), "utf8");
}

test("missing binaries are named, all of them", () => {
  put(host.target);
  const [first, ...others] = findings(root, ["--binaries", binaries, "--out", out]);
  expect(others).toEqual([]);
  expect(first).toContain("FT6018 8 binaries are missing");
  expect(first).toContain("natives.darwin-universal.node");
  expect(first).not.toContain(`natives.${host.target}.node`);
  const empty = join(folder, "empty");
  mkdirSync(empty);
  expect(findings(root, ["--partial", "--binaries", empty, "--out", out])).toEqual([
    expect.stringContaining("FT6018 9 binaries are missing"),
  ]);
  expect(existsSync(out)).toBe(false);
});

test("a folder of binaries that is not there, or is none, is wrong usage", () => {
  put(host.target);
  const file = join(binaries, `natives.${host.target}.node`);
  for (const [path, what] of [
    ["nope", "is not there"],
    [file, "is no folder"],
  ] as const) {
    const { status, stderr } = runPack(root, ["--partial", "--binaries", path, "--out", out]);
    expect([status, stderr]).toEqual([2, `ferrotype: --binaries: ${path} ${what}\n`]);
  }
  expect(existsSync(out)).toBe(false);
});

test("the source of a crate that is named like the package is not replaced", () => {
  put(host.target);
  const packages = join(folder, "packages");
  const crate = join(packages, "ferrotype-natives");
  mkdirSync(join(crate, "src"), { recursive: true });
  writeFileSync(join(crate, "src/lib.rs"), "// mine\n");
  const config = join(root, "ferrotype.config.ts");
  const args = ["--partial", "--binaries", binaries, "--config", config];
  const said =
    "holds what ferrotype pack did not write, such as ferrotype-natives; name a folder of its own with --out\n";
  // The folder that one is in as well.
  for (const [cwd, asked] of [
    [folder, "packages"],
    [packages, "."],
  ] as const) {
    const { status, stdout, stderr } = runPack(cwd, [...args, "--out", asked]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`ferrotype: ${asked} ${said}`);
  }
  expect(readdirSync(packages)).toEqual(["ferrotype-natives"]);
  expect(readFileSync(join(crate, "src/lib.rs"), "utf8")).toBe("// mine\n");
  rmSync(crate, { recursive: true });
  const { status, stderr } = runPack(packages, [...args, "--out", "."]);
  expect(status, stderr).toBe(0);
  expect(stderr).toContain("ferrotype: pack into .");
}, 60_000);

test("a binary under the name of another target, cut short, or no binary at all", () => {
  const other = host.target === "linux-arm64-gnu" ? "linux-x64-gnu" : "linux-arm64-gnu";
  put(other);
  put("linux-x64-musl");
  put("darwin-arm64", (bytes) => bytes.fill(0));
  expect(findings(root, packed)).toEqual([
    expect.stringMatching(/^FT6019 .*is not for darwin-arm64: it is no shared library$/u),
    expect.stringMatching(/^FT6019 .* is not for linux-(?:arm64-gnu|x64-\w+): /u),
    expect.stringMatching(/^FT6019 .* is not for linux-x64-musl: /u),
    expect.stringMatching(/^FT6021 .* are one and the same file$/u),
  ]);
  expect(existsSync(out)).toBe(false);
});

test("a binary of another contract or version", () => {
  const { contract } = JSON.parse(lockText()) as { readonly contract: { readonly hash: string } };
  put(host.target, restamp(`"${contract.hash}"`, `"${"0".repeat(32)}"`));
  expect(findings(root, packed)).toEqual([
    expect.stringMatching(/^FT6020 .*: its contract is 0{32}, and that of the package /u),
  ]);
  put(host.target, restamp('"version":"0.1.0"', '"version":"0.0.9"'));
  expect(findings(root, packed)).toEqual([
    expect.stringMatching(/^FT6020 .*: it is version 0\.0\.9, and the package is /u),
  ]);
});

test("a binary without a stamp is packed, and it is told that nobody can ask it", async () => {
  put(host.target, restamp("\0.ferrotype\0", "\0.other.sec\0"));
  const { config } = await readConfig(join(root, "ferrotype.config.ts"));
  const [addon] = config?.addons ?? [];
  if (config === null || addon === undefined) throw new Error("there is no config");
  const request = { binaries, targets: [host.target], partial: false, rust: true };
  const made = await packAddon(config, addon, request, openProgress(true));
  made.dispose();
  expect(made.unstamped).toEqual([host.target]);
  expect(made.leaves.map(({ target }) => target)).toEqual([host.target]);
  expect(made.skipped).toHaveLength(addon.targets.length - 1);
});

test("two files for one target", () => {
  put(host.target, undefined, "a");
  put(host.target, (bytes) => bytes.write("x", bytes.length - 1), "b");
  expect(findings(root, packed)).toEqual([expect.stringContaining("and differ")]);
});

test("a lock, a package or a crate that moved", () => {
  put(host.target);
  const copy = copyWorkspace(join(folder, "copy"));
  const script = join(copy, "generated/natives/fs.js");
  edit(script, (text) => `${text}\n`);
  expect(findings(copy, packed)).toEqual([
    expect.stringMatching(/^FT7001 generated\/natives\/fs\.js/u),
  ]);
  edit(script, (text) => text.slice(0, -1));
  const lib = join(copy, "crates/natives/src/fs/options.rs");
  edit(lib, (text) => text.replace("depth: Option<U32>", "depth: Option<f64>"));
  expect(findings(copy, packed)).toEqual([expect.stringMatching(/^FT6017 .*its contract is/u)]);
  edit(lib, (text) => text.replace("depth: Option<f64>", "depth: Option<U32>"));
  edit(join(copy, "Cargo.toml"), (text) => text.replace('version = "0.1.0"', 'version = "0.2.0"'));
  edit(join(copy, "ferrotype.config.ts"), (text) => text.replace('"darwin-universal",', ""));
  expect(findings(copy, packed)).toEqual([
    expect.stringMatching(/version is 0\.1\.0 there and 0\.2\.0 now; targets is .*universal/u),
  ]);
}, 60_000);

test("a target that the config does not name is wrong usage", () => {
  const { status, stderr } = runPack(root, ["--target", "linux-x64-gun"]);
  expect([status, stderr]).toEqual([
    2,
    "ferrotype: --target: the config names no linux-x64-gun; did you mean linux-x64-gnu?\n",
  ]);
});

test("the universal binary is made by napi, which runs lipo on both", async () => {
  expect(await makeUniversal("natives", [], "darwin")).toBeNull();
  put("darwin-x64");
  put("darwin-arm64");
  const { args, manifest } = universalizeCommand("natives");
  writeFileSync(join(binaries, "package.json"), JSON.stringify(manifest));
  // A lipo that says what it is asked for, on a Node that takes itself for one of macOS.
  writeFileSync(join(binaries, "lipo"), '#!/bin/sh\necho "$@" > lipo.txt\ncat "$4" "$5" > "$3"\n');
  chmodSync(join(binaries, "lipo"), 0o755);
  const pretend = join(binaries, "darwin.cjs");
  writeFileSync(pretend, 'Object.defineProperty(process, "platform", { value: "darwin" });\n');
  const run = spawnSync(process.execPath, ["--require", pretend, ...args], {
    cwd: binaries,
    encoding: "utf8",
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  const asked = readFileSync(join(binaries, "lipo.txt"), "utf8").trim().split(" ");
  expect(asked.map((word) => word.replace(/^.*[\\/]/u, ""))).toEqual([
    ...["-create", "-output", "natives.darwin-universal.node"],
    ...["natives.darwin-x64.node", "natives.darwin-arm64.node"],
  ]);
  expect(existsSync(join(binaries, "natives.darwin-universal.node"))).toBe(true);
});
