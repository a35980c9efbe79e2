import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./root.js";

/**
 * The `tsc` of a compiler that package.json lists (`ts54`, `ts59`, `typescript`, `ts7`).
 * @param {string} name
 */
export function compilerPath(name) {
  const folder = join(root, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, bin.tsc);
}

/** What the strictest users compile under. */
export const strictPack = {
  strict: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};
