/** Tables for the runtime's `wrap` and `wrapClass`. */
import type { Check, ClassItem, RowLayout, Wrapping } from "../model/surface.js";
import { objectExpression } from "../print/expression.js";
import type { Expression, ObjectExpression } from "../print/expression.js";

/** The spec of a function; null where the native one is fit to be exported as it is. */
export function wrapSpec(name: string, wrapping: Wrapping): ObjectExpression | null {
  const { async, cancel, rows, parameters } = wrapping;
  if (!async && cancel === null && rows === null && parameters.length === 0) return null;
  const checks = parameters.map((parameter) => [
    named(parameter.name, parameter.optional),
    checkExpression(parameter.check),
  ]);
  const entries: (readonly [string, Expression])[] = [["name", name]];
  if (async) entries.push(["async", true]);
  if (checks.length > 0) entries.push(["parameters", checks]);
  if (cancel !== null) {
    const { at, arity } = cancel;
    entries.push([
      "cancel",
      objectExpression([
        ["at", at],
        ["arity", arity],
      ]),
    ]);
  }
  if (rows !== null) entries.push(["rows", layoutExpression(rows)]);
  return objectExpression(entries, true);
}

/** The table of a class; null where the native class is fit to be exported as it is. */
export function classTable(item: ClassItem): ObjectExpression | null {
  const specs = {
    statics: [] as (readonly [string, Expression])[],
    methods: [] as (readonly [string, Expression])[],
    getters: [] as (readonly [string, Expression])[],
    setters: [] as (readonly [string, Expression])[],
  };
  for (const member of item.members) {
    if (member.signature === null || member.kind === "field") continue;
    const spec = wrapSpec(memberName(item, member.name), member.signature.wrapping);
    if (spec !== null) specs[tableOf[member.kind]].push([member.name, spec]);
  }
  const construct =
    item.construct === null
      ? null
      : wrapSpec(`new ${item.name}`, item.construct.signature.wrapping);
  const entries: (readonly [string, Expression])[] = [["name", item.name]];
  if (item.construct === null) entries.push(["construct", false]);
  if (construct !== null) entries.push(["construct", construct]);
  for (const [kind, members] of Object.entries(specs)) {
    if (members.length > 0) entries.push([kind, objectExpression(members, true)]);
  }
  return entries.length === 1 ? null : objectExpression(entries, true);
}

const tableOf = {
  static: "statics",
  method: "methods",
  getter: "getters",
  setter: "setters",
} as const;

function memberName(item: ClassItem, name: string): string {
  return name.startsWith("[") ? item.name + name : `${item.name}.${name}`;
}

function checkExpression(check: Check): Expression {
  switch (check.kind) {
    case "primitive":
      return check.name;
    case "array":
      return ["array", checkExpression(check.element)];
    case "record":
      return [named("record", check.optional), checkExpression(check.value)];
    case "enum":
      return ["enum", ...check.values];
    case "union":
      return ["union", ...check.members.map(checkExpression)];
    case "instance":
      return ["class", check.class];
    case "object":
      return objectExpression(
        check.fields.map((field) => [
          named(field.name, field.optional),
          checkExpression(field.check),
        ]),
      );
  }
}

function layoutExpression(layout: RowLayout): Expression {
  return layout.map((column): Expression => {
    return typeof column === "string" ? column : [column[0], layoutExpression(column[1])];
  });
}

function named(name: string, optional: boolean): string {
  return optional ? `${name}?` : name;
}
