/** JavaScript expressions of tables and calls, laid out as prettier does. */
import {
  breakParent,
  conditionalGroup,
  fill,
  group,
  hardline,
  ifBreak,
  indent,
  indentIfBreak,
  join,
  line,
  lineSuffixBoundary,
  softline,
} from "./document.js";
import type { Doc } from "./document.js";
import { keys, numberText, quote } from "./names.js";

export type Expression =
  | string
  | number
  | boolean
  | null
  | readonly Expression[]
  | ObjectExpression
  | CallExpression
  | NameExpression;

export interface ObjectExpression {
  readonly kind: "object";
  readonly entries: readonly (readonly [key: string, value: Expression])[];
  /** One entry a line, whatever fits. */
  readonly expanded: boolean;
}

export interface CallExpression {
  readonly kind: "call";
  readonly callee: Doc;
  readonly arguments: readonly Expression[];
  /** Marked free of side effects, so that a bundler drops it when its result is not used. */
  readonly pure: boolean;
}

/** A variable, or a chain of properties. */
export interface NameExpression {
  readonly kind: "name";
  readonly name: Doc;
}

export function objectExpression(
  entries: ObjectExpression["entries"],
  expanded = false,
): ObjectExpression {
  return { kind: "object", entries, expanded };
}

export function callExpression(callee: Doc, ...parameters: readonly Expression[]): CallExpression {
  return { kind: "call", callee, arguments: parameters, pure: false };
}

export function nameExpression(name: Doc): NameExpression {
  return { kind: "name", name };
}

/** `object.property`, or with brackets where the name needs them. */
export function propertyOf(object: Doc, property: string): NameExpression {
  const plain = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(property);
  return { kind: "name", name: plain ? [object, ".", property] : [object, `[${quote(property)}]`] };
}

/** `<left> = <right>;` */
export function printAssignment(left: Doc, right: Expression): Doc {
  const value = printExpression(right);
  if (breaksAfterOperator(right)) {
    return [group([group(left), " =", group(indent([line, value]))]), ";"];
  }
  const id = Symbol("assignment");
  return [
    group([
      group(left),
      " =",
      group(indent(line), { id }),
      lineSuffixBoundary,
      indentIfBreak(group(value), { groupId: id }),
    ]),
    ";",
  ];
}

function printExpression(value: Expression): Doc {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  if (isArray(value)) return printArray(value);
  switch (value.kind) {
    case "object":
      return printObject(value);
    case "call":
      return [
        value.pure ? "/* @__PURE__ */ " : "",
        value.callee,
        printCallArguments(value.arguments),
      ];
    case "name":
      return value.name;
  }
}

function isArray(value: Expression): value is readonly Expression[] {
  return Array.isArray(value);
}

function breaksAfterOperator(value: Expression): boolean {
  if (typeof value === "string") return true;
  return typeof value === "object" && value !== null && !isArray(value) && value.kind === "name";
}

function printObject({ entries, expanded }: ObjectExpression): Doc {
  if (entries.length === 0) return "{}";
  const key = keys(entries.map(([name]) => name));
  const printed = entries.map(([name, value]): Doc => {
    const left = key(name);
    const short = shortText(value);
    if (short !== null && left.length + short.length <= shortWidth) return `${left}: ${short}`;
    // Prettier does not put a value below a key that is as short as the indentation.
    if (breaksAfterOperator(value) && left.length >= 5) {
      return group([left, ":", group(indent([line, printExpression(value)]))]);
    }
    return group([left, ": ", printExpression(value)]);
  });
  return group(["{", indent([line, join([",", line], printed)]), ifBreak(","), line, "}"], {
    shouldBreak: expanded,
  });
}

function printArray(elements: readonly Expression[]): Doc {
  if (elements.length === 0) return "[]";
  const printed = elements.map((element) => shortText(element) ?? printExpression(element));
  if (elements.every((element) => typeof element === "number")) {
    const parts = printed.flatMap((element, index) =>
      index === printed.length - 1 ? [element] : [[element, ","], line],
    );
    return group(["[", indent([softline, fill(parts), ifBreak(",")]), softline, "]"]);
  }
  return group(
    [
      "[",
      indent([
        softline,
        join(
          [",", line],
          printed.map((element) => (typeof element === "string" ? element : group(element))),
        ),
        ifBreak(","),
      ]),
      softline,
      "]",
    ],
    { shouldBreak: isMatrix(elements) },
  );
}

