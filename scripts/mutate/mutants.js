/** All mutants of a declaration file. */
import ts from "typescript";

import { mutations } from "./mutations.js";

/** @typedef {{ kind: string, line: number, was: string, text: string }} Mutant `text` is the whole broken file */

/**
 * @param {string} name of the file
 * @param {string} text
 * @returns {Mutant[]} in the order of the file
 */
export function mutantsOf(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const mutants = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    for (const [kind, mutate] of Object.entries(mutations)) {
      const edits = node === file ? null : mutate(node, file);
      if (edits === null) continue;
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      const [was = ""] = node.getText(file).split("\n");
      mutants.push({ kind, line: line + 1, was, text: applyEdits(text, edits) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** @param {string} text @param {import("./mutations.js").Edit[]} edits */
function applyEdits(text, edits) {
  const fromBack = edits.toSorted((a, b) => b.start - a.start);
  return fromBack.reduce(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  );
}
