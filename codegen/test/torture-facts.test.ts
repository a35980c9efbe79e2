/**
 * Where napi-rs declares one thing and does another, measured on the pinned versions: each row shows what its d.ts says
 * and what the addon does. A row that changes with a later napi-rs fails here first.
 */
import { beforeAll, describe, expect, test } from "vitest";

import {
  buildTimeoutMs,
  loadTorture,
  readTorture,
  type Torture,
  type Untyped,
} from "./torture-addon.js";

let torture: Torture;
let addon: Untyped;
beforeAll(async () => {
  torture = await readTorture();
  addon = loadTorture(torture);
}, buildTimeoutMs);

interface Fact {
  readonly row: string;
  /** Text of the d.ts, spaces aside. */
  readonly declared: string;
  readonly declaredNot?: string;
  /** What is tried on the addon, and what comes of it: a value, or the text of an error. */
  readonly tried: (addon: Untyped) => unknown;
  readonly found: unknown;
}

const facts: readonly Fact[] = [
  {
    row: "1: the name of a constant",
    declared: "export declare const RENAMED_CONST: number",
    tried: (it) => [it.RENAMED_CONST, it.RUST_CONST],
    found: [undefined, 3],
  },
  {
    row: "2: the Rust name of a renamed class is a type alone",
    declared: "export type RustClass = RenamedClass",
    tried: (it) => [typeof it.RustClass, typeof it.RenamedClass],
    found: ["undefined", "function"],
  },
  {
    row: "3: an enum has no reverse map (its members are enumerable since 3.7)",
    declared: "export declare enum NumericEnum { Zero = 0, One = 1, }",
    tried: (it) => [it.NumericEnum[0], Object.keys(it.NumericEnum), JSON.stringify(it.NumericEnum)],
    found: [undefined, ["Zero", "One"], '{"Zero":0,"One":1}'],
  },
  {
    row: "4: a string enum is an object (declared as one, with --runtime-string-enum)",
    declared: "export declare enum StringEnum { Zero = 'Zero', One = 'One', }",
    tried: (it) => ({ ...it.StringEnum }),
    found: { Zero: "Zero", One: "One" },
  },
  {
    row: "5: a class without constructor",
    declared: "export declare class NoConstructor { static make(): NoConstructor }",
    tried: (it) => [
      it.NoConstructor.make() instanceof it.NoConstructor,
      told(() => new it.NoConstructor()),
    ],
    found: [true, "Error: Class contains no `constructor`, can not new it!"],
  },
  {
    row: "6: a field that is not writable",
    declared: "notWritable: number",
    declaredNot: "readonly notWritable",
    tried: (it) => told(() => Object.assign(it.Fields.make(), { notWritable: 5 })),
    found: "TypeError: Cannot set property notWritable of #<Fields> which has only a getter",
  },
  {
    row: "7: a skipped field is an argument of the constructor",
    declared: "constructor(first: number, last: string)",
    tried: (it) => [
      told(() => new it.SkippedArgument(1, "last")),
      new it.SkippedArgument(1, 2, "last").last,
    ],
    found: [
      "Error NumberExpected: Failed to convert napi value String into rust type `u32`",
      "last",
    ],
  },
  {
    row: "8: a skipped field of an object is wanted and given",
    declared: "export interface ObjectFields { /** Row 10",
    tried: (it) => [
      told(() => it.throughObjectFields({ fixed: 1 })),
      it.throughObjectFields({ fixed: 1, skipped: 2 }),
    ],
    found: ["Error InvalidArg: Missing field `skipped`", { fixed: 1, skipped: 2 }],
  },
  {
    row: "9: an optional field of a class is null",
    declared: "maybe?: number",
    tried: (it) => it.Fields.make().maybe,
    found: null,
  },
  {
    row: "10: an optional field of an object may be absent and not null; a nullable one the other way round",
    declared: "optional?: number",
    tried: (it) => [
      told(() => it.throughObjectFields({ fixed: 1, skipped: 2, optional: null })),
      told(() => it.throughNullableField({})),
      it.throughNullableField({ nullable: null }),
    ],
    found: [
      "Error NumberExpected: Failed to convert napi value Null into rust type `u32` on ObjectFields.optional",
      "Error InvalidArg: Missing field `nullable`",
      { nullable: null },
    ],
  },
  {
    row: "11: an invalid argument gives undefined",
    declared: "export declare function returnsIfInvalid(value: number): number",
    tried: (it) => it.returnsIfInvalid("text"),
    found: undefined,
  },
  {
    row: "12: an impl of a trait, or of a struct without #[napi], exports a class",
    declared: "",
    declaredNot: "Stray",
    tried: (it) => [typeof it.StrayTask, typeof it.StrayImpl, it.StrayImpl.stray()],
    found: ["function", "function", 1],
  },
  {
    row: "13: an impl outside of the namespace of its class makes a second class",
    declared: "export declare namespace apart {",
    declaredNot: "method(): number",
    tried: (it) => [
      Object.getOwnPropertyNames(it.Parted.prototype).sort(),
      Object.getOwnPropertyNames(it.apart.Parted.prototype).sort(),
    ],
    found: [
      ["constructor", "method"],
      ["constructor", "size"],
    ],
  },
  {
    row: "14: methods with no_export or skip_typescript are there",
    declared: "export declare class Fields {",
    declaredNot: "notExported",
    tried: (it) => [it.Fields.make().notExported(), it.Fields.make().untyped()],
    found: [1, 2],
  },
  {
    row: "15: two classes of one name: the constructor of one makes both",
    declared: "export declare function alphaClient(): alpha.Client",
    tried: (it) => [
      it.alphaClient() instanceof it.alpha.Client,
      it.alphaClient() instanceof it.beta.Client,
    ],
    found: [false, true],
  },
  {
    row: "16: classes that look the same are not",
    declared: "export declare function takesEmptyA(value: EmptyA): boolean",
    tried: (it) => [it.takesEmptyA(new it.EmptyA()), told(() => it.takesEmptyA(new it.EmptyB()))],
    found: [true, "Error InvalidArg: Value is not an instance of class `EmptyA`"],
  },
  {
    row: "17: a readonly field of an object can be written",
    declared: "readonly fixed: number",
    tried: (it) => {
      const value = it.throughObjectFields({ fixed: 1, skipped: 2 });
      return Object.assign(value, { fixed: 3 }).fixed;
    },
    found: 3,
  },
  {
    row: "18: a union of partly equal types is any",
    declared: "export declare function partlyEqualUnion(value: any): any",
    tried: (it) => [it.partlyEqualUnion("text"), told(() => it.partlyEqualUnion(true))],
    found: ["text", "Error InvalidArg: Value is none of these types `u32`, `f64`, `String`, "],
  },
  {
    row: "a class called without new gives the exports",
    declared: "export declare class RenamedClass {",
    tried: (it) => it.RenamedClass() === it,
    found: true,
  },
  {
    row: "functions have no length",
    declared: "export declare function add(left: number, right: number): number",
    tried: (it) => [it.add.length, it.add(1, 2)],
    found: [0, 3],
  },
  {
    row: "methods want their receiver",
    declared: "itself(): number",
    tried: (it) => {
      const { itself } = new it.RenamedClass();
      return told(() => itself());
    },
    found: "TypeError: Illegal invocation",
  },
  {
    row: "errors carry the status as their code",
    declared: "export declare function result(fails: boolean): number",
    tried: (it) => [told(() => it.result(true)), told(() => it.result("text"))],
    found: [
      "Error GenericFailure: it fails",
      "Error BooleanExpected: Failed to convert napi value into rust type `bool`",
    ],
  },
  {
    row: "a bare use_nullable is no",
    declared: "export interface NotNullable { size?: number }",
    tried: () => null,
    found: null,
  },
  {
    row: "an alias that is not napi's, and an import of another name, are declared nowhere",
    declared: "export declare function takesRenamed(id: RenamedId, plain: RenamedPlain): number",
    declaredNot: "type RenamedId",
    tried: (it) => it.plainAlias(7),
    found: 7,
  },
  {
    row: "what is used before it is declared has its Rust name",
    declared:
      "export declare function usesLater(object: LaterObject, level: LaterEnum, instance: LaterClass): LaterAlias",
    declaredNot: "type LaterObject",
    tried: (it) => typeof it.RenamedLaterEnum,
    found: "object",
  },
  {
    row: "a struct whose name another module has too takes its place",
    declared: "export declare function shapeOfOneAgain(): ShapeTwo",
    tried: (it) => it.shapeOfOneAgain(),
    found: { one: 1 },
  },
  {
    row: "a task whose impl comes later is a promise of the unknown",
    declared: "export declare function sumOfALaterTask(numbers: Array<number>): Promise<unknown>",
    tried: (it) => typeof it.LaterTask,
    found: "function",
  },
  {
    row: "cfg_attr on a member is taken without a look at its predicate",
    declared: "predicateIsIgnored(): number",
    tried: (it) => it.Conditional.make().predicateIsIgnored(),
    found: 10,
  },
  {
    row: "an alias leaves its namespace",
    declared: "export type InnerAlias = number",
    tried: (it) => Object.keys(it.inner).sort(),
    found: ["INNER_CONST", "InnerClass", "InnerEnum", "innerDouble"],
  },
  {
    row: "what the hook of the module adds is declared nowhere",
    declared: "",
    declaredNot: "addedByHook",
    tried: (it) => it.addedByHook,
    found: 1,
  },
];

/** What an error says, or that there was none. */
function told(work: () => unknown): string {
  try {
    return `no error: ${String(work())}`;
  } catch (error) {
    if (!(error instanceof Error)) return `no error: ${String(error)}`;
    const code = "code" in error ? ` ${String(error.code)}` : "";
    return `${error.constructor.name}${code}: ${error.message.split("\n")[0] ?? ""}`;
  }
}

describe("the d.ts and the addon", () => {
  test.each(facts.map((fact) => [fact.row, fact] as const))("%s", (_, fact) => {
    const { declared, declaredNot, tried, found } = fact;
    const text = torture.dts.replaceAll(/\s+/gu, " ");
    expect(text).toContain(declared);
    if (declaredNot !== undefined) expect(text).not.toContain(declaredNot);
    expect(tried(addon)).toEqual(found);
  });
});
