/**
 * Whether a type can stand where another one stood: TypeScript's assignability, on the trees of two versions.
 *
 * It differs where a caller would notice more than the compiler's rule for assignments: what a caller passes may not
 * lose a field (literals are checked for excess ones), what a caller gets may not lose an optional one, and `any`
 * promises everything. A named type is the same before and after; what changed in it is found where it is declared.
 */
import type { Item } from "../model/surface.js";
import type { Keyword, TsType } from "../model/type.js";
import { normalType, openType, type ObjectType } from "./open-type.js";
import type { Version, Versions } from "./versions.js";

/** One way of a value: who makes it, and which version its type is of. */
export interface Flow {
  /** `caller`: it goes in, as an argument. `addon`: it comes out, as a result. */
  readonly made: "caller" | "addon";
  readonly source: "before" | "after";
  readonly versions: Versions;
}

type Pairs = ReadonlySet<string>;

/** True where every value of `source` is one of `target`. */
export function fits(source: TsType, target: TsType, flow: Flow): boolean {
  return relate(source, target, flow, new Set());
}

function relate(source: TsType, target: TsType, flow: Flow, assumed: Pairs): boolean {
  const from = normalType(source);
  const to = normalType(target);
  const onward = (a: TsType, b: TsType): boolean => relate(a, b, flow, assumed);
  if (isKeyword(from, "any") || isKeyword(to, "any")) return relateAny(from, to, flow);
  if (isKeyword(to, "unknown") || isKeyword(from, "never")) return true;
  if (from.kind === "union") return from.members.every((one) => onward(one, to));
  if (to.kind === "union") {
    if (to.members.some((one) => onward(from, one))) return true;
    const opened = openLiterals(from, sourceOf(flow));
    const seen = opened === null ? null : assume(from, to, assumed);
    return opened !== null && seen !== null && relate(opened, to, flow, seen);
  }
  if (from.kind === "intersection" || to.kind === "intersection") {
    if (relateParts(from, to, flow, assumed)) return true;
    return relateOpened(from, to, flow, assumed);
  }
  if (from.kind === "name" && to.kind === "name" && isSameName(from, to, flow)) {
    return relateArguments(from, to, flow, assumed);
  }
  switch (from.kind) {
    case "keyword":
      if (to.kind === "keyword" && relateKeywords(from.name, to.name)) return true;
      break;
    case "literal":
      if (to.kind === "literal" && from.value === to.value) return true;
      if (to.kind === "keyword" && to.name === typeof from.value) return true;
      break;
    case "array":
      if (to.kind === "array") {
        return (to.readonly || !from.readonly) && onward(from.element, to.element);
      }
      if (isGlobal(to, "Iterable")) {
        return to.arguments[0] === undefined || onward(from.element, to.arguments[0]);
      }
      break;
    case "tuple":
      if (to.kind === "array") return from.elements.every((one) => onward(one.type, to.element));
      if (to.kind === "tuple") return relateTuples(from, to, onward);
      break;
    case "function":
      if (to.kind === "function") return relateFunctions(from, to, flow, assumed);
      if (isGlobal(to, "Function")) return true;
      break;
    case "object":
    case "name":
      break;
    case "opaque":
      return to.kind === "opaque" && opaqueText(from.text) === opaqueText(to.text);
  }
  if (isKeyword(to, "object")) return isObjectLike(from, sourceOf(flow));
  return relateOpened(from, to, flow, assumed);
}

/** `any` takes and gives everything; a caller who had it can rely on nothing narrower. */
function relateAny(from: TsType, to: TsType, { made }: Flow): boolean {
  const [loose, other] = made === "caller" ? [to, from] : [from, to];
  if (isKeyword(loose, "any")) return true;
  return isKeyword(other, "any") && made === "caller" && isKeyword(to, "unknown");
}

function relateKeywords(from: Keyword, to: Keyword): boolean {
  return from === to || (from === "undefined" && to === "void");
}

/** Every part that is wanted is given; of what a caller makes, every part is also taken. */
function relateParts(from: TsType, to: TsType, flow: Flow, assumed: Pairs): boolean {
  const given = from.kind === "intersection" ? from.members : [from];
  const wanted = to.kind === "intersection" ? to.members : [to];
  const isGiven = (part: TsType): boolean =>
    isCancellable(part)
      ? flow.made === "caller" || given.some(isCancellable)
      : given.some((one) => relate(one, part, flow, assumed));
  const isTaken = (part: TsType): boolean =>
    isCancellable(part)
      ? wanted.some(isCancellable)
      : wanted.some((one) => relate(part, one, flow, assumed));
  return wanted.every(isGiven) && (flow.made === "addon" || given.every(isTaken));
}

/** The same for what the names stand for. */
function relateOpened(from: TsType, to: TsType, flow: Flow, assumed: Pairs): boolean {
  const seen = assume(from, to, assumed);
  if (seen === null) return true;
  const opened = openType(from, sourceOf(flow));
  const wanted = openType(to, targetOf(flow), "wanted");
  if (opened.kind === "object" && wanted.kind === "object") {
    return relateObjects(opened, wanted, flow, seen);
  }
  if (opened === from && wanted === to) return false;
  return relate(opened, wanted, flow, seen);
}

