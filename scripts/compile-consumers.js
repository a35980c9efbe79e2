/**
 * Compiles programs that use `@ferrotype/natives` the way its users do, with every compiler that they may have.
 * Each row is a compiler, its options and the `@types/node` it finds.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { compilerPath, strictPack } from "./compilers.js";
import { globSync } from "./glob-sync.js";
import { root } from "./root.js";

const nodenext = { module: "nodenext", moduleResolution: "nodenext", target: "es2022" };

/** @type {readonly { title: string, compiler: string, types: string, files: string, options: Record<string, unknown> }[]} */
const rows = [
  ...["ts59", "typescript", "ts7"].map((compiler) => ({
    title: "strict pack, lib es2022",
    compiler,
    types: "@types/node",
    files: "scripts/consumer/*.ts",
    options: { ...nodenext, ...strictPack, lib: ["es2022"] },
  })),
  {
    title: "strict, @types/node 20",
    compiler: "ts54",
    types: "types-node20",
    files: "scripts/consumer/*.ts",
    options: { ...nodenext, strict: true, skipLibCheck: false, lib: ["es2022"] },
  },
  {
    title: "bundler resolution",
    compiler: "typescript",
    types: "@types/node",
    files: "scripts/consumer/*.ts",
    options: {
      ...strictPack,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2022",
      lib: ["es2022"],
    },
  },
];

const folder = join(root, "target/consumers");
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "readme"), { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');

/** The TypeScript blocks of the README, each a module of its own. */
const blocks = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/gu),
].map(([, text = ""], index) => {
  const file = join(folder, `readme/block-${index + 1}.ts`);
  writeFileSync(file, text);
  return file;
});
if (blocks.length === 0) throw new Error("the README shows no TypeScript");
let failed = 0;
for (const { title, compiler, types, files, options } of rows) {
  const name = `${compiler}: ${title}`;
  const place = join(folder, name.replace(/\W+/gu, "-"));
  mkdirSync(join(place, "types"), { recursive: true });
  symlinkSync(join(root, "node_modules", types), join(place, "types/node"));
  const sources = [...globSync(files, root), ...blocks];
  if (sources.length === blocks.length) throw new Error(`no file fits ${files}`);
  const config = {
    compilerOptions: {
      ...options,
      noEmit: true,
      types: ["node"],
      typeRoots: [join(place, "types")],
    },
    files: sources,
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(config, null, 2));
  const run = spawnSync(process.execPath, [compilerPath(compiler), "-p", place], {
    encoding: "utf8",
  });
  if (run.status !== 0) {
    failed += 1;
    console.error(`${name}\n${run.stdout}${run.stderr}`);
  }
}
console.log(`consumers: ${rows.length - failed} of ${rows.length} compilations pass`);
process.exitCode = failed === 0 ? 0 : 1;
