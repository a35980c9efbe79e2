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
import { runtimePackage } from "./file-context.js";
import { classTable } from "./wrapping.js";

/** Name of the binding's export that holds the exports of the binary. */
export const addonName = "addon";

/** A class that is wrapped where the addon is loaded, so that instances from anywhere are. */
export function bindingName(item: ClassItem): string | null {
  if (classTable(item) === null) return null;
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

export function emitBinding(surface: Surface, header: readonly string[], command: string): string {
  const wrapped = surface.items.flatMap((item) => {
    if (item.kind !== "class") return [];
    const table = classTable(item);
    const name = bindingName(item);
    return table === null || name === null ? [] : [{ item, table, name }];
  });
  const scope = createScope([addonName, ...wrapped.map(({ name }) => name)]);
  const load = scope.imported({ from: runtimePackage, name: "loadAddon", typeOnly: false });
  const body: Doc[] = [
    printAssignment(
      `export const ${addonName}`,
      callExpression(load, addonTable(surface, command)),
    ),
  ];
  for (const { item, table, name } of wrapped) {
    const wrap = scope.imported({ from: runtimePackage, name: "wrapClass", typeOnly: false });
    const native = nativeExport(addonName, item);
    const call = callExpression(wrap, native, table, nameExpression(addonName));
    body.push(printAssignment(`export const ${name}`, call));
  }
  return printFile({ header, references: [], scope, body }).text;
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
