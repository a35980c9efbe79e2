/**
 * The emitters on an addon that others wrote: its findings are accepted, the package is written into `target/`, compiled
 * under the strict pack, loaded with the stock binary in `native/`, and its exports are compared with the binary's.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

import { generate } from "../codegen/dist/generate.js";
import { readDeclared } from "../codegen/dist/read/declared.js";
import { readLoaded } from "../codegen/dist/read/loaded.js";
import { findExtractor, readSource } from "../codegen/dist/read/source.js";
import { compilerPath, strictPack } from "./compilers.js";
import { corporaFolder, packageName } from "./corpora-fetch.js";
import { FetchError } from "./fetch-npm.js";
import { compareNames, namesOfBinary } from "./corpora-names.js";
import { globSync } from "./glob-sync.js";
import { root } from "./root.js";
import { openTsd } from "./tsd.js";

const target = "linux-x64-gnu";
const out = "package";

const emittedPack = {
  ...strictPack,
  module: "nodenext",
  moduleResolution: "nodenext",
  target: "es2022",
  lib: ["es2022"],
  noEmit: true,
};

/**
 * What is wrong, a line each; an empty text where nothing is.
 * @param {string} name
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {import("./corpora-fetch.js").Corpus} corpus
 * @param {import("../codegen/dist/model/manifest.js").Manifest} source
 * @param {{ explained: ReadonlySet<string>, undeclared: ReadonlySet<string> }} known names that the package rightly lacks
 */
export async function emitCorpus(name, files, corpus, source, known) {
  const folder = join(corporaFolder, "emitted", name);
  const { generated, addon, problems } = await generatePackage(files, corpus, source);
  if (generated.length === 0) return [...problems, "  emit: nothing was emitted\n"];
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of generated) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const native = join(folder, out, "native");
  mkdirSync(native, { recursive: true });
  cpSync(files.binary, join(native, `${addon}.${target}.node`));
  install(folder, "@ferrotype/runtime", join(root, "packages/runtime"));
  install(folder, "@types/node", join(root, "node_modules/@types/node"));
  for (const { name: module, folder: place } of files.types) install(folder, module, place);
  install(folder, packageName(corpus.package), join(folder, out));
  install(folder, "tsd", join(root, "node_modules/tsd"));
  return [
    ...problems,
    ...compile(folder),
    ...typeTests(folder),
    ...compareExports(folder, files, known),
  ];
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} place
 */
function install(folder, name, place) {
  const link = join(folder, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(place, link);
}

/**
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {import("./corpora-fetch.js").Corpus} corpus
 * @param {import("../codegen/dist/model/manifest.js").Manifest} source
 */
async function generatePackage(files, corpus, source) {
  const { view: loaded } = await readLoaded(files.binary);
  const declared = readDeclared({
    path: corpus.declared,
    text: readFileSync(files.declared, "utf8"),
  });
  const name = packageName(corpus.package);
  const manifest = { ...source, crate: { ...source.crate, package: name } };
  /** @type {{ code: string, at: string, because: string }[]} */
  const allow = [];
  const options = {
    out,
    locks: "locks",
    typeTests: "type-tests",
    targets: [target],
    leaf: `${name}-<target>`,
    envPrefix: "CORPUS",
    workspace: true,
    command: "pnpm corpora",
    toolVersion: "0.1",
  };
  for (;;) {
    const views = { source: manifest, declared, loaded };
    const { files: generated, diagnostics } = generate(views, { ...options, allow });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const acceptable = errors.flatMap(({ code, at }) =>
      at === null || allow.some((one) => one.code === code && one.at === at)
        ? []
        : [{ code, at, because: "a finding of the corpus" }],
    );
    if (acceptable.length === 0) {
      const problems = errors.map(
        ({ code, message }) => `  emit: ${code} cannot be accepted: ${message}\n`,
      );
      return { generated, addon: addonOf(generated), problems };
    }
    allow.push(...acceptable);
  }
}

/** @param {import("./corpora-fetch.js").Fetched} files */
export async function readManifest({ crates: [crateDir = "", ...withDirs] }) {
  const extractor = await findExtractor({ env: process.env, workspaceRoot: root });
  if (extractor.path === null)
    throw new FetchError("there is no extractor: run pnpm codegen first");
  const { manifest, diagnostics } = await readSource({
    crateDir,
    with: withDirs,
    workspaceRoot: dirname(crateDir),
    extractBinary: extractor.path,
  });
  if (manifest === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return manifest;
}

/** @param {readonly { path: string, text: string }[]} generated */
function addonOf(generated) {
  const binding = generated.find(({ path }) => path === `${out}/binding.js`)?.text ?? "";
  return /\bbinary: "(?<addon>[^"]+)"/u.exec(binding)?.groups?.["addon"] ?? "";
}

