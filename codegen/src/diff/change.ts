/** One difference between two surfaces. */
import { compareText } from "../types/groups.js";
import type { ChangeKind, Heading, Level } from "./change-kind.js";
import { kinds } from "./kinds.js";

/** What a comparer found; the table of kinds says what it means. */
export interface Found {
  readonly kind: ChangeKind;
  /** `readFile`, `Process.kill`, `GrepOptions.depth`. */
  readonly name: string;
  /** What of it: a parameter, a target, a module. */
  readonly subject?: string;
  /** In TypeScript's spelling. */
  readonly before?: string;
  readonly after?: string;
}

export interface Change {
  readonly kind: ChangeKind;
  readonly level: Level;
  readonly heading: Heading;
  /** Null is the package index; for the package as a whole too. */
  readonly module: string | null;
  readonly name: string;
  /** What changed, in words. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Why it is breaking and what a caller does; null where there is nothing to do. */
  readonly means: string | null;
}

/** Says what a finding means. What is `@internal` promises nothing, so a change of it is a patch. */
export function classify(found: Found, module: string | null, internal: boolean): Change {
  const { level, heading, says, means } = kinds[found.kind];
  const demoted = internal && level !== "patch";
  return {
    kind: found.kind,
    level: demoted ? "patch" : level,
    heading: level === "breaking" && !demoted ? "Breaking" : heading,
    module,
    name: found.name,
    what: says.replaceAll("$", () => (found.subject === undefined ? "it" : `\`${found.subject}\``)),
    before: found.before ?? null,
    after: found.after ?? null,
    means: demoted ? "It is `@internal`, and promised nothing." : means,
  };
}

const ranks: Readonly<Record<Level, number>> = { breaking: 0, minor: 1, patch: 2 };

/** The gravest level; null where nothing changed. */
export function greatestLevel(changes: readonly Change[]): Level | null {
  return changes.reduce<Level | null>(
    (greatest, { level }) =>
      greatest === null || ranks[level] < ranks[greatest] ? level : greatest,
    null,
  );
}

/** The gravest first, then by module and name; equal places keep their order. */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted(
    (a, b) =>
      ranks[a.level] - ranks[b.level] ||
      Number(isForExhaustive(a)) - Number(isForExhaustive(b)) ||
      compareText(a.module ?? "", b.module ?? "") ||
      compareText(a.name, b.name),
  );
}

/** It breaks nobody but readers that list every value. */
function isForExhaustive({ kind, level }: Change): boolean {
  return level === "breaking" && (kind === "enum-value-added" || kind === "error-code-added");
}
