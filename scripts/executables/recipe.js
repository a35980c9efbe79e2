/** The recipes of docs/executables.md, as they stand there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";

/**
 * The recipe of this name.
 * @param {string} name
 * @returns {import("./recipe.d.ts").Recipe}
 */
export function readRecipe(name) {
  const page = readFileSync(join(root, "docs/executables.md"), "utf8");
  const [, after] = page.split(`<!-- recipe: ${name} -->`);
  if (after === undefined) throw new Error(`docs/executables.md has no recipe ${name}`);
  const [section = ""] = after.split("\n## ");
  const blocks = [...section.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].map(
    ([, language = "", text = ""]) => ({ language, text }),
  );
  return {
    name,
    imports: blocks
      .filter(({ language }) => language === "js")
      .map(({ text }) => text)
      .join(""),
    steps: blocks
      .filter(({ language }) => language === "sh" || language === "json")
      .map(({ language, text }) => (language === "sh" ? { commands: text } : { config: text })),
  };
}
