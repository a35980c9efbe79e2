/** `README.md`: the API at a glance. */
import type { Item, Surface } from "../model/surface.js";
import { firstSentence } from "../print/comment.js";
import { escapeMarkdown } from "../print/markdown.js";
import { hasFactory } from "./exported-names.js";

export function emitReadme(surface: Surface): string {
  const { package: info } = surface;
  const sections = [`# ${escapeMarkdown(info.name)}`];
  if (info.description !== null) sections.push(escapeMarkdown(firstSentence(info.description)));
  sections.push(
    "Written by ferrotype from the Rust sources of the addon; the types and their comments are the reference.",
  );
  for (const module of [null, ...surface.modules]) {
    const items = surface.items.filter((item) => item.module === module && !isInternal(item));
    if (items.length === 0) continue;
    const path = module === null ? info.name : `${info.name}/${module}`;
    sections.push(`## \`${path}\``, items.map(entry).join("\n"));
  }
  return `${sections.join("\n\n")}\n`;
}

function entry(item: Item): string {
  const summary = escapeMarkdown(firstSentence(item.docs.text));
  const missing = item.missingOn.length > 0 ? " Not on all targets." : "";
  const deprecated = item.docs.tags.some((tag) => tag.name === "deprecated") ? " Deprecated." : "";
  const text = `${summary}${deprecated}${missing}`.trim();
  return `- \`${title(item)}\`${text === "" ? "" : `: ${text}`}`;
}

function title(item: Item): string {
  switch (item.kind) {
    case "function": {
      const parameters = item.overloads[0]?.parameters ?? [];
      const names = parameters.map(
        ({ name, optional, rest }) => `${rest ? "..." : ""}${name}${optional ? "?" : ""}`,
      );
      return `${item.name}(${names.join(", ")})`;
    }
    case "class":
      return `class ${item.name}`;
    case "interface":
    case "alias":
      return `type ${item.name}`;
    case "enum":
      return `enum ${item.name}`;
    case "brand":
      return hasFactory(item) ? `brand ${item.name}` : `type ${item.name}`;
    case "const":
      return `const ${item.name}`;
    case "error":
      return `error ${item.name}`;
  }
}

function isInternal(item: Item): boolean {
  return item.docs.tags.some((tag) => tag.name === "internal");
}
