/** Rust docs → TSDoc. */
import type { SourceDocs } from "../model/manifest.js";
import type { Docs } from "../model/surface.js";
import { convertLinks, type LinkTarget } from "./doc-links.js";

export interface DocContext {
  /** What a Rust path in a link names, or null where that is not public. */
  readonly resolve: LinkTarget;
  /** Sentence about the codes that it throws; null where it throws none of its own. */
  readonly throws: string | null;
  /** Platforms that have it, where not all do. */
  readonly platform: string | null;
}

type Tag = Docs["tags"][number];

const sections: ReadonlyMap<string, "throws" | "example" | "remarks"> = new Map([
  ["error", "throws"],
  ["errors", "throws"],
  ["example", "example"],
  ["examples", "example"],
  ["panic", "remarks"],
  ["panics", "remarks"],
]);

/** Docs of an item or member; tags in the order in which they are printed. */
export function linkDocs(docs: SourceDocs, context: DocContext): Docs {
  const parts = splitSections(docs.text);
  const convert = (text: string): string => convertLinks(text.trim(), context.resolve);
  const section = (name: string): readonly string[] =>
    parts.sections.filter((one) => one.tag === name).map((one) => convert(one.text));

  const tags: Tag[] = [];
  const throws = [context.throws, ...section("throws")].filter(
    (text) => text !== null && text !== "",
  );
  if (throws.length > 0) tags.push({ name: "throws", text: throws.join("\n\n") });
  for (const text of section("example")) tags.push({ name: "example", text });
  for (const text of section("remarks")) tags.push({ name: "remarks", text });
  tags.push(...written(docs, "default"));
  const platforms = written(docs, "platform");
  if (platforms.length > 0) tags.push(...platforms);
  else if (context.platform !== null) tags.push({ name: "platform", text: context.platform });
  if (docs.deprecated !== null) tags.push({ name: "deprecated", text: convert(docs.deprecated) });
  if (docs.hidden || docs.tags.some((tag) => tag.name === "internal")) {
    tags.push({ name: "internal", text: "" });
  }
  return { text: convert(parts.text), tags };
}

function written(docs: SourceDocs, name: string): readonly Tag[] {
  return docs.tags.filter((tag) => tag.name === name).map((tag) => ({ name, text: tag.value }));
}

interface Section {
  readonly tag: string;
  readonly text: string;
}

/** Takes the sections that become tags out of the text; headings inside code blocks are code. */
function splitSections(text: string): {
  readonly text: string;
  readonly sections: readonly Section[];
} {
  const kept: string[] = [];
  const found: { tag: string; lines: string[] }[] = [];
  let target = kept;
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const mark = /^\s*(```+|~~~+)/u.exec(line)?.[1] ?? null;
    if (mark !== null) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
    const heading = fence === null ? /^#+\s+(.*?)\s*#*$/u.exec(line)?.[1] : undefined;
    if (heading !== undefined) {
      const tag = sections.get(heading.toLowerCase());
      target = kept;
      if (tag !== undefined) {
        target = [];
        found.push({ tag, lines: target });
        continue;
      }
    }
    target.push(line);
  }
  return {
    text: kept.join("\n"),
    sections: found.map(({ tag, lines }) => ({ tag, text: lines.join("\n") })),
  };
}
