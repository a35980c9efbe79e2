/** A check of one value: no structure, or a number and its range. */
export type PrimitiveCheck =
  | "any"
  | "bigint"
  | "boolean"
  | "bytes"
  | "f64"
  | "function"
  | "i16"
  | "i32"
  | "i53"
  | "i8"
  | "number"
  | "object"
  | "path"
  | "string"
  | "u16"
  | "u32"
  | "u53"
  | "u8";

/** What a parameter takes. In the object form a name that ends in `?` is optional. */
export type Check =
  | PrimitiveCheck
  | readonly ["array", Check]
  | readonly ["class", string]
  | readonly ["enum", ...(string | number)[]]
  /** An object whose keys are data: undefined passes as a value, null where it ends in `?`. */
  | readonly ["record" | "record?", Check]
  | readonly ["union", ...Check[]]
  | { readonly [field: string]: Check };

/** Name (with `?` at its end where it is optional) and check of a parameter. */
export type CheckedParameter = readonly [name: string, check: Check];

/** A value that does not fit: where it is, what it should be, and whether only its range is wrong. */
export interface Mismatch {
  /** `options.offset`, `paths[3]`. */
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
  readonly kind: "range" | "type" | "value";
}

const integers: Readonly<Record<string, readonly [lowest: number, highest: number]>> = {
  u8: [0, 0xff],
  u16: [0, 0xffff],
  u32: [0, 0xffff_ffff],
  u53: [0, Number.MAX_SAFE_INTEGER],
  i8: [-0x80, 0x7f],
  i16: [-0x8000, 0x7fff],
  i32: [-0x8000_0000, 0x7fff_ffff],
  i53: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** The first argument that does not fit; null where all do. */
export function findMismatch(
  parameters: readonly CheckedParameter[],
  values: readonly unknown[],
): Mismatch | null {
  // `null` for something optional passes in most places of napi: it is to blame only if nothing else is.
  for (const absent of [isAbsent, isUndefined]) {
    for (const [index, [name, check]] of parameters.entries()) {
      const found = checkNamed(name, check, values[index], "", absent);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Compares one value with a check; null where it fits. */
export function checkValue(path: string, check: Check, value: unknown): Mismatch | null {
  return compare(path, check, value, isUndefined);
}

type Absent = (value: unknown) => boolean;

const isUndefined: Absent = (value) => value === undefined;
const isAbsent: Absent = (value) => value === undefined || value === null;

function checkNamed(
  name: string,
  check: Check,
  value: unknown,
  prefix: string,
  absent: Absent,
): Mismatch | null {
  const optional = name.endsWith("?");
  if (optional && absent(value)) return null;
  return compare(prefix + (optional ? name.slice(0, -1) : name), check, value, absent);
}

function compare(path: string, check: Check, value: unknown, absent: Absent): Mismatch | null {
  if (typeof check === "string") return comparePrimitive(path, check, value);
  const wrong = (kind: Mismatch["kind"] = "type"): Mismatch => ({
    path,
    expected: describe(check),
    value,
    kind,
  });
  if (!isForm(check)) {
    if (typeof value !== "object" || value === null) return wrong();
    if (!isPlain(value)) return { ...wrong(), expected: "a plain object" };
    for (const [name, field] of Object.entries(check)) {
      const key = name.replace(/\?$/u, "");
      const found = checkNamed(name, field, Reflect.get(value, key), `${path}.`, absent);
      if (found !== null) return found;
    }
    return null;
  }
  switch (check[0]) {
    case "array": {
      if (!Array.isArray(value)) return wrong();
      for (const [index, element] of value.entries()) {
        const found = compare(`${path}[${index}]`, check[1], element, absent);
        if (found !== null) return found;
      }
      return null;
    }
    case "record":
    case "record?": {
      if (typeof value !== "object" || value === null) return wrong();
      for (const key of Object.keys(value)) {
        const member: unknown = Reflect.get(value, key);
        if (check[0] === "record?" ? isAbsent(member) : isUndefined(member)) continue;
        const found = compare(memberPath(path, key), check[1], member, absent);
        if (found !== null) return found;
      }
      return null;
    }
    case "enum": {
      const values: readonly unknown[] = check.slice(1);
      if (values.includes(value)) return null;
      return wrong(values.some((known) => typeof known === typeof value) ? "value" : "type");
    }
    case "class":
      return isInstance(value, check[1]) ? null : wrong();
    case "union":
      return compareUnion(path, check, value, absent);
  }
}

function compareUnion(
  path: string,
  check: readonly ["union", ...Check[]],
  value: unknown,
  absent: Absent,
): Mismatch | null {
  const found: Mismatch[] = [];
  const expected = new Set<string>();
  for (const member of check.slice(1) as Check[]) {
    const mismatch = compare(path, member, value, absent);
    if (mismatch === null) return null;
    // A URL of another kind, and no object of options.
    if (member === "path" && mismatch.kind === "value") return mismatch;
    found.push(mismatch);
    expected.add(mismatch.path === path ? mismatch.expected : describe(member));
  }
  // One member fits but for a part of it, or but for its range: that is what was meant.
  const close = found.filter((mismatch) => mismatch.path !== path || mismatch.kind !== "type");
  const [only] = close;
  return close.length === 1 && only !== undefined
    ? only
    : { path, expected: list([...expected]), value, kind: "type" };
}

function comparePrimitive(path: string, check: PrimitiveCheck, value: unknown): Mismatch | null {
  const type = typeof value;
  const fits = (right: boolean, kind: Mismatch["kind"] = "type"): Mismatch | null =>
    right ? null : { path, expected: describe(check), value, kind };
  switch (check) {
    case "any":
      return null;
    case "bigint":
    case "boolean":
    case "function":
    case "number":
    case "string":
      return fits(type === check);
    case "bytes":
      return fits(ArrayBuffer.isView(value));
    case "object":
      return fits(type === "object" && value !== null);
    case "path":
      if (type === "object" && value !== null && "href" in (value as object)) {
        return fits(String((value as { href: unknown }).href).startsWith("file:"), "value");
      }
      if (typeof value !== "string") return fits(false);
      return value.includes("\0")
        ? { path, expected: "a path without null bytes", value, kind: "value" }
        : null;
    case "f64":
      return type === "number" ? fits(Number.isFinite(value), "range") : fits(false);
    default: {
      const [lowest, highest] = integers[check] ?? [0, 0];
      if (typeof value !== "number") return fits(false);
      return fits(Number.isInteger(value) && value >= lowest && value <= highest, "range");
    }
  }
}

const phrases: Readonly<Partial<Record<PrimitiveCheck, string>>> = {
  any: "any value",
  bigint: "a bigint",
  boolean: "a boolean",
  bytes: "a Buffer or Uint8Array",
  f64: "a finite number",
  function: "a function",
  number: "a number",
  object: "an object",
  path: "a string or a file: URL",
  string: "a string",
};

function describe(check: Check): string {
  if (typeof check === "string") {
    const [lowest, highest] = integers[check] ?? [];
    return phrases[check] ?? `an integer from ${lowest} to ${highest}`;
  }
  if (!isForm(check)) return "an object";
  switch (check[0]) {
    case "array":
      return "an array";
    case "enum":
      return list(check.slice(1).map((value) => JSON.stringify(value)));
    case "record":
    case "record?":
      return "an object";
    case "class":
      return `an instance of ${check[1]}`;
    case "union":
      return list([...new Set((check.slice(1) as Check[]).map(describe))]);
  }
}

function list(phrasesOfMembers: readonly string[]): string {
  const last = phrasesOfMembers.at(-1) ?? "";
  if (phrasesOfMembers.length < 2) return last;
  return `${phrasesOfMembers.slice(0, -1).join(", ")} or ${last}`;
}

function isForm(check: Exclude<Check, string>): check is Extract<Check, readonly unknown[]> {
  return Array.isArray(check);
}

/** As `PlainObject` in Rust has it: neither a Map, a Date, an array nor the like. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** `env.PATH`, `env["a b"]`. */
function memberPath(path: string, key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `${path}.${key}`
    : `${path}[${JSON.stringify(key)}]`;
}

/** By name: the table cannot hold the class itself. */
function isInstance(value: unknown, name: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (
    let prototype: unknown = Object.getPrototypeOf(value);
    prototype !== null;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    if ((prototype as { constructor?: { name?: unknown } }).constructor?.name === name) return true;
  }
  return false;
}
