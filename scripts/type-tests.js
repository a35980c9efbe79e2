/**
 * `pnpm test:types`: runs tsd over the type tests that tsd.config.json names, then the same files through plain compilers.
 *
 * It refuses what tsd would let pass silently: no test file, no assertion, `expectType` without a type argument, files under node_modules.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "./glob-sync.js";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import { compilerPath } from "./compilers.js";
import { root } from "./root.js";
import { openTsd } from "./tsd.js";

/** @typedef {{ tests: string[], compilerOptions: Record<string, unknown>, compilers: string[] }} TsdConfig */

/**
 * @param {string[]} files
 * @param {TsdConfig} config
 */
function runTsd(files, config) {
  const tsd = openTsd(config.compilerOptions, root);
  const assertions = files.map((file) => tsd.countAssertions(file));
  const without = files.filter((_, index) => assertions[index] === 0);
  if (without.length > 0) throw new Error(`no assertion in ${without.join(", ")}`);
  const found = tsd.check(files);
  for (const { fileName, line, column, message } of found) {
    console.error(`${relative(root, fileName)}:${line ?? 0}:${(column ?? 0) + 1} ${message}`);
  }
  if (found.length > 0) throw new Error(`tsd: ${found.length} of the type tests fail`);
  return assertions.reduce((sum, count) => sum + count, 0);
}

/**
 * @param {string[]} files
 * @param {TsdConfig} config
 */
function runCompilers(files, config) {
  const folder = join(root, "target/type-tests");
  mkdirSync(folder, { recursive: true });
  const project = join(folder, "tsconfig.json");
  writeFileSync(
    project,
    JSON.stringify({
      compilerOptions: {
        ...config.compilerOptions,
        typeRoots: [join(root, "node_modules/@types")],
      },
      files,
    }),
  );
  for (const compiler of config.compilers) {
    const run = spawnSync(process.execPath, [compilerPath(compiler), "-p", project], {
      encoding: "utf8",
    });
    if (run.status !== 0)
      throw new Error(`${compiler} refuses the type tests:\n${run.stdout}${run.stderr}`);
  }
}

/** @type {TsdConfig} */
const config = JSON.parse(readFileSync(join(root, "tsd.config.json"), "utf8"));
const files = config.tests.flatMap((pattern) => globSync(pattern, root));
if (files.length === 0)
  throw new Error("tsd.config.json names no type test that exists; run pnpm codegen");
if (files.some((file) => file.includes("/node_modules/")))
  throw new Error("tsd drops what it finds under node_modules");

try {
  const assertions = runTsd(files, config);
  runCompilers(files, config);
  console.log(
    `type tests: ${assertions} assertions in ${files.length} files, tsd and ${config.compilers.join(", ")}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
