import type { CheckedParameter, Mismatch } from "./check.js";
import { findMismatch } from "./check.js";

/** Codes with which the author crate and napi's own conversions refuse an argument. */
const refusals = /* @__PURE__ */ new Set([
  "ERR_INVALID_ARG_TYPE",
  "ERR_INVALID_ARG_VALUE",
  "ERR_OUT_OF_RANGE",
  "ArrayBufferExpected",
  "ArrayExpected",
  "BigintExpected",
  "BooleanExpected",
  "DateExpected",
  "DetachableArraybufferExpected",
  "FunctionExpected",
  "InvalidArg",
  "NumberExpected",
  "ObjectExpected",
  "StringExpected",
]);

const codes = {
  range: "ERR_OUT_OF_RANGE",
  type: "ERR_INVALID_ARG_TYPE",
  value: "ERR_INVALID_ARG_VALUE",
} as const;

const LONGEST_VALUE = 60;

/**
 * The error to show for one that a native function threw: where an argument was refused and the table knows which,
 * an error that names it, with the native one as its `cause`; else the error as it is.
 */
export function explainError(
  error: unknown,
  name: string,
  parameters: readonly CheckedParameter[],
  values: readonly unknown[],
): unknown {
  if (typeof error !== "object" || error === null) return error;
  if (!isRefusal(error)) return error;
  const mismatch = findMismatch(parameters, values);
  return mismatch === null
    ? error
    : argumentError(`${name}: argument "${mismatch.path}"`, mismatch, error);
}

/** napi refuses undefined and null where it wants an object with V8's own TypeError, which has no code. */
function isRefusal(error: object): boolean {
  const { code } = error as { code?: unknown };
  return code === undefined ? error instanceof TypeError : refusals.has(code as string);
}

/** A TypeError or RangeError with Node's code: `subject` must be this, but is that. */
export function argumentError(subject: string, mismatch: Mismatch, cause?: unknown): Error {
  const message = `${subject} must be ${mismatch.expected}, but is ${renderValue(mismatch.value)}`;
  const options = cause === undefined ? {} : { cause };
  const error =
    mismatch.kind === "range" ? new RangeError(message, options) : new TypeError(message, options);
  return Object.assign(error, { code: codes[mismatch.kind] });
}

/** A value as an error message shows it: short, one line, and without running code of the value's. */
function renderValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return clip(JSON.stringify(value));
    case "bigint":
      return clip(`${value}n`);
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      return value === null ? "null" : renderObject(value);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function renderObject(value: object): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  const name = (prototype as { constructor?: { name?: unknown } } | null)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object"
    ? `an instance of ${name}`
    : "an object";
}

function clip(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
