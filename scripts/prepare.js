/** Compiles the runtime and the generator where their sources moved since the last time; else costs some `stat` calls. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { root } from "./root.js";

/** What is compiled, in this order; each `inputs` decides whether `build` runs; `output` is there after it. */
const parts = [
  {
    name: "@ferrotype/runtime",
    build: "packages/runtime/build.js",
    inputs: ["packages/runtime/src", "packages/runtime/build.js", "packages/runtime/tsconfig.json"],
    output: "packages/runtime/dist/index.js",
  },
  {
    name: "ferrotype",
    build: "codegen/build.js",
    inputs: [
      "codegen/src",
      "codegen/build.js",
      "codegen/tsconfig.json",
      "docs/diagnostics",
      "packages/runtime/src",
    ],
    output: "codegen/dist/index.js",
  },
];

/** Returns whether everything compiles; compilers print on stderr. */
export async function prepare() {
  for (const { name, build, inputs, output } of parts) {
    const state = JSON.stringify(inputs.flatMap((input) => states(join(root, input))));
    const stamp = join(root, "node_modules/.ferrotype", `${build.replaceAll("/", "-")}.sources`);
    if (read(stamp) === state && existsSync(join(root, output))) continue;
    const { spawnSync } = await import("node:child_process");
    process.stderr.write(`compiling ${name}\n`);
    const run = spawnSync(process.execPath, [join(root, build)], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (run.status !== 0) return false;
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, state);
  }
  return true;
}

/**
 * @param {string} path
 * @returns {(string | number)[]}
 */
function states(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path.slice(root.length), stat.mtimeMs, stat.size];
  return readdirSync(path)
    .sort()
    .flatMap((name) => states(join(path, name)));
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

if (process.argv[1] === import.meta.filename && !(await prepare())) process.exitCode = 1;
