/** The changes as a piece of a changelog. */
import { bumpOf, bumpVersion, isEnough, neededBump } from "./bump.js";
import type { Change } from "./change.js";
import type { SurfaceDiff } from "./diff.js";
import type { Heading } from "./change-kind.js";

const headings: readonly Heading[] = [
  "Breaking",
  "Added",
  "Changed",
  "Deprecated",
  "Documentation",
  "Package",
];

/** Markdown in the form of a changelog; `base` is what the older side is called (`v1.2.0`). */
export function renderMarkdown(diff: SurfaceDiff, base: string): string {
  const { package: name, before, after, changes } = diff;
  const title = `## ${name} ${before === after ? after : `${before} → ${after}`}`;
  if (changes.length === 0) return `${title}\n\nNothing changed since ${base}.\n`;
  const sections = headings.flatMap((heading) => {
    const under = changes.filter((change) => change.heading === heading);
    return under.length === 0 ? [] : [`### ${heading}\n\n${renderSection(heading, under)}`];
  });
  return `${[title, renderLead(diff, base), ...sections].join("\n\n")}\n`;
}

function renderLead({ before, after, level, changes }: SurfaceDiff, base: string): string {
  const count = (of: Change["level"]): number =>
    changes.filter((change) => change.level === of).length;
  const parts = (["breaking", "minor", "patch"] as const).flatMap((each) =>
    count(each) === 0 ? [] : [`${count(each)} ${each}`],
  );
  const total = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  const counted = `${total} since ${base}: ${parts.join(", ")}.`;
  const needed = neededBump(level, before);
  const bump = bumpOf(before, after);
  const zero = before.startsWith("0.")
    ? " (0.x: a minor step may break, a patch step may add)"
    : "";
  if (needed === "none") return counted;
  const wanted = `This needs ${bumpVersion(before, needed)} or later${zero}`;
  const done = bump !== null && isEnough(bump, needed) ? "" : `; the version is ${after}`;
  return `${counted} ${wanted}${done}.`;
}

function renderSection(heading: Heading, changes: readonly Change[]): string {
  const isText = (change: Change): boolean =>
    heading === "Documentation" && change.kind === "docs-changed";
  const lines = fold(changes.filter((change) => !isText(change))).map(renderGroup);
  // What is only said in other words is a list of names.
  const names = changes.filter(isText).map(({ name }) => code(name));
  if (names.length > 0) lines.push(`- Other documentation: ${names.join(", ")}.`);
  return lines.join("\n");
}

/** Many codes of an error, or values of an enum, are told at once. */
function fold(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups = new Map<string, Change[]>();
  for (const [index, change] of changes.entries()) {
    const { kind, module, name } = change;
    const isPart = /^(?:enum-value|error-code)-/u.test(kind);
    const key = JSON.stringify(isPart ? [kind, module, ownerOf(name)] : index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].flatMap((group) =>
    group.length >= FOLDED_FROM ? [group] : group.map((change) => [change]),
  );
}

const FOLDED_FROM = 4;

function renderGroup([first, ...more]: readonly Change[]): string {
  if (first === undefined) return "";
  const { module, name, what, before, after, means } = first;
  const place = module === null ? "" : `**${module}** `;
  const advice = means === null ? "" : ` ${means}`;
  if (more.length > 0) {
    const parts = [first, ...more].map((each) => code(each.name.slice(ownerOf(name).length + 1)));
    return `- ${place}${code(ownerOf(name))}: each of ${parts.join(", ")} ${what}.${advice}`;
  }
  const shown = [before, after].flatMap((text) => (text === null ? [] : [code(text)]));
  const texts = shown.length === 0 ? "" : `: ${shown.join(" → ")}`;
  return `- ${place}${code(name)} ${what}${texts}.${advice}`;
}

function ownerOf(name: string): string {
  return name.split(".", 1)[0] ?? name;
}

/** Inline code, whatever backquotes it holds. */
function code(text: string): string {
  if (!text.includes("`")) return `\`${text}\``;
  const longest = Math.max(...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}
