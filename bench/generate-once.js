/**
 * `node generate-once.js FOLDER cold|warm`: prints the milliseconds of one extraction and generation in this process;
 * warm is the second of two.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { generate } from "../codegen/dist/generate.js";
import { readDeclared } from "../codegen/dist/read/declared.js";
import { readSource } from "../codegen/dist/read/source.js";
import { root } from "../scripts/root.js";

const [folder = "", state] = process.argv.slice(2);
const text = readFileSync(join(folder, "declared.d.ts"), "utf8");

async function once() {
  const start = performance.now();
  const { manifest, diagnostics } = await readSource({
    crateDir: "addon",
    workspaceRoot: folder,
    extractBinary: join(root, "target/release/ferrotype-extract"),
  });
  if (manifest === null) throw new Error(diagnostics[0]?.message);
  const declared = readDeclared({ path: "declared.d.ts", text });
  const generated = generate(
    { source: manifest, declared, loaded: null },
    {
      out: "generated/addon",
      locks: "generated/surface",
      typeTests: "generated/type-tests",
      targets: ["linux-x64-gnu"],
      leaf: "@test/synthetic-<target>",
      envPrefix: "TEST_SYNTHETIC",
      workspace: false,
      allow: [],
      toolVersion: "0.1",
      command: "ferrotype generate",
    },
  );
  if (generated.files.length === 0) throw new Error(generated.diagnostics[0]?.message);
  return performance.now() - start;
}

const first = await once();
console.log(state === "cold" ? first : await once());
