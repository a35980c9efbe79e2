/** FT4001 to FT4005, FT4009: what the loaded addon really has. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { LoadedExport, LoadedView } from "../model/loaded.js";
import type { ClassItem, EnumItem, Item, Surface } from "../model/surface.js";
import type { Views } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";

/** The stamp object: known, and in no d.ts. */
const stampName = "__ferrotype";

export function checkLoaded(views: Views, surface: Surface): readonly Diagnostic[] {
  const { loaded, declared } = views;
  if (loaded === null) return [];
  const exports = new Map(loaded.exports.map((one) => [itemKey(one), one]));
  const inDeclared = declaredByKey(declared);
  const onHost = surface.items.filter((item) => mustExist(item, inDeclared));
  return [
    ...checkStamp(views, loaded),
    ...onHost.flatMap((item) => checkItem(item, exports.get(item.binaryName))),
    ...undeclared(views, surface, loaded),
  ];
}

/** Values; those that some targets lack only where the d.ts of this host has them. */
function mustExist(item: Item, declared: ReadonlyMap<string, unknown>): boolean {
  if (!["function", "class", "enum", "const"].includes(item.kind)) return false;
  return item.missingOn.length === 0 || declared.has(item.id);
}

function finding(code: Code, item: Item, message: string, help: string | null): Diagnostic {
  const { nameSpan: primary, rustPath: at } = item.origin;
  return diagnostic(code, message, { primary, at, help });
}

function checkItem(item: Item, found: LoadedExport | undefined): readonly Diagnostic[] {
  const what = `\`${item.id}\``;
  if (found === undefined) {
    const message = `${what} is declared, but the loaded addon has no \`${item.binaryName}\``;
    const help =
      "build the addon again; an initialisation that was interrupted by an error leaves exports out";
    return [finding("FT4001", item, message, help)];
  }
  if (!fits(item, found)) {
    const message = `${what} is declared as ${item.kind}, but is a ${found.kind === "value" ? found.valueType : found.kind} at run time`;
    return [finding("FT4005", item, message, "build the addon again")];
  }
  if (item.kind === "enum") return checkEnum(item, found);
  return item.kind === "class" ? checkClass(item, found) : [];
}

/** A class without members and a function look the same at run time. */
function fits(item: Item, found: LoadedExport): boolean {
  switch (item.kind) {
    case "function":
      return found.kind === "function" || (found.kind === "class" && found.members.length === 0);
    case "class":
      return found.kind === "class" || (found.kind === "function" && item.members.length === 0);
    case "enum":
      return found.kind === "enum" || (found.kind === "value" && found.valueType === "object");
    default:
      return found.kind === "value" || found.kind === "enum";
  }
}

function checkEnum(item: EnumItem, found: LoadedExport): readonly Diagnostic[] {
  const show = (value: string | number | undefined): string =>
    value === undefined ? "absent" : JSON.stringify(value);
  const wrong = item.members.flatMap((member) => {
    const value = found.values[member.name];
    if (value === member.value) return [];
    const message = `\`${item.id}.${member.name}\` is declared as ${show(member.value)}, but ${show(value)} at run time`;
    const { nameSpan: primary, rustPath: at } = member.origin;
    return [diagnostic("FT4003", message, { primary, at, help: "build the addon again" })];
  });
  // A numeric key is a reverse mapping.
  const extra = Object.keys(found.values)
    .filter((name) => !/^-?\d+$/u.test(name) && !item.members.some((one) => one.name === name))
    .sort()
    .map((name) =>
      finding(
        "FT4003",
        item,
        `\`${item.id}\` has \`${name}\` at run time, which is not declared`,
        "build the addon again",
      ),
    );
  return [...wrong, ...extra];
}

function checkClass(item: ClassItem, found: LoadedExport): readonly Diagnostic[] {
  // Node 20 describes its own `Symbol.dispose` as `nodejs.dispose`.
  const names = new Set(
    found.members.map((member) => member.name.replace(/^\[nodejs\./u, "[Symbol.")),
  );
  const statics = new Set(found.statics);
  return item.members.flatMap((member) => {
    if ((member.kind === "static" ? statics : names).has(member.name)) return [];
    const where = member.kind === "static" ? "the class" : "its prototype";
    const message = `\`${item.id}.${member.name}\` is declared, but ${where} has no such member at run time`;
    const { nameSpan: primary, rustPath: at } = member.origin;
    const help = "put the `impl` block into the namespace of its class, and build again";
    return [diagnostic("FT4004", message, { primary, at, help })];
  });
}

/** FT4002. What an author keeps out of the d.ts by `skip_typescript` is meant to be undeclared. */
function undeclared(
  { source, declared }: Views,
  surface: Surface,
  loaded: LoadedView,
): readonly Diagnostic[] {
  const known = new Set(surface.items.map((item) => item.binaryName));
  const sources = new Map(source.items.map((item) => [itemKey(item), item]));
  const inDeclared = declaredByKey(declared);
  return loaded.exports.flatMap((one) => {
    const key = itemKey(one);
    if (one.name === stampName || known.has(key) || inDeclared.has(key)) return [];
    const item = sources.get(key);
    if (item?.attributes["skip_typescript"] !== undefined) return [];
    const hint = one.name.endsWith("Task")
      ? `; \`#[napi] impl Task for ${one.name}\` exports it`
      : "";
    return [
      diagnostic(
        "FT4002",
        `the loaded addon exports \`${key}\`, which is declared nowhere${hint}`,
        {
          primary: item?.nameSpan ?? null,
          at: item?.id ?? key,
          help: hint === "" ? null : "take `#[napi]` off the `impl`",
        },
      ),
    ];
  });
}

/** FT4009. */
function checkStamp({ source }: Views, { stamp }: LoadedView): readonly Diagnostic[] {
  const { algorithm, hash } = source.contract;
  if (stamp === null || (stamp.contract === hash && stamp.algorithm === algorithm)) return [];
  const message =
    stamp.algorithm === algorithm
      ? `the binary's contract is ${stamp.contract.slice(0, 8)}, the source's is ${hash.slice(0, 8)}`
      : `the binary's contract is of algorithm ${stamp.algorithm}, the source's of ${algorithm}`;
  return [diagnostic("FT4009", message, { help: "build the addon again" })];
}
