/** FT4001 to FT4005, FT4009: what the loaded addon really has. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { LoadedExport, LoadedView } from "../model/loaded.js";
import type { Manifest } from "../model/manifest.js";
import type { Surface } from "../model/surface.js";
import type { Views } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";
import { expectedOfSurface, type ExpectedExport } from "./expected.js";
import { checkUndeclared } from "./undeclared.js";

/** Compares the loaded addon with a surface that was linked from source and d.ts. */
export function checkLoaded(views: Views, surface: Surface): readonly Diagnostic[] {
  const { source, declared, loaded } = views;
  if (loaded === null) return [];
  const inDeclared = declaredByKey(declared);
  const expected = expectedOfSurface(surface, inDeclared);
  const known = new Set([...surface.items.map((item) => item.binaryName), ...inDeclared.keys()]);
  return [
    ...checkStamp(source, loaded),
    ...checkExpected(expected, loaded, "types", source),
    ...checkUndeclared(loadedByKey(expected, loaded), source, known),
  ];
}

/** Who says that something should be there: the d.ts, or the source alone. */
export type Witness = "types" | "source";

/** Compares what should be there with what is. */
export function checkExpected(
  expected: readonly ExpectedExport[],
  loaded: LoadedView,
  witness: Witness = "types",
  source: Manifest | null = null,
): readonly Diagnostic[] {
  const found = loadedByKey(expected, loaded);
  const namespaces = new Set(loaded.exports.map(({ namespace }) => namespace));
  // Blocks outside of the namespace of their class: napi makes a class of its own for each.
  const astray = new Set(
    (source?.strayImpls ?? []).flatMap(({ trait, jsName }) => (trait === null ? [jsName] : [])),
  );
  const is = witness === "types" ? "is declared" : "is exported in the source";
  return expected.flatMap((one) => {
    const real = found.get(one.binaryName);
    // An object of functions looks like a namespace.
    if (real === undefined && one.free && namespaces.has(one.binaryName)) return [];
    return checkExport(one, real, is, astray);
  });
}

/**
 * Exports by key. A namespace that holds nothing but values looks like an enum at run time, so what is expected
 * decides.
 */
export function loadedByKey(
  expected: readonly Pick<ExpectedExport, "binaryName">[],
  loaded: LoadedView,
): ReadonlyMap<string, LoadedExport> {
  const namespaces = new Set(
    expected.flatMap(({ binaryName }) =>
      binaryName.includes(".") ? [binaryName.slice(0, binaryName.indexOf("."))] : [],
    ),
  );
  return new Map(
    loaded.exports.flatMap((one) => {
      const key = itemKey(one);
      if (one.kind !== "enum" || !namespaces.has(key)) return [[key, one] as const];
      return Object.entries(one.values).map(([name, value]) => {
        const inner: LoadedExport = {
          ...one,
          name,
          namespace: key,
          kind: "value",
          valueType: typeof value,
          values: {},
        };
        return [`${key}.${name}`, inner] as const;
      });
    }),
  );
}

function checkExport(
  expected: ExpectedExport,
  found: LoadedExport | undefined,
  is: string,
  astray: ReadonlySet<string>,
): readonly Diagnostic[] {
  const what = `\`${expected.id}\``;
  if (found === undefined) {
    const message = `${what} ${is}, but the loaded addon has no \`${expected.binaryName}\``;
    const help =
      "build the addon again; an initialisation that was interrupted by an error leaves exports out";
    return [diagnostic("FT4001", message, { ...expected.place, help })];
  }
  if (!fits(expected, found)) {
    const real = found.kind === "value" ? found.valueType : found.kind;
    const { kind, typeOf } = expected;
    const said = typeOf === null || found.kind !== "value" ? kind : `${kind} of type ${typeOf}`;
    const message = `${what} ${is} as ${said}, but is ${article(real)} at run time`;
    return [diagnostic("FT4005", message, { ...expected.place, help: "build the addon again" })];
  }
  if (expected.kind === "enum") return checkEnum(expected, found, is);
  return expected.kind === "class" ? checkClass(expected, found, is, astray) : [];
}

function article(kind: string): string {
  return `${/^[aeiou]/u.test(kind) ? "an" : "a"} ${kind}`;
}

