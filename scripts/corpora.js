/**
 * `pnpm corpora [name …] [--small] [--update]`: `ferrotype verify` on pinned addons that others wrote, compared with what a
 * person decided about each finding (`corpora/expected`). docs/corpora.md tells how to add one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import {
  acceptFindings,
  compareFindings,
  nothingExpected,
  renderDifferences,
} from "./corpora-expected.js";
import { fetchCorpora, packageName, readPins } from "./corpora-fetch.js";
import { FetchError } from "./fetch-npm.js";
import { compareNames, namesOfBinary, namesOfDeclaration } from "./corpora-names.js";
import { prepare } from "./prepare.js";
import { root } from "./root.js";

/** @typedef {import("./corpora-expected.js").Expected} Expected */

const { values: flags, positionals } = parseArgs({
  options: { small: { type: "boolean" }, update: { type: "boolean" } },
  allowPositionals: true,
});
const pins = readPins();
const unknown = positionals.find((name) => pins[name] === undefined);
if (unknown !== undefined) {
  fail(`no corpus "${unknown}"; there are ${Object.keys(pins).join(", ")}`, 2);
}
if (process.platform !== "linux" || process.arch !== "x64") {
  fail("the pinned binaries are those of linux-x64-gnu, which this machine is not");
}
const chosen = Object.entries(pins).filter(([name, corpus]) =>
  positionals.length > 0 ? positionals.includes(name) : !(flags.small === true && !corpus.small),
);

if (!(await prepare())) process.exit(1);
const { emitCorpus, readManifest } = await import("./corpora-emit.js");
const { plantFaults } = await import("./corpora-plant.js");
try {
  const fetched = fetchCorpora(chosen.map(([, corpus]) => corpus));
  let failed = 0;
  let findings = 0;
  for (const [index, [name, corpus]] of chosen.entries()) {
    const files = fetched[index];
    if (files === undefined) continue;
    const { count, text } = await checkCorpus(name, files, corpus);
    findings += count;
    if (text === "") continue;
    failed += 1;
    process.stdout.write(text);
  }
  console.log(
    `corpora: ${chosen.length - failed} of ${chosen.length} as expected, ${findings} findings`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof FetchError)) throw error;
  fail(error.message);
}

/**
 * @param {string} name
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {import("./corpora-fetch.js").Corpus} corpus
 */
async function checkCorpus(name, files, corpus) {
  const start = performance.now();
  const file = join(root, "corpora/expected", `${name}.json`);
  /** @type {Expected} */
  let expected = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : nothingExpected;
  const { diagnostics: found } = verify([
    "--policy",
    "--dts",
    files.declared,
    "--binary",
    files.binary,
    ...files.crates.flatMap((crate) => ["--crate", crate]),
  ]);
  if (flags.update === true) {
    expected = acceptFindings(expected, found);
    writeFileSync(file, `${JSON.stringify(expected, null, 2)}\n`);
  }
  const source = files.crates.length === 0 ? null : await readManifest(files);
  const planted = await plantFaults(files, source);
  const problems = [
    renderDifferences(compareFindings(expected, found)),
    ...secondOpinion(files, found, expected),
    ...asPackage(files, corpus, found),
    ...planted.missed.map((fault) => `  planted, not found: ${fault}\n`),
    ...planted.alarms.map((alarm) => `  false alarm: ${alarm}\n`),
    ...(source === null
      ? []
      : await emitCorpus(name, files, corpus, source, {
          explained: namesOf(expected.emitted ?? []),
          undeclared: new Set(namesIn(found, "FT4002")),
        })),
  ];
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `· ${name}: ${found.length} findings, ${planted.planted} planted faults, ${planted.respelled} respellings, ${seconds} s`,
  );
  const text = problems.join("");
  const help =
    "  + found, not expected; - expected, not found; ? not classified; # another number\n" +
    `  pnpm corpora ${name} --update writes what was found; then classify it by hand in corpora/expected/${name}.json\n`;
  return { count: found.length, text: text === "" ? "" : `${name}:\n${text}${help}` };
}

/**
 * As a process, so that what users run is what is tried.
 * @param {readonly string[]} pieces
 * @returns {{
 *   diagnostics: readonly import("./corpora-expected.js").Finding[],
 *   summary: { declared: { file: string } | null, loaded: { file: string } | null },
 * }}
 */
