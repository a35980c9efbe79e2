import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

import { root } from "../../scripts/root.js";
import { processMs, scriptMs } from "../processes.js";
import { declarations, rustSources } from "../synthetic.js";

const cli = join(root, "codegen/bin/ferrotype.js");
const extractor = join(root, "target/release/ferrotype-extract");
const folder = join(root, "target/bench/scale");
const env = { ...process.env, FERROTYPE_EXTRACT: extractor };
const counts = [100, 1_000, 5_000, 20_000];
/** @param {number} count */
const titleOf = (count) => `${count.toLocaleString("en")} exports`;

/**
 * Addons of 100 to 20,000 exports. The one of 1,000 is really built, and generated whole by the command line; what is
 * larger reads the d.ts that napi wrote for one block, again and again under other names.
 */
export async function rows() {
  run("cargo", ["build", "--release", "-q", "-p", "ferrotype-extract"], root);
  const one = layOut(20);
  run(process.execPath, [cli, "generate", "--quiet"], one);
  const thousand = layOut(1_000);
  run(process.execPath, [cli, "generate", "--quiet"], thousand);
  const declared = (/** @type {string} */ at) =>
    readFileSync(join(at, "target/ferrotype/addon/build/index.d.ts"), "utf8");
  compareDeclarations(declared(thousand), declarations(1_000, declared(one)));
  for (const count of counts) {
    writeFileSync(join(layOut(count), "declared.d.ts"), declarations(count, declared(one)));
  }
  return [
    {
      title: "generate, 1,000 exports, cargo has nothing to do, every file is written",
      bar: "≤ load ts-morph + 400 ms",
      yardstick: "load ts-morph",
      rounds: 9,
      contenders: {
        "load ts-morph": () =>
          processMs(process.execPath, [
            "-e",
            `require("module").createRequire(${JSON.stringify(join(root, "codegen/package.json"))})("ts-morph")`,
          ]),
        generate: () => {
          rmSync(join(thousand, "generated"), { recursive: true, force: true });
          return processMs(process.execPath, [cli, "generate", "--quiet"], { cwd: thousand, env });
        },
      },
    },
    ...["cold", "warm"].map((state) => ({
      title: `extract, read the d.ts, link, check and emit, ${state}`,
      bar: "growth exponent ≤ 1.1",
      yardstick: titleOf(100),
      rounds: 3,
      contenders: Object.fromEntries(
        counts.map((count) => [
          titleOf(count),
          () =>
            scriptMs(join(root, "bench/generate-once.js"), [join(folder, String(count)), state]),
        ]),
      ),
      growth: { from: titleOf(100), to: titleOf(20_000), factor: 200 },
    })),
  ];
}

/** A workspace with an addon of that many exports; its `target/` stays. @param {number} count */
function layOut(count) {
  const at = join(folder, String(count));
  mkdirSync(join(at, "addon/src"), { recursive: true });
  for (const [name, text] of Object.entries(rustSources(count))) {
    writeIfOther(join(at, "addon/src", name), text);
  }
  for (const [name, text] of Object.entries(manifests)) writeIfOther(join(at, name), text);
  if (!existsSync(join(at, "Cargo.lock"))) cpSync(join(root, "Cargo.lock"), join(at, "Cargo.lock"));
  const links = { ferrotype: "codegen", "@ferrotype/runtime": "packages/runtime" };
  for (const [name, path] of Object.entries(links)) {
    const link = join(at, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(root, path), link);
  }
  return at;
}

const manifests = {
  "Cargo.toml": `[workspace]
resolver = "3"
members = ["addon"]

[profile.quick]
inherits = "dev"
debug = false
`,
  "addon/Cargo.toml": `[package]
name = "synthetic"
version = "1.0.0"
edition = "2024"
license = "MIT"
publish = false

[package.metadata.ferrotype]
package = "@test/synthetic"

[lib]
crate-type = ["cdylib"]

[dependencies]
napi = { version = "3.16", default-features = false, features = ["napi8", "dyn-symbols"] }
napi-derive = "3.7"

[build-dependencies]
napi-build = "2.6"
`,
  "addon/build.rs": "fn main() {\n    napi_build::setup();\n}\n",
  "ferrotype.config.ts": `import { defineConfig } from "ferrotype";

export default defineConfig({ addons: [{ crate: "addon", targets: ["linux-x64-gnu"] }] });
`,
  "package.json": '{ "private": true, "type": "module" }\n',
};

/** @param {string} path @param {string} text */
function writeIfOther(path, text) {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

/** @param {string} program @param {readonly string[]} args @param {string} cwd */
function run(program, args, cwd) {
  if (spawnSync(program, args, { cwd, stdio: ["ignore", "ignore", "inherit"], env }).status !== 0) {
    throw new Error(`${program} ${args.join(" ")} failed in ${cwd}`);
  }
}

/** What is made here must be what napi writes, but for its order. @param {string} real @param {string} made */
function compareDeclarations(real, made) {
  const [a, b] = [real, made].map((text) => text.split("\n").sort().join("\n"));
  if (a !== b) throw new Error("the synthetic d.ts of 1,000 exports is not what napi wrote");
}
