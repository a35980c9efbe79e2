/** One file of type tests: the names it mentions and the assertions in it. */
import { platformTypes } from "../model/known-names.js";
import type { Manifest } from "../model/manifest.js";
import type { TsType, TypeName } from "../model/type.js";
import { group, hardline, ifBreak, indent, lines, softline } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { printFile } from "../print/file.js";
import { createScope } from "../print/scope.js";
import { printArguments } from "../print/type.js";
import type { PrintName } from "../print/type.js";
import type { TypeContext } from "../types/context.js";
import type { ExportedItem, ExportedItems } from "./exported-items.js";

export interface TestFile {
  readonly manifest: Manifest;
  readonly types: TypeContext;
  readonly exported: ExportedItems;
  /** Classes to which a header gives members that the source does not know, by key. */
  readonly extended: ReadonlySet<string>;
  /** Names what a type mentions, imported from the package under test. */
  readonly name: PrintName;
  /** An export of the package as a value. */
  value(item: ExportedItem, name?: string): Doc;
  /** An export of the package as a type. */
  type(item: ExportedItem, name?: string): Doc;
  /** A type of the runtime. */
  runtime(name: Extract<TypeName, { kind: "runtime" }>["name"]): Doc;
  /** The `typeof import(…)` of an entry point. */
  specifier(entry: string | null): string;
  /** `expectType<type>(value);` */
  expectType(type: Doc, value: Doc): Doc;
  /** The same for a type of the model. */
  expect(type: TsType, value: Doc): Doc;
  /** `takes<all>(valueOf<type>());`: the type is part of all. */
  expectAmong(type: TsType, all: Doc): Doc;
  print(header: readonly string[], body: readonly Doc[]): string;
}

export function openTestFile(
  manifest: Manifest,
  types: TypeContext,
  exported: ExportedItems,
  extended: ReadonlySet<string>,
): TestFile {
  const scope = createScope(["takes", "valueOf"]);
  const references = new Set<string>();
  const byKey = new Map(exported.items.map((item) => [item.key, item]));
  const specifier = (entry: string | null): string =>
    entry === null ? manifest.crate.package : `${manifest.crate.package}/${entry}`;
  const mention = (item: ExportedItem, name: string, typeOnly: boolean): Doc =>
    scope.imported({ from: specifier(item.entry), name, typeOnly });
  const runtime = (name: string): Doc =>
    scope.imported({ from: "@ferrotype/runtime", name, typeOnly: true });
  const name: PrintName = (mentioned) => {
    switch (mentioned.kind) {
      case "item": {
        const item = byKey.get(mentioned.id);
        if (item === undefined) throw new Error(`${mentioned.id} is not exported`);
        return mention(item, item.name, true);
      }
      case "runtime":
        return runtime(mentioned.name);
      case "global":
      case "node": {
        const [head = mentioned.name] = mentioned.name.split(".");
        if (mentioned.kind === "node" || platformTypes.has(head)) references.add('types="node"');
        return [scope.global(head), mentioned.name.slice(head.length)];
      }
      case "unresolved":
        throw new Error(`${mentioned.name} cannot be proved`);
    }
  };
  const call = (type: Doc, value: Doc): Doc => [
    scope.imported({ from: "tsd", name: "expectType", typeOnly: false }),
    type,
    group(["(", indent([softline, value]), ifBreak(","), softline, ")"]),
    ";",
  ];
  return {
    manifest,
    types,
    exported,
    extended,
    name,
    value: (item, exportName = item.name) => mention(item, exportName, false),
    type: (item, exportName = item.name) => mention(item, exportName, true),
    runtime,
    specifier,
    expectType: (type, value) => call(group(["<", indent([softline, type]), softline, ">"]), value),
    expect: (type, value) => call(printArguments([type], name), value),
    expectAmong: (type, all) => {
      const known = ["valueOf", printArguments([type], name), "()"];
      return [
        ["takes<", all, ">"],
        group(["(", indent([softline, known]), ifBreak(","), softline, ")"]),
        ";",
      ];
    },
    print: (header, body) =>
      printFile({
        header,
        references: [...references],
        scope,
        body: [
          lines([
            "declare function valueOf<T>(): T;",
            "declare function takes<T>(value: T): void;",
          ]),
          ...body,
        ],
      }).text,
  };
}

/** `valueOf<type>()` */
export function valueOf(type: Doc): Doc {
  return ["valueOf", group(["<", indent([softline, type]), softline, ">"]), "()"];
}

/** A statement that the compiler must refuse. */
export function refused(reason: string, statement: Doc): Doc {
  return [`// @ts-expect-error ${reason}`, hardline, statement];
}
