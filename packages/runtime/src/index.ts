/** What generated packages call: the loader, and the helpers for brands, cancelling, rows, errors and classes. */
export { type Brand, brand, type BrandFactory } from "./brand.js";
export {
  type NativeFunction,
  type WrapSpec,
  cancellable,
  checked,
  returnsRows,
  wrap,
} from "./call/wrap.js";
export { type CancelSpec } from "./call/cancel.js";
export { type Check, type CheckedParameter, type PrimitiveCheck } from "./call/check.js";
export { type ClassTable, wrapClass } from "./call/wrap-class.js";
export { type Cancellable } from "./cancellable.js";
export { type Addon, type AddonTable, type ExportKind } from "./load/addon-table.js";
export { type Candidate, type CandidateSource, type Verdict } from "./load/candidate.js";
export { type EmbeddedFile, type EmbeddedManifest } from "./load/embedded/manifest.js";
export { registerEmbedded } from "./load/embedded/register-embedded.js";
export { explainLoad, loadAddon } from "./load/load-addon.js";
export { type HostReport, type LoadReport } from "./load/explain/explain.js";
export { LoadError, type LoadErrorCode } from "./load/load-error.js";
export { errorGuard, type NativeError } from "./native-error.js";
export { type RowLayout, type RowSet, rows } from "./rows/row-set.js";
