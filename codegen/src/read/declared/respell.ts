import type { ts } from "ts-morph";

import { reservedWords } from "../../model/known-names.js";

const exportOfName =
  /^(?<head>[ \t]*export (?:declare )?(?:const enum|abstract class|enum|class|function|const|let|var|interface|type|namespace) )(?<name>[\p{ID_Continue}$-]+)(?=[\s(<:{=;])/gmu;

/** A text whose exports all have names that the parser takes. */
export interface Respelled {
  /** As long as the original, so that every position holds. */
  readonly text: string;
  /** The names that were replaced, by the offset of their start. */
  readonly names: ReadonlyMap<number, string>;
}

/**
 * `export declare function delete` → `export declare function $elete`, `my-name` → `my$name`: napi prints such names,
 * and the parser would lose what follows.
 */
export function respellNames(text: string): Respelled {
  const names = new Map<number, string>();
  const respelled = text.replaceAll(exportOfName, (...match) => {
    const groups = match.at(-1) as { readonly head: string; readonly name: string };
    const offset = match.at(-3) as number;
    const { head, name } = groups;
    if (!reservedWords.has(name) && !name.includes("-")) return head + name;
    names.set(offset + head.length, name);
    return `${head}$${name.slice(1).replaceAll("-", "$")}`;
  });
  return { text: respelled, names };
}

/** The name as the file spells it. */
export function originalName(
  names: ReadonlyMap<number, string>,
  source: ts.SourceFile,
  node: ts.Identifier,
): string {
  return names.get(node.getStart(source)) ?? node.text;
}
