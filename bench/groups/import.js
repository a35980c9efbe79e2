import {
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/root.js";
import { runtime } from "../../scripts/runtimes.js";
import { processMs, scriptCpuMs } from "../processes.js";

const yardstick = "createRequire of the .node";

/** Import of the generated package against `createRequire` of its binary, on each Node that we speak of. */
export async function rows() {
  const native = join(root, "generated/natives/native");
  const binary = readdirSync(native).find((name) => name.endsWith(".node"));
  if (binary === undefined)
    throw new Error("no binary in generated/natives/native: run pnpm build");
  const folder = join(root, "bench/.cases");
  mkdirSync(folder, { recursive: true });
  install(join(folder, "installed"), native, binary);
  /** @type {(name: string, text: string) => string} */
  const script = (name, text) => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `${text}const { user, system } = process.cpuUsage();\nconsole.log(user + system);\n`,
    );
    return path;
  };
  const importFs = `import { readFile } from "@ferrotype/natives/fs"; void readFile;\n`;
  const cases = {
    "an empty module": script("empty.mjs", ""),
    [yardstick]: script(
      "raw.mjs",
      `import { createRequire } from "node:module"; createRequire(import.meta.url)(${JSON.stringify(join(native, binary))});\n`,
    ),
    "import @ferrotype/natives/fs": script("fs.mjs", importFs),
    "the same, installed": script("installed/fs.mjs", importFs),
    "import @ferrotype/natives": script(
      "index.mjs",
      `import { readFile } from "@ferrotype/natives"; void readFile;\n`,
    ),
    "import @ferrotype/natives/enums": script(
      "enums.mjs",
      `import { Signal } from "@ferrotype/natives/enums"; void Signal;\n`,
    ),
  };
  /** @param {(script: string) => Promise<number>} measure */
  const contenders = (measure) =>
    Object.fromEntries(Object.entries(cases).map(([name, path]) => [name, () => measure(path)]));
  const programs = { [`Node ${process.versions.node}`]: process.execPath };
  for (const name of /** @type {const} */ (["node20", "node22", "node24", "node26"])) {
    programs[name.replace("node", "Node ")] = await runtime(name);
  }
  return [
    {
      title: "whole process, wall",
      yardstick,
      rounds: 21,
      contenders: contenders((file) => processMs(process.execPath, [file])),
    },
    ...Object.entries(programs).map(([name, program]) => ({
      title: `CPU until the import is done, ${name}`,
      bar: "module ≤ + 6 ms, index ≤ + 10 ms",
      yardstick,
      rounds: 41,
      contenders: contenders((file) => scriptCpuMs(file, program)),
    })),
  ];
}

/**
 * The package as a package manager leaves it: outside of the workspace, the binary in a leaf package.
 * @param {string} folder
 * @param {string} native
 * @param {string} binary
 */
function install(folder, native, binary) {
  rmSync(folder, { recursive: true, force: true });
  const scope = join(folder, "node_modules/@ferrotype");
  const generated = join(root, "generated/natives");
  for (const file of readdirSync(generated).filter((name) => /\.js$|^package\.json$/u.test(name))) {
    cpSync(join(generated, file), join(scope, "natives", file));
  }
  const binding = join(scope, "natives/binding.js");
  const text = readFileSync(binding, "utf8").replace("workspace: true", "workspace: false");
  writeFileSync(binding, text);
  for (const file of ["package.json", "dist/index.js", "dist/rare.cjs"]) {
    cpSync(join(root, "packages/runtime", file), join(scope, "runtime", file));
  }
  const leaf = join(scope, binary.replace(/^natives\.(.*)\.node$/u, "natives-$1"));
  mkdirSync(leaf);
  writeFileSync(join(leaf, "package.json"), "{}");
  linkSync(join(native, binary), join(leaf, binary));
}
