/** Doc comments. */
import type { Docs } from "../model/surface.js";
import { hardline, join } from "./document.js";
import type { Doc } from "./document.js";
import { withoutMarks } from "./marks.js";

/** `/** … *\/` with a line break after it, or nothing where there is nothing to say. */
export function printDocs(docs: Docs, extraTags: Docs["tags"] = []): Doc {
  const sections: string[][] = [];
  const text = commentLines(docs.text);
  if (text.length > 0) sections.push(text);
  const tags = [...docs.tags, ...extraTags].flatMap((tag) => tagLines(tag));
  if (tags.length > 0) sections.push(tags);
  return printCommentLines(
    sections.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines])),
  );
}

/** A doc comment of the given lines. */
function printCommentLines(lines: readonly string[]): Doc {
  const [only] = lines;
  if (only === undefined) return "";
  if (lines.length === 1) return [`/** ${only} */`, hardline];
  const body = lines.map((text) => (text === "" ? " *" : ` * ${text}`));
  return [join(hardline, ["/**", ...body, " */"]), hardline];
}

/** The first sentence of a text, on one line. */
export function firstSentence(text: string): string {
  const paragraph = text.trim().split(/\n\s*\n/, 1)[0] ?? "";
  const flat = withoutMarks(paragraph).replace(/\s+/g, " ").trim();
  const end = /[.!?](?=\s+[\p{Lu}`"'([{])/u.exec(flat);
  return end === null ? flat : flat.slice(0, end.index + 1);
}

function tagLines(tag: Docs["tags"][number]): readonly string[] {
  const [first, ...rest] = commentLines(tag.text);
  if (first === undefined) return [`@${tag.name}`];
  // A code block starts on its own line, or editors do not see it.
  if (first.startsWith("```")) return [`@${tag.name}`, first, ...rest];
  return [`@${tag.name} ${first}`, ...rest];
}

/** The lines of a text as they may stand in a comment. */
function commentLines(text: string): string[] {
  const safe = withoutMarks(text).replaceAll("*/", "*\\/");
  const lines = safe.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