/** @param {string} folder */
function compile(folder) {
  const declarations = readdirSync(join(folder, out)).filter((file) => file.endsWith(".d.ts"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(
    join(folder, "consumer.ts"),
    `import * as all from "./${out}/index.js";\nexport const names: readonly string[] = Object.keys(all);\n`,
  );
  const config = {
    compilerOptions: { ...emittedPack, types: ["node"] },
    files: ["consumer.ts", ...declarations.map((file) => join(out, file))],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config, null, 2));
  return ["typescript", "ts7"].flatMap((compiler) => {
    const run = spawnSync(process.execPath, [compilerPath(compiler), "-p", folder], {
      encoding: "utf8",
    });
    if (run.status === 0) return [];
    const lines = `${run.stdout}${run.stderr}`.trim().split("\n");
    return lines.map((line) => `  emit: ${compiler}: ${line}\n`);
  });
}

/**
 * What the Rust sources alone say of the types.
 * @param {string} folder
 */
function typeTests(folder) {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsd.config.json"), "utf8"));
  const tsd = openTsd(compilerOptions, folder);
  const files = globSync("type-tests/*/*.test-d.ts", folder);
  const count = files.reduce((sum, file) => sum + tsd.countAssertions(file), 0);
  if (count === 0) return ["  emit: the type tests assert nothing\n"];
  return tsd
    .quickCheck(files)
    .map(({ fileName, message }) => `  emit: ${relative(folder, fileName)}: ${message}\n`);
}

const probe = `
const names = new Set();
for (const file of process.argv.slice(1)) {
  for (const name of Object.keys(await import(file))) names.add(name);
}
process.stdout.write(JSON.stringify([...names]));
process.exit();
`;

/**
 * @param {string} folder
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {{ explained: ReadonlySet<string>, undeclared: ReadonlySet<string> }} known
 */
function compareExports(folder, { binary }, { explained, undeclared }) {
  /** @type {{ exports: Record<string, string | { default: string }> }} */
  const { exports } = JSON.parse(readFileSync(join(folder, out, "package.json"), "utf8"));
  const scripts = Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : [`./${join(out, entry.default)}`],
  );
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", probe, ...scripts], {
    cwd: folder,
    encoding: "utf8",
  });
  if (run.status !== 0) return [`  emit: the package does not load\n${run.stderr}`];
  const emitted = new Set(/** @type {readonly string[]} */ (JSON.parse(run.stdout)));
  const { absent, undeclared: lacking } = compareNames(emitted, namesOfBinary(binary));
  const missing = lacking.filter((one) => !undeclared.has(one));
  const differ = [...absent, ...missing];
  return [
    ...absent
      .filter((one) => !explained.has(one))
      .map((one) => `  emit: the package exports \`${one}\`, which the binary does not\n`),
    ...missing
      .filter((one) => !explained.has(one))
      .map((one) => `  emit: the package lacks \`${one}\`, which the binary exports\n`),
    ...[...explained]
      .filter((one) => !differ.includes(one))
      .map((one) => `  emitted: nothing is to be explained about \`${one}\` any more\n`),
  ];
}
