/** A module, or the package index: `<name>.js` and `<name>.d.ts`. */
import type { Item, Surface } from "../model/surface.js";
import { specifiers } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { callExpression, nameExpression, printAssignment } from "../print/expression.js";
import type { Expression } from "../print/expression.js";
import { printFile } from "../print/file.js";
import { isDeclarable, quote } from "../print/names.js";
import { createScope } from "../print/scope.js";
import type { Scope } from "../print/scope.js";
import { declareClass } from "./declare-class.js";
import { declareConst, declareFunction } from "./declare-function.js";
import { declareAlias, declareInterface } from "./declare-interface.js";
import {
  addonName,
  bindingName,
  helpersFile,
  nativeExport,
  pureNativeExport,
  wrappedClass,
} from "./emit-binding.js";
import type { EmittedFile } from "./emitted-file.js";
import { toEmittedFile } from "./emitted-file.js";
import { openFile } from "./file-context.js";
import type { FileContext } from "./file-context.js";
import type { FileStem, Homes } from "./homes.js";
import { indexFile } from "./homes.js";
import type { Reexport } from "./reexports.js";
import { printReexports } from "./reexports.js";
import { classTable, wrapSpec } from "./wrapping.js";

export interface ModuleParts {
  readonly surface: Surface;
  readonly homes: Homes;
  readonly header: readonly string[];
  readonly file: FileStem;
  /** Items whose home this file is. */
  readonly items: readonly Item[];
  readonly reexports: readonly Reexport[];
}

export function emitModule(parts: ModuleParts): EmittedFile {
  return toEmittedFile(parts.file, emitScript(parts), emitTypes(parts));
}

function emitTypes({ surface, homes, header, file, items, reexports }: ModuleParts) {
  const context = openFile(
    surface,
    homes,
    file,
    items.map((item) => homes.of(item).name),
  );
  const body = items.map((item) => declareItem(item, context));
  body.push(...renamedExports(items, homes, context.scope));
  body.push(...printReexports(reexports, "types"), "export {};");
  const printed = printFile({
    header,
    references: [...context.references].sort(),
    scope: context.scope,
    body,
  });
  return { ...printed, marker: context.marker };
}

function declareItem(item: Item, context: FileContext): Doc {
  switch (item.kind) {
    case "function":
      return declareFunction(item, context);
    case "class":
      return declareClass(item, context);
    case "const":
      return declareConst(item, context);
    case "interface":
      return declareInterface(item, context);
    case "alias":
      return declareAlias(item, context);
    case "enum":
    case "brand":
    case "error":
      throw new Error(`${item.id} belongs into a file that loads no addon`);
  }
}

function emitScript({ homes, header, file, items, reexports }: ModuleParts): string {
  const values = items.filter((item) => ["function", "class", "const"].includes(item.kind));
  const wrappedClasses = values.flatMap((item): Reexport[] => {
    const binding = item.kind === "class" ? bindingName(item, homes) : null;
    return binding === null
      ? []
      : [{ from: "./binding.js", name: binding, as: homes.of(item).name, value: true }];
  });
  const own = values.filter((item) => item.kind !== "class" || bindingName(item, homes) === null);
  const scope = createScope(own.map((item) => homes.of(item).name));
  const declarations = own.map((item) => {
    const name = homes.of(item).name;
    const local = scope.declaredAs(name);
    const value = valueOf(item, file === indexFile, scope);
    return printAssignment(`${local === name ? "export " : ""}const ${local}`, value);
  });
  const body = [
    ...declarations,
    ...renamedExports(own, homes, scope),
    ...printReexports([...wrappedClasses, ...reexports], "values"),
  ];
  // A module of types alone is still a module.
  if (body.length === 0) body.push("export {};");
  return printFile({ header, references: [], scope, body }).text;
}

function valueOf(item: Item, inIndex: boolean, scope: Scope): Expression {
  const addon = scope.imported({ from: "./binding.js", name: addonName, typeOnly: false });
  // For a bundler, `addon.name` has side effects, and what has some stays in a bundle. The index is imported for an
  // enum alone too, and must not load the addon then; any other file is dropped whole.
  const native = inIndex ? pureNativeExport(addon, item, scope) : nativeExport(addon, item);
  const table = item.kind === "class" ? classTable(item) : null;
  // Not pure: functions of the module hand out instances too.
  if (item.kind === "class" && table !== null) return wrappedClass(item, table, addon, scope);
  const signature = item.kind === "function" ? item.overloads[0] : undefined;
  const spec = signature === undefined ? null : wrapSpec(item.name, signature.wrapping);
  if (spec === null) return native;
  const wrap = scope.imported({ from: helpersFile, name: "wrap", typeOnly: false });
  const needsAddon = signature !== undefined && signature.wrapping.cancel !== null;
  const call = callExpression(wrap, native, spec, ...(needsAddon ? [nameExpression(addon)] : []));
  return { ...call, pure: true };
}

/** `export { delete_ as delete };` for names that no declaration can have. */
function renamedExports(items: readonly Item[], homes: Homes, scope: Scope): readonly Doc[] {
  const renamed = items
    .map((item) => homes.of(item).name)
    .filter((name) => scope.declaredAs(name) !== name)
    .map((name) => `${scope.declaredAs(name)} as ${isDeclarable(name) ? name : exportName(name)}`);
  return renamed.length === 0 ? [] : [["export ", specifiers(renamed), ";"]];
}

function exportName(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quote(name);
}
