import type { ts } from "ts-morph";

import { reservedWords } from "../../model/known-names.js";
import { maskTexts } from "./mask.js";

/** A name as napi prints it: any `js_name`, and raw identifiers. */
const spelled = String.raw`(?<name>(?:r#)?[\p{ID_Continue}$-]+)`;

/** Where napi prints a name without quotes: after `export`, in a class, an interface or an enum, as a parameter. */
const places = [
  String.raw`^(?<head>[ \t]*export (?:declare )?(?:const enum|abstract class|enum|class|function|const|let|var|interface|type|namespace) )${spelled}(?=[\s(<:{=;])`,
  String.raw`^(?<head>[ \t]+(?:(?:readonly|static|get|set) )*)${spelled}(?=\??:|\(| =)`,
  String.raw`(?<head>[(,][ ]?)${spelled}(?=\??: )`,
].map((pattern) => new RegExp(pattern, "gmu"));

/** A text whose names the parser takes. */
export interface Respelled {
  /** As long as the original, so that every position holds. */
  readonly text: string;
  /** The names that were replaced, by the offset of their start. */
  readonly names: ReadonlyMap<number, string>;
}

/**
 * `export declare function delete` → `export declare function $elete`, `my-name` → `$y$name`, `r#type` → `$$type`:
 * napi prints such names, and the parser would lose what follows.
 */
export function respellNames(text: string): Respelled {
  const names = new Map<number, string>();
  const masked = maskTexts(text);
  const parts: string[] = [];
  for (const [index, place] of places.entries()) {
    for (const { groups = {}, index: start } of masked.matchAll(place)) {
      const written = groups["name"] ?? "";
      // Members may have the name of a reserved word.
      if (isIdentifier(written) && (index > 0 || !reservedWords.has(written))) continue;
      names.set(start + (groups["head"] ?? "").length, written);
    }
  }
  let end = 0;
  for (const [start, written] of [...names].toSorted(([left], [right]) => left - right)) {
    parts.push(text.slice(end, start), "$", written.slice(1).replaceAll(/[-#]/gu, "$"));
    end = start + written.length;
  }
  return { text: parts.join("") + text.slice(end), names };
}

/** Whether a parser takes the name, reserved words aside. */
export function isIdentifier(written: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(written);
}

/** Gives a name as the file spells it, where the parser was given another. */
export function spelling(
  names: ReadonlyMap<number, string>,
  source: ts.SourceFile,
): (name: ts.Node & { readonly text: string }) => string {
  if (names.size === 0) return ({ text }) => text;
  return (name) => names.get(name.getStart(source)) ?? name.text;
}
