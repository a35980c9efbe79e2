/**
 * `enums`, `brands` and `errors`: what can be imported without the addon being loaded. Their declarations are files of
 * their own, their values lie together in `native-free.js`: modules use all of them, and each file that an import reads
 * costs half a millisecond.
 */
import type { Item, Surface } from "../model/surface.js";
import { specifiers } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { callExpression, objectExpression, printAssignment } from "../print/expression.js";
import type { CallExpression } from "../print/expression.js";
import { printFile } from "../print/file.js";
import { quote } from "../print/names.js";
import { createScope } from "../print/scope.js";
import type { Scope } from "../print/scope.js";
import { declareBrand, declareEnum, declareError } from "./declare-shared.js";
import type { EmittedFile } from "./emitted-file.js";
import { toEmittedFile } from "./emitted-file.js";
import { exportedNames } from "./exported-names.js";
import { openFile, runtimePackage } from "./file-context.js";
import type { FileContext } from "./file-context.js";
import type { FileStem, Homes } from "./homes.js";
import { nativeFree, runtimeHelpers } from "./homes.js";
import { nativeFreeValue, printReexports } from "./reexports.js";
import type { Reexport } from "./reexports.js";

export function emitShared(
  surface: Surface,
  homes: Homes,
  header: readonly string[],
  file: FileStem,
): EmittedFile {
  const items = surface.items.filter((item) => homes.of(item).file === file);
  const names = items.flatMap((item) => exportedNames(item, homes.of(item).name));
  const context = openFile(
    surface,
    homes,
    file,
    names.map(({ name }) => name),
  );
  const types = printFile({
    header,
    references: [...context.references].sort(),
    scope: context.scope,
    body: [...items.map((item) => declareShared(item, context)), "export {};"],
  });
  const values = names
    .filter(({ value }) => value)
    .map(({ name }): Reexport => ({
      ...nativeFreeValue(homes, file, name),
      as: name,
      value: true,
    }));
  const body: readonly Doc[] =
    values.length > 0 ? printReexports(values, "values") : ["export {};"];
  const script = printFile({ header, references: [], scope: createScope([]), body }).text;
  return toEmittedFile(file, script, { ...types, marker: context.marker });
}

/**
 * `native-free.js`: the values of all three, and the helpers that files which load the addon call: to resolve a package
 * costs more than to read a file, so that one file does it for all.
 */
export function emitNativeFree(surface: Surface, homes: Homes, header: readonly string[]): string {
  const values = surface.items.flatMap((item) => {
    const { file, name: own } = homes.of(item);
    if (!nativeFree.includes(file)) return [];
    const name = exportedNames(item, own).find(({ value }) => value)?.name;
    return name === undefined ? [] : [{ item, name, local: homes.nativeFreeName(file, name) }];
  });
  const scope = createScope(values.map(({ local }) => local));
  const body = values.map(({ item, name, local }): Doc => {
    const value = { ...valueOf(item, name, scope), pure: true };
    return printAssignment(`export const ${scope.declaredAs(local)}`, value);
  });
  body.push(["export ", specifiers(runtimeHelpers), ` from ${quote(runtimePackage)};`]);
  return printFile({ header, references: [], scope, body }).text;
}

function declareShared(item: Item, context: FileContext): Doc {
  switch (item.kind) {
    case "enum":
      return declareEnum(item, context);
    case "brand":
      return declareBrand(item, context);
    case "error":
      return declareError(item, context);
    default:
      throw new Error(`${item.id} needs the addon`);
  }
}

function valueOf(item: Item, name: string, scope: Scope): CallExpression {
  const runtime = (helper: string): Doc =>
    scope.imported({ from: runtimePackage, name: helper, typeOnly: false });
  switch (item.kind) {
    case "enum": {
      const members = item.members.map((member) => [member.name, member.value] as const);
      return callExpression([scope.global("Object"), ".freeze"], objectExpression(members));
    }
    case "brand":
      return callExpression(runtime("brand"), name, item.check);
    case "error":
      return callExpression(
        runtime("errorGuard"),
        item.codes.map(({ code }) => code),
      );
    default:
      throw new Error(`${item.id} needs the addon`);
  }
}