/** The pairs with another one, so that recursive types end; null where it is among them. */
function assume(from: TsType, to: TsType, assumed: Pairs): Pairs | null {
  const pair = `${JSON.stringify(from)}\n${JSON.stringify(to)}`;
  return assumed.has(pair) ? null : new Set(assumed).add(pair);
}

function relateObjects(from: ObjectType, to: ObjectType, flow: Flow, assumed: Pairs): boolean {
  const lost = flow.made === "caller" ? missing(from, to) : missing(to, from);
  if (lost) return false;
  return to.fields.every((wanted) => {
    const given = from.fields.find(({ name }) => name === wanted.name);
    if (given === undefined) return wanted.optional;
    if (given.optional && !wanted.optional) return false;
    const type = wanted.optional ? orUndefined(wanted.type) : wanted.type;
    return relate(given.type, type, flow, assumed);
  });
}

function missing(these: ObjectType, among: ObjectType): boolean {
  return these.fields.some(({ name }) => !among.fields.some((other) => other.name === name));
}

function relateTuples(
  from: Extract<TsType, { kind: "tuple" }>,
  to: Extract<TsType, { kind: "tuple" }>,
  onward: (a: TsType, b: TsType) => boolean,
): boolean {
  if (from.elements.length > to.elements.length) return false;
  return to.elements.every((wanted, index) => {
    const given = from.elements[index];
    if (given === undefined) return wanted.optional;
    return (wanted.optional || !given.optional) && onward(given.type, wanted.type);
  });
}

/** Parameters go the other way. */
function relateFunctions(
  from: Extract<TsType, { kind: "function" }>,
  to: Extract<TsType, { kind: "function" }>,
  flow: Flow,
  assumed: Pairs,
): boolean {
  const back: Flow = {
    made: flow.made === "caller" ? "addon" : "caller",
    source: flow.source === "before" ? "after" : "before",
    versions: flow.versions,
  };
  const takes = from.parameters.every((own, index) => {
    const passed = to.parameters[index];
    if (passed === undefined) return own.optional || own.rest;
    if (own.rest !== passed.rest) return false;
    return relate(valueOf(passed), valueOf(own), back, assumed);
  });
  // What the addon hands out may take more arguments than it did, never fewer.
  const enough = flow.made === "caller" || from.parameters.length >= to.parameters.length;
  return (
    takes &&
    enough &&
    (isKeyword(to.returns, "void") || relate(from.returns, to.returns, flow, assumed))
  );
}

function valueOf(one: { readonly type: TsType; readonly optional: boolean }): TsType {
  return one.optional ? orUndefined(one.type) : one.type;
}

type Named = Extract<TsType, { kind: "name" }>;

/** Globals that are also another one. */
const wider: Readonly<Record<string, readonly string[]>> = {
  Buffer: ["Uint8Array"],
  Map: ["ReadonlyMap"],
  Promise: ["PromiseLike"],
  Set: ["Iterable", "ReadonlySet"],
};

function isSameName(from: Named, to: Named, flow: Flow): boolean {
  if (from.name.kind === "item" || to.name.kind === "item") {
    if (from.name.kind !== "item" || to.name.kind !== "item") return false;
    const [old, now] =
      flow.source === "before" ? [from.name.id, to.name.id] : [to.name.id, from.name.id];
    return (flow.versions.renamed.get(old) ?? old) === now;
  }
  return from.name.name === to.name.name || (wider[from.name.name] ?? []).includes(to.name.name);
}

function relateArguments(from: Named, to: Named, flow: Flow, assumed: Pairs): boolean {
  // `Uint8Array<ArrayBuffer>` is a `Uint8Array`, whose argument has a default.
  if (to.arguments.length === 0) return true;
  return (
    from.arguments.length === to.arguments.length &&
    from.arguments.every((own, index) => {
      const other = to.arguments[index];
      return other !== undefined && relate(own, other, flow, assumed);
    })
  );
}

/** Enums, aliases and brands as what they are made of, to be looked for among the members of a union. */
function openLiterals(type: TsType, version: Version): TsType | null {
  if (type.kind !== "name" || type.name.kind !== "item") return null;
  const opened = openType(type, version);
  return opened === type || opened.kind === "object" ? null : opened;
}

function isObjectLike(type: TsType, version: Version): boolean {
  if (["array", "tuple", "function", "object"].includes(type.kind)) return true;
  if (type.kind !== "name") return false;
  if (type.name.kind !== "item") return true;
  const kind: Item["kind"] | undefined = version.items.get(type.name.id)?.kind;
  return kind === "class" || kind === "interface";
}

function isCancellable(type: TsType): boolean {
  return type.kind === "name" && type.name.kind === "runtime" && type.name.name === "Cancellable";
}

function isGlobal(type: TsType, name: string): type is Named {
  return type.kind === "name" && type.name.kind === "global" && type.name.name === name;
}

function isKeyword(type: TsType, name: Keyword): boolean {
  return type.kind === "keyword" && type.name === name;
}

function orUndefined(type: TsType): TsType {
  return { kind: "union", members: [type, { kind: "keyword", name: "undefined" }] };
}

function opaqueText(text: string): string {
  return text.replaceAll(/[\s;]+/gu, "").replaceAll("'", '"');
}

function sourceOf({ source, versions }: Flow): Version {
  return versions[source];
}

function targetOf({ source, versions }: Flow): Version {
  return source === "before" ? versions.after : versions.before;
}
