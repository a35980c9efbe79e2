/** Functions and constants in a `.d.ts`. */
import type { ConstItem, FunctionItem, Signature } from "../model/surface.js";
import { group, lines } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { printArrow, printSignature } from "../print/signature.js";
import { printType, printUnionOf } from "../print/type.js";
import type { FileContext } from "./file-context.js";
import { declare, itemDocs } from "./declare.js";

/** `export declare function f(…): R;`, once per overload; a constant where some targets lack it. */
export function declareFunction(item: FunctionItem, context: FileContext): Doc {
  if (item.missingOn.length > 0) return declareMissing(item, context);
  const printed = item.overloads.map((signature, index) => [
    index === 0 ? itemDocs(item) : "",
    declare(item, context, "function ", [printSignature(signature, context.name), ";"]),
  ]);
  return lines(printed);
}

/** `export declare const X: T;` */
export function declareConst(item: ConstItem, context: FileContext): Doc {
  const type =
    item.missingOn.length > 0
      ? {
          kind: "union" as const,
          members: [item.type, { kind: "keyword" as const, name: "undefined" as const }],
        }
      : item.type;
  return [
    itemDocs(item),
    group(declare(item, context, "const ", [": ", printType(type, context.name), ";"])),
  ];
}

function declareMissing(item: FunctionItem, context: FileContext): Doc {
  const arrows = item.overloads.map((signature) => ["(", arrow(signature, context), ")"]);
  const [only] = arrows;
  const callable =
    arrows.length === 1 && only !== undefined ? only : ["(", joinOverloads(arrows), ")"];
  const type = printUnionOf([callable, "undefined"]);
  return [itemDocs(item), group(declare(item, context, "const ", [": ", type, ";"]))];
}

function arrow({ parameters, returns, typeParameters }: Signature, context: FileContext): Doc {
  return printArrow({ parameters, returns }, context.name, typeParameters);
}

function joinOverloads(arrows: readonly Doc[]): Doc {
  return arrows.flatMap((one, index) => (index === 0 ? [one] : [" & ", one]));
}