function verify(pieces) {
  const args = ["verify", "--json", ...pieces];
  const run = spawnSync(process.execPath, [join(root, "codegen/bin/ferrotype.js"), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    cwd: root,
  });
  if (run.status !== 0 && run.status !== 1) {
    throw new Error(`ferrotype ${args.join(" ")} ends with ${run.status}\n${run.stderr}`);
  }
  return JSON.parse(run.stdout);
}

/**
 * As an installed package: verify finds the d.ts and the binary, misses no name that is undeclared, and says nothing else
 * that it does not say with the sources.
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {import("./corpora-fetch.js").Corpus} corpus
 * @param {readonly import("./corpora-expected.js").Finding[]} withSources
 */
function asPackage({ package: folder, declared, binary }, corpus, withSources) {
  const { diagnostics, summary } = verify(["--package", folder]);
  const names = compareNames(namesOfDeclaration(declared), namesOfBinary(binary));
  const undeclared = namesIn(diagnostics, "FT4002");
  const found = [summary.declared?.file, summary.loaded?.file].map(
    (file) => file !== undefined && realpathSync(join(root, file)),
  );
  const wrong = [
    found[0] === realpathSync(declared) ? [] : ["it does not find the d.ts"],
    found[1] === realpathSync(binary) ? [] : ["it does not find the binary"],
    names.undeclared
      .filter((name) => !undeclared.includes(name))
      .map((name) => `FT4002 lacks \`${name}\``),
    undeclared
      .filter((name) => !names.undeclared.includes(name))
      .map((name) => `FT4002 of \`${name}\``),
    namesIn(diagnostics, "FT4001")
      .filter((name) => !names.absent.includes(name))
      .map((name) => `FT4001 of \`${name}\``),
    diagnostics
      .filter(({ code }) => code !== "FT4002")
      .filter((one) =>
        withSources.every(({ code, message }) => one.code !== code || one.message !== message),
      )
      .map(({ code, message }) => `${code} ${message}`),
  ].flat();
  return wrong.map((text) => `  verify --package ${packageName(corpus.package)}: ${text}\n`);
}

/**
 * @param {readonly import("./corpora-expected.js").Finding[]} found
 * @param {string} code
 */
function namesIn(found, code) {
  return found.filter((one) => one.code === code).map(({ message }) => nameIn(message));
}

/**
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {readonly import("./corpora-expected.js").Finding[]} found
 * @param {Expected} expected
 */
function secondOpinion({ declared, binary }, found, expected) {
  const names = compareNames(namesOfDeclaration(declared), namesOfBinary(binary));
  const explained = namesOf(expected.names);
  /**
   * @param {string} code
   * @param {readonly string[]} byText
   */
  const compare = (code, byText) => {
    const byVerify = namesIn(found, code);
    const differ = [
      ...byText.filter((one) => !byVerify.includes(one)),
      ...byVerify.filter((one) => !byText.includes(one)),
    ];
    return differ.map((one) => ({ code, name: one }));
  };
  const differ = [...compare("FT4001", names.absent), ...compare("FT4002", names.undeclared)];
  const unexplained = differ.filter(({ name }) => !explained.has(name));
  const idle = [...explained].filter((name) => differ.every((one) => one.name !== name));
  return [
    ...unexplained.map(
      ({ code, name }) => `  ${code} of \`${name}\`: verify and the comparison of names disagree\n`,
    ),
    ...idle.map((name) => `  names: nothing is to be explained about \`${name}\` any more\n`),
  ];
}

/** @param {readonly import("./corpora-expected.js").Explained[]} explained */
function namesOf(explained) {
  return new Set(explained.map(({ name }) => name));
}

/**
 * The name of an export in the message of FT4001 or FT4002: the last or the first that it quotes.
 * @param {string} message
 */
function nameIn(message) {
  const exported = /exports `(?<name>[^`]+)`/u.exec(message)?.groups?.["name"];
  return (
    exported ?? [...message.matchAll(/`(?<name>[^`]+)`/gu)].at(-1)?.groups?.["name"] ?? message
  );
}

/**
 * @param {string} message
 * @param {number} [code]
 * @returns {never}
 */
function fail(message, code = 1) {
  console.error(`corpora: ${message}`);
  process.exit(code);
}