/** A class without members and a function look the same at run time. */
function fits(expected: ExpectedExport, found: LoadedExport): boolean {
  switch (expected.kind) {
    case "function":
      return found.kind === "function" || (found.kind === "class" && found.members.length === 0);
    case "class":
      return found.kind === "class" || (found.kind === "function" && mayBeBare(expected));
    case "enum":
      return found.kind === "enum" || (found.kind === "value" && found.valueType === "object");
    case "const":
      return expected.free || isOfType(expected, found);
  }
}

function isOfType({ typeOf }: ExpectedExport, { kind, valueType }: LoadedExport): boolean {
  if (kind !== "value" && kind !== "enum") return false;
  return typeOf === null || valueType === typeOf;
}

function mayBeBare(expected: ExpectedExport): boolean {
  return expected.members.every((member) => isOfInstances(expected, member.name));
}

/** What an iterator carries stands on each instance, not on the prototype. */
function isOfInstances({ iterates }: ExpectedExport, name: string): boolean {
  return (
    iterates &&
    ["[Symbol.iterator]", "[Symbol.asyncIterator]", "next", "return", "throw"].includes(name)
  );
}

function checkEnum(
  expected: ExpectedExport,
  found: LoadedExport,
  is: string,
): readonly Diagnostic[] {
  const show = (value: string | number | undefined): string =>
    value === undefined ? "absent" : JSON.stringify(value);
  const help = "build the addon again";
  const wrong = expected.values.flatMap((member) => {
    const value = found.values[member.name];
    if (value === member.value) return [];
    const message = `\`${expected.id}.${member.name}\` ${is} as ${show(member.value)}, but ${show(value)} at run time`;
    return [diagnostic("FT4003", message, { ...member.place, help })];
  });
  const known = new Set(expected.values.map(({ name }) => name));
  // A numeric key is a reverse mapping.
  const extra = Object.keys(found.values)
    .filter((name) => !/^-?\d+$/u.test(name) && !known.has(name))
    .sort()
    .map((name) => {
      const message = `\`${expected.id}\` has \`${name}\` at run time, which ${is.replace("is", "is not")}`;
      return diagnostic("FT4003", message, { ...expected.place, help });
    });
  return [...wrong, ...extra];
}

function checkClass(
  expected: ExpectedExport,
  found: LoadedExport,
  is: string,
  astray: ReadonlySet<string>,
): readonly Diagnostic[] {
  // Node 20 describes its own `Symbol.dispose` as `nodejs.dispose`.
  const names = new Set(
    found.members.map((member) => member.name.replace(/^\[nodejs\./u, "[Symbol.")),
  );
  const statics = new Set(found.statics);
  const seen = new Set<string>();
  return expected.members.flatMap((member) => {
    if ((member.static ? statics : names).has(member.name)) return [];
    if (isOfInstances(expected, member.name)) return [];
    const key = `${String(member.static)} ${member.name}`;
    // A getter and its setter are two members of one name.
    if (seen.has(key)) return [];
    seen.add(key);
    if (member.merged) {
      const message = `\`${expected.id}.${member.name}\` is declared by an interface, and not on the prototype of the class`;
      const help = "see that the Rust code sets it on each instance, or take it out of the header";
      return [diagnostic("FT4010", message, { ...member.place, help })];
    }
    const where = member.static ? "the class" : "its prototype";
    const message = `\`${expected.id}.${member.name}\` ${is}, but ${where} has no such member at run time`;
    const help = astray.has(expected.binaryName.replace(/^.*\./u, ""))
      ? "put the `impl` block into the namespace of its class, and build again"
      : "build the addon again, so that it follows the Rust code";
    return [diagnostic("FT4004", message, { ...member.place, help })];
  });
}

/** FT4009. */
export function checkStamp(
  { contract }: Manifest,
  { stamp }: Pick<LoadedView, "stamp">,
): readonly Diagnostic[] {
  const { algorithm, hash } = contract;
  if (stamp === null || (stamp.contract === hash && stamp.algorithm === algorithm)) return [];
  const message =
    stamp.algorithm === algorithm
      ? `the binary's contract is ${stamp.contract.slice(0, 8)}, the source's is ${hash.slice(0, 8)}`
      : `the binary's contract is of algorithm ${stamp.algorithm}, the source's of ${algorithm}`;
  return [diagnostic("FT4009", message, { help: "build the addon again" })];
}
