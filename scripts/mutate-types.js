/**
 * `pnpm mutate [--brief]`: breaks the declarations of the generated packages in every way of `mutate/mutations.js`, at
 * every place, and asks the type tests. Each mutant must be caught: one that survives is a hole in the type tests.
 *
 * `--brief` takes one mutant of each way and file. One of each way goes through tsd itself, as `pnpm test:types` runs it.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { globSync } from "./glob-sync.js";
import { mutantsOf } from "./mutate/mutants.js";
import { mutations } from "./mutate/mutations.js";
import { root } from "./root.js";
import { openTsd } from "./tsd.js";

const isBrief = process.argv.includes("--brief");
const config = JSON.parse(readFileSync(join(root, "tsd.config.json"), "utf8"));
const folder = join(root, "target/mutations");
const packages = globSync("generated/type-tests/*", root).map((path) => basename(path));

rmSync(folder, { recursive: true, force: true });
for (const name of packages) copyPackage(name);

const tsd = openTsd(config.compilerOptions, folder);
/** @type {Map<string, number>} */
const caught = new Map();
/** @type {string[]} */
const survivors = [];
for (const name of packages) tryPackage(name);

const total = [...caught.values()].reduce((sum, count) => sum + count, 0);
const missing = Object.keys(mutations).filter((kind) => !caught.has(kind));
for (const kind of missing) survivors.push(`no place to ${kind}: this way was not tried`);
for (const line of survivors) console.error(line);
console.log(
  `mutations: ${total} of ${total + survivors.length} caught, in ${Object.keys(mutations).length} ways`,
);
if (survivors.length > 0 || total === 0) process.exitCode = 1;

/** A package and its tests, apart from those of the working tree. @param {string} name */
function copyPackage(name) {
  const from = join(root, "generated", name);
  const to = join(folder, "generated", name);
  for (const path of globSync(`generated/${name}/*`, root).filter(isCopied)) {
    cpSync(path, join(to, basename(path)));
  }
  symlinkSync(join(from, "node_modules"), join(to, "node_modules"));
  cpSync(join(root, "generated/type-tests", name), join(folder, "generated/type-tests", name), {
    recursive: true,
  });
  const { name: npmName } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
  const link = join(folder, "node_modules", npmName);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(to, link);
}

/** @param {string} path */
function isCopied(path) {
  return path.endsWith(".d.ts") || path.endsWith("package.json");
}

/** @param {string} name */
function tryPackage(name) {
  const tests = globSync(`generated/type-tests/${name}/*.test-d.ts`, folder);
  if ([...tsd.check(tests), ...tsd.quickCheck(tests)].length > 0)
    throw new Error(`${name}: the type tests fail as they are`);
  for (const path of globSync(`generated/${name}/*.d.ts`, folder)) {
    const text = readFileSync(path, "utf8");
    const kinds = new Set();
    for (const mutant of mutantsOf(path, text)) {
      if (isBrief && kinds.has(mutant.kind)) continue;
      kinds.add(mutant.kind);
      const isFirst = !caught.has(mutant.kind);
      writeFileSync(path, mutant.text);
      const found = isFirst ? tsd.check(tests) : tsd.quickCheck(tests);
      if (found.length > 0) caught.set(mutant.kind, (caught.get(mutant.kind) ?? 0) + 1);
      else survivors.push(`${name}/${basename(path)}:${mutant.line} ${mutant.kind}: ${mutant.was}`);
    }
    writeFileSync(path, text);
  }
}
