/** The API of `ferrotype`: the config's types, the generator as a pure function, and `verify` for addons built elsewhere. */
export { defineConfig } from "./read/config.js";
export type { AddonConfig, Config } from "./read/config.js";
export { generate } from "./generate.js";
export { verify } from "./commands/verify-addon.js";
export type { Verified, VerifyPieces } from "./commands/verify-addon.js";
export type { VerifySummary } from "./commands/verify-summary.js";
export { pack } from "./pack.js";
export type { PackedResult, PackOptions } from "./commands/pack.js";
export type { WrittenPackage } from "./pack/write-packages.js";
export { verifyViews } from "./verify.js";
export type { VerifyOptions } from "./verify.js";
export type {
  Allowance,
  Generated,
  GeneratedFile,
  GenerateOptions,
  PartialViews,
  Views,
} from "./model/views.js";
export type { Manifest } from "./model/manifest.js";
export type { DeclaredView } from "./model/declared.js";
export type { LoadedView } from "./model/loaded.js";
export type { JsonReport, JsonSummary } from "./diagnostics/json-report.js";
export type { Diagnostic, Position, Severity, Span } from "./diagnostics/diagnostic.js";
export type { Code } from "./diagnostics/codes.js";
