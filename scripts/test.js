/**
 * `pnpm test [step …]`: every check of this repository, one line a step; a step that fails shows what it printed.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { compilerPath } from "./compilers.js";
import { root } from "./root.js";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} group
 * @property {readonly string[]} command
 * @property {boolean} [live] shows what it prints while it runs
 * @property {(printed: string) => string} [summary] the line to show when it passed; its last line by default
 */

const node = process.execPath;
/** @param {string} name */
const bin = (name) => join(root, "node_modules/.bin", name);
/** @param {string} project */
const tsc = (project) => [node, compilerPath("ts7"), "--noEmit", "-p", project];

/** @type {readonly Step[]} */
const steps = [
  {
    group: "prepare",
    name: "compile the generator and the runtime",
    command: [node, "scripts/prepare.js"],
  },
  {
    group: "drift",
    name: "generated files are up to date",
    command: [node, "scripts/codegen.js", "check"],
  },
  { group: "rust", name: "Rust is formatted", command: ["cargo", "fmt", "--all", "--check"] },
  {
    group: "rust",
    name: "clippy finds nothing",
    command: [
      "cargo",
      "clippy",
      "--workspace",
      "--all-targets",
      "--profile",
      "quick",
      "--",
      "-D",
      "warnings",
    ],
  },
  {
    group: "rust",
    name: "Rust tests",
    command: [
      "cargo",
      "test",
      "--workspace",
      "--exclude",
      "natives",
      "--exclude",
      "tiny-addon",
      "--exclude",
      "torture-addon",
      "--exclude",
      "torture-broken",
      "--profile",
      "quick",
    ],
    summary: (printed) => {
      const counts = [...printed.matchAll(/test result: ok\. (\d+) passed/gu)].map(([, count]) =>
        Number(count),
      );
      return `${counts.reduce((sum, count) => sum + count, 0)} tests`;
    },
  },
  {
    group: "lint",
    name: "sources are formatted",
    command: [bin("prettier"), "--check", "--log-level", "warn", "."],
  },
  {
    group: "lint",
    name: "oxlint finds nothing",
    command: [bin("oxlint"), "--type-aware", "--deny-warnings"],
  },
  { group: "lint", name: "TypeScript: workspace", command: tsc("tsconfig.json") },
  {
    group: "lint",
    name: "TypeScript: scripts and benchmarks",
    command: tsc("scripts/tsconfig.json"),
  },
  {
    group: "lint",
    name: "TypeScript: the consumer @ferrotype/mcp",
    command: tsc("packages/mcp/tsconfig.json"),
  },
  {
    group: "unit",
    name: "unit and integration tests",
    command: [bin("vitest"), "run", "--reporter=dot", "--silent=passed-only"],
    live: true,
  },
  ...(process.platform === "linux"
    ? [
        {
          group: "torture",
          name: "torture, in short",
          command: [node, "scripts/torture.js", "--brief"],
        },
      ]
    : []),
  { group: "types", name: "type tests", command: [node, "scripts/type-tests.js"] },
  {
    group: "types",
    name: "type tests catch broken types",
    command: [node, "scripts/mutate-types.js", "--brief"],
  },
  {
    group: "types",
    name: "consumers under TypeScript 5.4 to 7.0",
    command: [node, "scripts/compile-consumers.js"],
  },
  {
    group: "corpora",
    name: "findings on small addons of others are as expected",
    command: [node, "scripts/corpora.js", "--small"],
  },
];

/** @param {string} printed */
function lastLine(printed) {
  return printed.trimEnd().split("\n").at(-1) ?? "";
}

const asked = process.argv.slice(2);
const unknown = asked.filter((group) => !steps.some((step) => step.group === group));
if (unknown.length > 0) {
  console.error(
    `no step "${unknown[0]}"; there are ${[...new Set(steps.map(({ group }) => group))].join(", ")}`,
  );
  process.exit(2);
}
if (!existsSync(join(root, "generated/natives/native"))) {
  console.error("no addon has been built in this working tree: run pnpm codegen first");
  process.exit(1);
}

let failed = 0;
const chosen = steps.filter(
  ({ group }) => asked.length === 0 || asked.includes(group) || group === "prepare",
);
for (const { name, command, live = false, summary = lastLine } of chosen) {
  const [program = "", ...args] = command;
  const start = performance.now();
  console.log(`· ${name}`);
  const run = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (run.status === 0) {
    const last = summary(run.stdout ?? "");
    console.log(`  ok, ${seconds} s${/\d/u.test(last) ? `: ${last.trim()}` : ""}`);
  } else {
    failed += 1;
    console.log(`${run.stdout ?? ""}${run.stderr ?? ""}${run.error?.message ?? ""}`);
    console.log(`  failed, ${seconds} s: ${command.join(" ")}`);
  }
}
console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
