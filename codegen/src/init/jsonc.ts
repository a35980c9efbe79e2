import { createRequire } from "node:module";

/** `jsonc-parser`: a CommonJS module whose names Node cannot tell before it runs, so that they cannot be imported. */
export const jsonc: typeof import("jsonc-parser") = createRequire(import.meta.url)("jsonc-parser");
