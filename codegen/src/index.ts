/** The API of `ferrotype`: the config's types, and the generator as a pure function. */
export { defineConfig } from "./read/config.js";
export type { AddonConfig, Config } from "./read/config.js";
export { generate } from "./generate.js";
export type { Allowance, Generated, GeneratedFile, GenerateOptions, Views } from "./model/views.js";
export type { Manifest } from "./model/manifest.js";
export type { DeclaredView } from "./model/declared.js";
export type { LoadedView } from "./model/loaded.js";
export type { Diagnostic, Position, Severity, Span } from "./diagnostics/diagnostic.js";
export type { Code } from "./diagnostics/codes.js";
