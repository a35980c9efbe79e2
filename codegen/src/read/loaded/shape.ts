import type { LoadedExport, Stamp } from "../../model/loaded.js";
import type { ProbedObject, ProbedProperty } from "./probe.js";

const stampName = "__ferrotype";

/**
 * The exports by kind; the stamp is not among them. What cannot be told apart at run time: a class without any member
 * is a "function"; a namespace that holds nothing but strings and numbers is an "enum".
 */
export function exportsOf(probed: readonly ProbedObject[]): readonly LoadedExport[] {
  return probed
    .filter(({ name }) => name !== stampName)
    .flatMap((property) =>
      isNamespace(property)
        ? property.own.map((inner) => exportOf(inner, property.name))
        : [exportOf(property, null)],
    )
    .toSorted((left, right) => compare(keyOf(left), keyOf(right)));
}

function keyOf({ namespace, name }: LoadedExport): string {
  return namespace === null ? name : `${namespace}.${name}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isNamespace({ type, own }: ProbedObject): boolean {
  return (
    type === "object" && own.some((each) => each.type === "function" || each.type === "object")
  );
}

function exportOf(property: ProbedObject, namespace: string | null): LoadedExport {
  const { name, type, own, prototype } = property;
  const kind = kindOf(property);
  return {
    name,
    namespace,
    kind,
    valueType: type,
    members: prototype.map((member) => ({ name: member.name, kind: memberKind(member) })),
    statics: kind === "class" ? own.map((each) => each.name) : [],
    values:
      kind === "enum"
        ? Object.fromEntries(
            own.flatMap(({ name: key, value }) => (value === null ? [] : [[key, value]])),
          )
        : {},
  };
}

function kindOf({ type, own, prototype }: ProbedObject): LoadedExport["kind"] {
  if (type === "function") return prototype.length > 0 || own.length > 0 ? "class" : "function";
  const isEnum = type === "object" && own.length > 0 && own.every(({ value }) => value !== null);
  return isEnum ? "enum" : "value";
}

function memberKind({
  type,
  getter,
  setter,
}: ProbedProperty): LoadedExport["members"][number]["kind"] {
  if (getter && setter) return "accessor";
  if (setter) return "setter";
  return getter || type !== "function" ? "getter" : "method";
}

/** The stamp, if all four of its fields are there. */
export function stampOf(fields: Readonly<Record<string, unknown>>): Stamp | null {
  const { package: name, version, algorithm, contract } = fields;
  const isWhole =
    typeof name === "string" &&
    typeof version === "string" &&
    typeof algorithm === "number" &&
    typeof contract === "string";
  return isWhole ? { package: name, version, algorithm, contract } : null;
}
