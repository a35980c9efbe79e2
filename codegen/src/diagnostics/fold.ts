/** Findings that say the same of several things become one block. */
import type { Diagnostic, Span } from "./diagnostic.js";

export interface Block {
  /** Shown in full. */
  readonly first: Diagnostic;
  /** The things that the same is said of; empty in a block of one. */
  readonly others: readonly { readonly name: string; readonly place: Span | null }[];
}

/** Fewer than this stay apart. */
const least = 3;

/** Blocks in the order of their first findings. */
export function foldDiagnostics(sorted: readonly Diagnostic[]): readonly Block[] {
  const kinds = new Map<string, Diagnostic[]>();
  for (const finding of sorted) {
    const kind = kindOf(finding);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [finding]);
    else known.push(finding);
  }
  const blocks: Block[] = [];
  const told = new Set<string>();
  for (const finding of sorted) {
    const kind = kindOf(finding);
    const alike = kinds.get(kind) ?? [];
    if (alike.length < least) blocks.push({ first: finding, others: [] });
    else if (!told.has(kind)) {
      told.add(kind);
      const others = alike
        .slice(1)
        .map((each) => ({ name: subjectOf(each) ?? each.message, place: each.primary }));
      blocks.push({ first: finding, others });
    }
  }
  return blocks;
}

/** Code, message and help with the thing that they are about, and names made of it, taken out. */
function kindOf(finding: Diagnostic): string {
  const subject = subjectOf(finding);
  const blank = (text: string | null): string | null =>
    subject === null || text === null
      ? text
      : text.replaceAll(
          /`([^`]*)`/gu,
          (_, inner: string) => `\`${withoutSubject(inner, subject)}\``,
        );
  return JSON.stringify([finding.code, blank(finding.message), blank(finding.help)]);
}

/** What a message names first. */
function subjectOf({ message }: Diagnostic): string | null {
  return /`([^`]*)`/u.exec(message)?.[1] ?? null;
}

function withoutSubject(name: string, subject: string): string {
  return isNamedAlike(name, subject) ? "…" : name.replaceAll(subject, "…");
}

/** `search::read_file` and `readFile`. */
function isNamedAlike(one: string, other: string): boolean {
  return lastWord(one) === lastWord(other);
}

function lastWord(name: string): string {
  return (name.split(/::|\./u).at(-1) ?? name).replaceAll("_", "").toLowerCase();
}
