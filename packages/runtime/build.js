/**
 * Builds `dist/`: each entry as one file, and the declarations that the entries reach. Of the main entry there are two
 * forms: `index.js` for Node, which reads `rare.cjs` when it has to, and `whole.js` with all of it, for bundlers and for
 * runtimes that make programs of one file.
 * Does nothing when `dist/` is newer than the sources; `--force` builds all the same.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { build } from "esbuild";

import { replaceFiles } from "../../scripts/replace-files.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const modules = ["index", "binary"];

/** Builds if it has to; tells whether it did. */
export async function buildRuntime({ force = false } = {}) {
  if (!force && (await isCurrent())) return false;
  const made = await mkdtemp(join(root, "dist-"));
  try {
    // Both come to their end, also where one fails: what is still written would outlive the folder.
    const ends = await Promise.allSettled([bundle(made), declare(made)]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    await replaceFiles(made, join(root, "dist"));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return true;
}

async function isCurrent() {
  const outputs = [
    ...modules.flatMap((entry) => [`dist/${entry}.js`, `dist/${entry}.d.ts`]),
    "dist/whole.js",
    "dist/rare.cjs",
  ];
  const sources = await readdir(join(root, "src"), { recursive: true });
  const inputs = ["build.js", "package.json", "src", ...sources.map((file) => join("src", file))];
  const made = await Promise.all(outputs.map(changedMs));
  const read = await Promise.all(inputs.map(changedMs));
  return Math.min(...made) > Math.max(...read);
}

/**
 * What is needed rarely becomes a file of its own.
 * @type {import("esbuild").Plugin}
 */
const apart = {
  name: "apart",
  setup(building) {
    building.onResolve({ filter: /\/rarely\.js$/ }, () => ({
      path: join(root, "src/rarely-by-require.ts"),
    }));
  },
};

/** @param {string} file */
async function changedMs(file) {
  try {
    return (await stat(join(root, file))).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {string} folder */
async function bundle(folder) {
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  };
  await Promise.all([
    build({ ...options, entryPoints: ["src/binary.ts"], outdir: folder }),
    build({ ...options, entryPoints: { whole: "src/index.ts" }, outdir: folder }),
    build({ ...options, entryPoints: ["src/index.ts"], outdir: folder, plugins: [apart] }),
    build({
      ...options,
      entryPoints: ["src/rare.ts"],
      outdir: folder,
      format: "cjs",
      // What asks for the URL of the module takes "none" for an answer.
      logOverride: { "empty-import-meta": "silent" },
      outExtension: { ".js": ".cjs" },
    }),
  ]);
}

/**
 * Declarations are moved into folders of their own only as far as the entries import them.
 * @param {string} folder
 */
async function declare(folder) {
  const compiler = join(dirname(require.resolve("ts7/package.json")), "bin/tsc");
  const all = join(folder, "declarations");
  const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly"];
  await promisify(execFile)(process.execPath, [compiler, "-p", root, ...flags, "--outDir", all], {
    cwd: root,
  }).catch((error) => {
    throw new Error(`The runtime does not compile:\n${error.stdout}`, { cause: error });
  });
  /** @type {Set<string>} */
  const reached = new Set();
  for (const entry of modules) await reach(join(all, `${entry}.d.ts`), reached);
  for (const file of reached) {
    const target = join(folder, relative(all, file));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await readFile(file));
  }
  await rm(all, { recursive: true });
}

/**
 * @param {string} file
 * @param {Set<string>} reached
 */
async function reach(file, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  const text = await readFile(file, "utf8");
  for (const [, specifier] of text.matchAll(/\bfrom "(\.[^"]+)\.js"/gu)) {
    await reach(join(dirname(file), `${specifier}.d.ts`), reached);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await buildRuntime({ force: process.argv.includes("--force") });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
