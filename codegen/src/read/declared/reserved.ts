import { reservedWords } from "./known-names.js";

const exportOfWord =
  /^(?<head>[ \t]*export (?:declare )?(?:const enum|abstract class|enum|class|function|const|let|var|interface|type|namespace) )(?<word>[a-z]+)(?=[\s(<:{=;])/gmu;

/** A text whose exports all have names that the parser takes. */
export interface Respelled {
  /** As long as the original, so that every position holds. */
  readonly text: string;
  /** The words that were replaced, by the offset of their start. */
  readonly words: ReadonlyMap<number, string>;
}

/** `export declare function delete` → `export declare function $elete`: the parser would lose what follows. */
export function respellReserved(text: string): Respelled {
  const words = new Map<number, string>();
  const respelled = text.replaceAll(exportOfWord, (...match) => {
    const groups = match.at(-1) as { readonly head: string; readonly word: string };
    const offset = match.at(-3) as number;
    if (!reservedWords.has(groups.word)) return groups.head + groups.word;
    words.set(offset + groups.head.length, groups.word);
    return `${groups.head}$${groups.word.slice(1)}`;
  });
  return { text: respelled, words };
}