/** What is no wider than this fits on its line, however deep tables are nested and whatever stands before it. */
const shortWidth = 50;

/** Data that is short enough to be on one line, as text: most of a table; the printer's work for it would be in vain. */
function shortText(value: Expression): string | null {
  const text = flatText(value, shortWidth);
  return text === null || text.length > shortWidth ? null : text;
}

/** Null where it must not be on one line, is longer than `room`, or is more than data. */
function flatText(value: Expression, room: number): string | null {
  if (typeof value !== "object" || value === null) {
    const text = printExpression(value);
    // Some characters are two columns wide; the printer knows which.
    return typeof text === "string" && /^[\x20-\x7e]*$/.test(text) ? text : null;
  }
  if (isArray(value)) {
    if (value.length > 0 && value.every((element) => typeof element === "number")) return null;
    if (isMatrix(value)) return null;
    return joinFlat(value, () => "", "[", "]", room);
  }
  if (value.kind !== "object" || value.expanded) return null;
  if (value.entries.length === 0) return "{}";
  const key = keys(value.entries.map(([name]) => name));
  const values = value.entries.map(([, entry]) => entry);
  return joinFlat(values, (index) => `${key(value.entries[index]?.[0] ?? "")}: `, "{ ", " }", room);
}

function joinFlat(
  values: readonly Expression[],
  keyOf: (index: number) => string,
  open: string,
  close: string,
  room: number,
): string | null {
  let text = open;
  for (const [index, value] of values.entries()) {
    const entry = flatText(value, room - text.length);
    if (entry === null) return null;
    text += `${index === 0 ? "" : ", "}${keyOf(index)}${entry}`;
    if (text.length > room) return null;
  }
  return text + close;
}

/** Several arrays, or several objects, of more than one entry each. */
function isMatrix(elements: readonly Expression[]): boolean {
  if (elements.length < 2) return false;
  return (
    elements.every((element) => isArray(element) && element.length > 1) ||
    elements.every((element) => isObject(element) && element.entries.length > 1)
  );
}

function isObject(value: Expression | undefined): value is ObjectExpression {
  return typeof value === "object" && value !== null && !isArray(value) && value.kind === "object";
}

function printCallArguments(values: readonly Expression[]): Doc {
  if (values.length === 0) return "()";
  const printed = values.map(printExpression);
  const all: Doc = [
    "(",
    indent([softline, join([",", line], printed)]),
    ifBreak(","),
    softline,
    ")",
  ];
  const last = printed.at(-1);
  if (last === undefined || !hugsLast(values)) {
    return group(all, { shouldBreak: values.some(breaks) });
  }
  const leading = printed.slice(0, -1).flatMap((doc): Doc[] => [doc, ", "]);
  // The object is broken whatever fits: nothing has to be tried.
  if (
    isObject(values.at(-1)) &&
    breaks(values.at(-1) ?? null) &&
    !values.slice(0, -1).some(breaks)
  ) {
    return ["(", ...leading, last, ")"];
  }
  const brokenOut = group(all, { shouldBreak: true });
  if (values.slice(0, -1).some(breaks)) return brokenOut;
  return [
    values.some(breaks) ? breakParent : "",
    conditionalGroup([
      ["(", ...leading, last, ")"],
      ["(", ...leading, group(last, { shouldBreak: true }), ")"],
      brokenOut,
    ]),
  ];
}

/** The last argument keeps its brackets next to the parentheses. */
function hugsLast(values: readonly Expression[]): boolean {
  const last = values.at(-1);
  const before = values.at(-2);
  if (last === undefined) return false;
  if (isObject(last)) return last.entries.length > 0 && !isObject(before);
  if (typeof last !== "object" || last === null || !isArray(last) || last.length === 0)
    return false;
  if (values.length > 1 && last.every((element) => typeof element === "number")) return false;
  return !(
    before !== undefined &&
    typeof before === "object" &&
    before !== null &&
    isArray(before)
  );
}

/** It cannot stand on one line. */
function breaks(value: Expression): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isArray(value)) return isMatrix(value) || value.some(breaks);
  if (value.kind === "object")
    return value.expanded || value.entries.some(([, entry]) => breaks(entry));
  return value.kind === "call" && value.arguments.some(breaks);
}

/** Statements below each other, without blank lines. */
export function statements(docs: readonly Doc[]): Doc {
  return join(hardline, [...docs]);
}
