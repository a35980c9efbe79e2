/** Interfaces and type aliases in a `.d.ts`. */
import type { AliasItem, Field, InterfaceItem } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { printDocs } from "../print/comment.js";
import { block } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { keys } from "../print/names.js";
import { printAlias } from "../print/signature.js";
import { printType } from "../print/type.js";
import { declareNamed, itemDocs } from "./declare.js";
import type { FileContext } from "./file-context.js";

/** `export interface X { … }` */
export function declareInterface(item: InterfaceItem, context: FileContext): Doc {
  const key = keys(item.fields.map((field) => field.name));
  const fields = item.fields.map((field) => [
    printDocs(field.docs),
    context.marker.declaration(field.origin, field.readonly ? "readonly " : "", key(field.name), [
      field.optional ? "?: " : ": ",
      printType(fieldType(field, item.direction), context.name),
      ";",
    ]),
  ]);
  const { name } = context.homes.of(item);
  return [
    itemDocs(item),
    declareNamed(item.origin, name, context, "interface ", [" ", block(fields)]),
  ];
}

/** `export type X = …;` */
export function declareAlias(item: AliasItem, context: FileContext): Doc {
  const { name } = context.homes.of(item);
  const { scope, marker } = context;
  const local = scope.declaredAs(name);
  const parameters = item.typeParameters === null ? "" : `<${item.typeParameters}>`;
  // The name stands inside the groups of the alias, so its marks do too.
  const head = marker.nameMark(item.origin, local);
  const printed = printAlias(
    [local === name ? "export " : "", "type ", head, parameters],
    item.type,
    context.name,
  );
  return [itemDocs(item), marker.surround(item.origin, [printed, ";"])];
}

/** What callers pass in may hold `undefined` where it is optional, for `exactOptionalPropertyTypes`. */
function fieldType(field: Field, direction: InterfaceItem["direction"]): TsType {
  if (!field.optional || direction === "out" || admitsUndefined(field.type)) return field.type;
  return { kind: "union", members: [field.type, { kind: "keyword", name: "undefined" }] };
}

function admitsUndefined(type: TsType): boolean {
  if (type.kind === "union") return type.members.some(admitsUndefined);
  return type.kind === "keyword" && ["undefined", "any", "unknown"].includes(type.name);
}
