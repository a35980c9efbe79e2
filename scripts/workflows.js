/** `pnpm codegen:ci`: writes our own workflows anew. A test says whether they are up to date. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { build } from "esbuild";

import { prepare } from "./prepare.js";
import { root } from "./root.js";

if (!(await prepare())) process.exit(1);
// It finds there what the generator depends on.
const bundle = join(root, "codegen/node_modules/.own-ci.mjs");
await build({
  entryPoints: [join(root, "scripts/own-ci.ts")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { ownWorkflows } = await import(bundle);
for (const { path, text } of ownWorkflows(root)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
