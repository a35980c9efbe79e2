/** Docs of something that is there before and after: deprecation and defaults apart, everything else at once. */
import type { Docs } from "../model/surface.js";
import type { Found } from "./change.js";

export function compareDocs(name: string, before: Docs, after: Docs): readonly Found[] {
  const found: Found[] = [];
  const wasDeprecated = tagOf(before, "deprecated");
  const isDeprecated = tagOf(after, "deprecated");
  if (wasDeprecated === null && isDeprecated !== null) {
    found.push({
      kind: "deprecated",
      name,
      ...(isDeprecated === "" ? {} : { after: isDeprecated }),
    });
  } else if (wasDeprecated !== null && isDeprecated === null) {
    found.push({ kind: "undeprecated", name });
  }
  const oldDefault = tagOf(before, "default");
  const newDefault = tagOf(after, "default");
  // One that is told for the first time, or no longer, says nothing of what was done before.
  if (oldDefault !== null && newDefault !== null && oldDefault !== newDefault) {
    found.push({ kind: "default-changed", name, before: oldDefault, after: newDefault });
  }
  return found.length === 0 && textOf(before) !== textOf(after)
    ? [{ kind: "docs-changed", name }]
    : found;
}

/** The text of a tag; null where there is none. */
export function tagOf(docs: Docs, name: string): string | null {
  const tag = docs.tags.find((one) => one.name === name);
  // A default is written as code, or not.
  return tag === undefined ? null : tag.text.trim().replace(/^`(.*)`$/u, "$1");
}

function textOf({ text, tags }: Docs): string {
  return JSON.stringify([text.trim(), ...tags.map((tag) => [tag.name, tag.text.trim()])]);
}
