/** Assertions about functions and constants: the whole type. */
import type { SourceConst, SourceFunction } from "../model/manifest.js";
import type { Doc } from "../print/document.js";
import { printArrow } from "../print/signature.js";
import { toTypeScript } from "../types/rust-type.js";
import { toShapes, type SignatureShape } from "../types/signature.js";
import { union } from "../types/tree.js";
import type { ExportedItem } from "./exported-items.js";
import { isProved, isProvedSignature } from "./proved.js";
import type { TestFile } from "./test-file.js";
import { valueOf } from "./test-file.js";

export function expectFunction(
  item: ExportedItem,
  source: SourceFunction,
  file: TestFile,
): readonly Doc[] {
  const [signature, ...overloads] = toShapes(source, file.types);
  // Which type of function overloads are, no arrow can say.
  if (signature === undefined || overloads.length > 0) return [];
  const others = item.twins.flatMap((twin) =>
    twin.kind === "function" && twin !== source ? toShapes(twin, file.types) : [],
  );
  const textOf = ({ parameters, returns }: SignatureShape): string =>
    JSON.stringify([parameters, returns]);
  const same = others.every((other) => textOf(other) === textOf(signature));
  if (!same || source.macro || !isProvedSignature(signature)) return [];
  const arrow = printArrow(signature, file.name, signature.typeParameters);
  return [file.expectType(arrow, present(item, file))];
}

export function expectConst(
  item: ExportedItem,
  source: SourceConst,
  file: TestFile,
): readonly Doc[] {
  const twins = item.twins.flatMap((twin) => (twin.kind === "const" ? [twin] : []));
  const type = union(
    ...twins.map((twin) => toTypeScript(twin.type, { at: "value", direction: "out" }, file.types)),
  );
  if (source.macro || !isProved(type)) return [];
  return [file.expect(type, present(item, file))];
}

/** The export; where some targets lack it, what it is where it is. */
function present(item: ExportedItem, file: TestFile): Doc {
  const value = file.value(item);
  return item.missing ? valueOf(["NonNullable<typeof ", value, ">"]) : value;
}
