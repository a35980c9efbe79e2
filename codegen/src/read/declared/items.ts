import type { ts } from "ts-morph";

import type { DeclaredItem, DeclaredMember } from "../../model/declared.js";
import type { TsType } from "../../model/type.js";
import { docsOf } from "./docs.js";
import { readEnumMembers } from "./enums.js";
import {
  parameterNames,
  parameterText,
  readHeritage,
  readMembers,
  readSignature,
} from "./members.js";
import { readOpaque } from "./opaque.js";
import type { Positions } from "./positions.js";
import { withParameters } from "./scope.js";
import type { Placed } from "./statements.js";
import { readLiteral, type Reading, readType, readTypeOrAny } from "./types.js";

/**
 * One declaration as an item; its span is that of the name. An interface with call, construct or index signatures has
 * no form in the model and becomes an alias of an opaque type.
 */
export function readItem(outer: Reading, positions: Positions, placed: Placed): DeclaredItem {
  const { ts, source } = outer;
  const { node, nameNode, name, namespace, within, exported } = placed;
  const base = {
    name,
    namespace,
    exported,
    docs: docsOf(source, placed.commented),
    span: positions.span(nameNode.getStart(source), nameNode.end),
  };
  const inNamespace: Reading = { ...outer, scope: { ...outer.scope, namespace: within } };
  if (ts.isVariableDeclaration(node)) {
    return { ...base, kind: "const", type: readConst(inNamespace, node) };
  }
  if (ts.isEnumDeclaration(node)) {
    const isConst = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ConstKeyword);
    const members = readEnumMembers(inNamespace, positions, node);
    return { ...base, kind: "enum", const: isConst ?? false, members };
  }
  if (ts.isFunctionDeclaration(node)) {
    return { ...base, kind: "function", overloads: [readSignature(inNamespace, node, "type")] };
  }
  const typeParameters = parameterText(inNamespace, node.typeParameters);
  const scope = withParameters(inNamespace.scope, parameterNames(node.typeParameters));
  const reading = { ...inNamespace, scope };
  if (ts.isTypeAliasDeclaration(node)) {
    return { ...base, kind: "alias", typeParameters, type: readType(reading, node.type) };
  }
  const read = readMembers(reading, positions, node.members);
  const members = read.filter((member): member is DeclaredMember => member !== null);
  const heritage = readHeritage(reading, node.heritageClauses);
  const extra = {
    ...(typeParameters === null ? {} : { typeParameters }),
    ...(heritage.length === 0 ? {} : { extends: heritage }),
  };
  if (ts.isClassDeclaration(node)) return { ...base, kind: "class", members, ...extra };
  if (members.length === read.length) return { ...base, kind: "interface", members, ...extra };
  return { ...base, kind: "alias", typeParameters, type: asType(reading, node, heritage) };
}

function asType(
  reading: Reading,
  node: ts.InterfaceDeclaration,
  heritage: readonly TsType[],
): TsType {
  const members = node.members.map((member) => readOpaque(reading, member));
  const texts = members.map(({ text }) => text.replace(/[;,]?$/u, ";"));
  const names = new Map(
    members.flatMap((member) => member.names).map((each) => [JSON.stringify(each), each]),
  );
  const body: TsType = {
    kind: "opaque",
    text: `{ ${texts.join(" ")} }`,
    names: [...names.values()],
  };
  return heritage.length === 0 ? body : { kind: "intersection", members: [...heritage, body] };
}

function readConst(reading: Reading, node: ts.VariableDeclaration): TsType {
  const { initializer } = node;
  if (node.type !== undefined || initializer === undefined) {
    return readTypeOrAny(reading, node.type);
  }
  return readLiteral(reading.ts, initializer) ?? { kind: "keyword", name: "any" };
}

/**
 * One item for each (namespace, name): equal functions become overloads; a class and the interfaces of its name, and
 * interfaces of one name, become one item with all members. A type and a value of one name stay two.
 */
export function mergeItems(items: readonly DeclaredItem[]): readonly DeclaredItem[] {
  const merged: DeclaredItem[] = [];
  const places = new Map<string, number>();
  const groups = new Map<number, [DeclaredItem, ...DeclaredItem[]]>();
  for (const item of items) {
    const key = `${item.namespace ?? ""} ${item.name} ${spaceOf(item)}`;
    const place = places.get(key);
    const first = place === undefined ? undefined : merged[place];
    if (place === undefined || first === undefined) {
      places.set(key, merged.push(item) - 1);
      continue;
    }
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [first, item]);
    else group.push(item);
  }
  if (groups.size === 0) return merged;
  return merged.flatMap((item, place) => {
    const group = groups.get(place);
    return group === undefined ? [item] : mergeGroup(group);
  });
}

function spaceOf({ kind }: DeclaredItem): string {
  return kind === "class" || kind === "interface" ? "shape" : kind;
}

function mergeGroup(group: readonly [DeclaredItem, ...DeclaredItem[]]): readonly DeclaredItem[] {
  const [first] = group;
  if (first.kind === "function") {
    const overloads = group.flatMap((one) => (one.kind === "function" ? one.overloads : []));
    return [{ ...first, overloads }];
  }
  const shapes = group.filter((one) => one.kind === "class" || one.kind === "interface");
  const [kept] = shapes.toSorted(
    (left, right) => Number(right.kind === "class") - Number(left.kind === "class"),
  );
  if (kept === undefined) return group;
  const heritage = shapes.flatMap((shape) => shape.extends ?? []);
  return [
    {
      ...kept,
      docs: shapes.find(({ docs }) => docs !== "")?.docs ?? "",
      members: shapes.flatMap(({ members }) => members),
      ...(heritage.length === 0 ? {} : { extends: heritage }),
    },
  ];
}
