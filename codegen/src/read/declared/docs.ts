import type { ts } from "ts-morph";

/** The last `/** … *\/` before a node, its stars and indent taken off and napi's `*\\/` undone; empty without one. */
export function docsOf(source: ts.SourceFile, node: ts.Node): string {
  const trivia = source.text.slice(node.pos, node.getStart(source));
  const end = trivia.lastIndexOf("*/");
  const start = trivia.lastIndexOf("/**", end);
  if (end === -1 || start === -1 || start + 3 > end) return "";
  const lines = trivia
    .slice(start + 3, end)
    .split(/\r?\n/u)
    .map((line, index) => (index === 0 ? line.trim() : line.replace(/^\s*\*? ?/u, "").trimEnd()));
  return lines.join("\n").trim().replaceAll("*\\/", "*/");
}
