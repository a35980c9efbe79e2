import { format } from "prettier";
import { expect, test } from "vitest";
import { firstSentence } from "../src/print/comment.js";
import { escapeMarkdown } from "../src/print/markdown.js";

const sentences = [
  "Uses `*` and `a_b`, **loudly** or *softly*, __so__ or _so_.",
  "A glob such as *.rs or a*b*c, and snake_case_names, _leading and trailing_.",
  "Generic over <T>, an array[0], a [link](https://example.com) and {@link readFile}.",
  "# no heading",
  "+ no list",
  "- no list",
  "1. no list",
  "> no quote",
  "a | b, 2 > 1, ~home~, R&D, back\\slash, 100% & more…",
  "Already \\*escaped\\* text.",
  "***",
  "See https://example.com/a_b_c?d=e_f for more.",
  "Uses ``code with ` in it`` here.",
  "Trailing star*",
  "!important ![alt](x.png)",
];

test.each(sentences)("%s: as prettier leaves it", async (sentence) => {
  const text = `- \`f()\`: ${escapeMarkdown(firstSentence(sentence))}\n`;
  expect(text).toBe(await format(text, { parser: "markdown", printWidth: 100 }));
});

test("a paragraph gives its first sentence on one line", () => {
  expect(firstSentence("Reads e.g. a\nfile. Then closes it.\n\nMore.")).toBe("Reads e.g. a file.");
  expect(firstSentence("")).toBe("");
});
