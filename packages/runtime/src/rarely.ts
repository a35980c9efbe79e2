/** What is needed rarely. For Node the build puts `rarely-by-require.ts` in the place of this file. */
import { argumentError, explainError } from "./call/argument-error.js";
import { checkValue } from "./call/check.js";
import { explainFully, loadFully, reportFully } from "./load/load-fully.js";

type Rare = typeof import("./rare.js");

/** Checks and the words of errors. */
export function words(): Pick<Rare, "argumentError" | "checkValue" | "explainError"> {
  return { argumentError, checkValue, explainError };
}

/** The loader with all its ways. */
export function loader(): Pick<Rare, "explainFully" | "loadFully" | "reportFully"> {
  return { explainFully, loadFully, reportFully };
}
