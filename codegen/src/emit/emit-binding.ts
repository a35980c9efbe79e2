/** `binding.js`: the only file that loads the addon. */
import type { ClassItem, Item, Surface } from "../model/surface.js";
import type { Doc } from "../print/document.js";
import {
  callExpression,
  nameExpression,
  objectExpression,
  printAssignment,
  propertyOf,
} from "../print/expression.js";
import type { Expression, NameExpression, ObjectExpression } from "../print/expression.js";
import { printFile } from "../print/file.js";
import { toDeclarable } from "../print/names.js";
import { createScope } from "../print/scope.js";
import type { Scope } from "../print/scope.js";
import type { Homes } from "./homes.js";
import { classTable } from "./wrapping.js";

/** Name of the binding's export that holds the exports of the binary. */
export const addonName = "addon";

/** Where generated files take the helpers of the runtime from. */
export const helpersFile = "./native-free.js";

/**
 * The export of a class that is wrapped where the addon is loaded: one that items of another module name, whose
 * instances may come from there; or one of the index, which bundles read for an enum alone. Null for one that its own
 * module wraps.
 */
export function bindingName(item: ClassItem, homes: Homes): string | null {
  if (classTable(item) === null || (item.module !== null && !homes.isNamedElsewhere(item))) {
    return null;
  }
  const name = toDeclarable(item.binaryName);
  return name === addonName ? `${name}_` : name;
}

/** The property of the addon that holds an item, its namespaces walked. */
export function nativeExport(addon: Doc, item: Item): NameExpression {
  return item.binaryName
    .split(".")
    .reduce<NameExpression>((object, part) => propertyOf(object.name, part), nameExpression(addon));
}

/** The same, read by a call that a bundler may drop. */
export function pureNativeExport(addon: Doc, item: Item, scope: Scope): Expression {
  return item.binaryName.split(".").reduce<Expression>(
    (object, part) => ({
      ...callExpression([scope.global("Reflect"), ".get"], object, part),
      pure: true,
    }),
    nameExpression(addon),
  );
}

export function emitBinding(
  surface: Surface,
  homes: Homes,
  header: readonly string[],
  command: string,
): string {
  const wrapped = surface.items.flatMap((item) => {
    if (item.kind !== "class") return [];
    const table = classTable(item);
    const name = bindingName(item, homes);
    return table === null || name === null ? [] : [{ item, table, name }];
  });
  const scope = createScope([addonName, ...wrapped.map(({ name }) => name)]);
  const load = scope.imported({ from: helpersFile, name: "loadAddon", typeOnly: false });
  const body: Doc[] = [
    printAssignment(
      `export const ${addonName}`,
      callExpression(load, addonTable(surface, command)),
    ),
  ];
  for (const { item, table, name } of wrapped) {
    body.push(printAssignment(`export const ${name}`, wrappedClass(item, table, addonName, scope)));
  }
  return printFile({ header, references: [], scope, body }).text;
}

/** A class with its members wrapped. */
export function wrappedClass(
  item: ClassItem,
  table: ObjectExpression,
  addon: Doc,
  scope: Scope,
): Expression {
  const wrap = scope.imported({ from: helpersFile, name: "wrapClass", typeOnly: false });
  return callExpression(wrap, nativeExport(addon, item), table, nameExpression(addon));
}

const exportKinds = {
  function: "function",
  class: "class",
  enum: "enum",
  const: "value",
  interface: "type",
  alias: "type",
  brand: "type",
  error: "type",
} as const satisfies Record<Item["kind"], string>;

function addonTable(
  { package: info, contract, items }: Surface,
  command: string,
): ObjectExpression {
  const byName = new Map(items.map((item) => [item.binaryName, item]));
  const exports = Object.entries(contract.exports).map(([name, hash]) => {
    // What a feature that is off would export is in the contract and not in the surface.
    const item = byName.get(name);
    const kind = item === undefined ? "type" : exportKinds[item.kind];
    const missing = item === undefined || item.missingOn.length === 0 ? [] : [item.missingOn];
    return [name, [kind, hash, ...missing]] as const;
  });
  return objectExpression(
    [
      ["package", info.name],
      ["version", info.version],
      ["algorithm", contract.algorithm],
      ["contract", contract.hash],
      ["binary", info.addon],
      ["targets", info.targets],
      ["leaf", info.leaf],
      ["envPrefix", info.envPrefix],
      ["workspace", info.workspace],
      ["command", command],
      ["from", nameExpression("import.meta.url")],
      ["exports", objectExpression(exports, true)],
    ],
    true,
  );
}
