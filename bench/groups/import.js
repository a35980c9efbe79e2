import { readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/root.js";
import { processMs, scriptCpuMs } from "../processes.js";

/** Import of the generated package against `createRequire` of its binary. */
export async function rows() {
  const native = join(root, "generated/natives/native");
  const binary = readdirSync(native).find((name) => name.endsWith(".node"));
  if (binary === undefined)
    throw new Error("no binary in generated/natives/native: run pnpm build");
  const folder = join(root, "bench/.cases");
  mkdirSync(folder, { recursive: true });
  /** @type {(name: string, text: string) => string} */
  const script = (name, text) => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `${text}const { user, system } = process.cpuUsage();\nconsole.log(user + system);\n`,
    );
    return path;
  };
  const cases = {
    "an empty module": script("empty.mjs", ""),
    "createRequire of the .node": script(
      "raw.mjs",
      `import { createRequire } from "node:module"; createRequire(import.meta.url)(${JSON.stringify(join(native, binary))});\n`,
    ),
    "import @ferrotype/natives/fs": script(
      "fs.mjs",
      `import { readFile } from "@ferrotype/natives/fs"; void readFile;\n`,
    ),
    "import @ferrotype/natives": script(
      "index.mjs",
      `import { readFile } from "@ferrotype/natives"; void readFile;\n`,
    ),
    "import @ferrotype/natives/enums": script(
      "enums.mjs",
      `import { Signal } from "@ferrotype/natives/enums"; void Signal;\n`,
    ),
  };
  const yardstick = "createRequire of the .node";
  /** @param {(script: string) => Promise<number>} measure */
  const contenders = (measure) =>
    Object.fromEntries(Object.entries(cases).map(([name, path]) => [name, () => measure(path)]));
  return [
    {
      title: "whole process, wall",
      yardstick,
      rounds: 21,
      contenders: contenders((file) => processMs(process.execPath, [file])),
    },
    {
      title: "CPU until the import is done",
      bar: "module ≤ + 6 ms, index ≤ + 10 ms",
      yardstick,
      rounds: 41,
      contenders: contenders(scriptCpuMs),
    },
  ];
}
