/** `ferrotype diff`: what changed for users between two locks, and whether the version says so. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diffSurfaces, type SurfaceDiff } from "../diff/diff.js";
import { checkRelease, type Expectation } from "../diff/gate.js";
import { renderMarkdown } from "../diff/render-markdown.js";
import type { Flags } from "./arguments.js";
import { readSides, type Sides } from "./diff-sides.js";
import { renderFindings, report } from "./report.js";
import { UsageError } from "./stop.js";

/** Runs the verb and gives the exit code: 1 where a change is bigger than what is expected. */
export async function runDiff(operands: readonly string[], flags: Flags): Promise<number> {
  const expect = expectationOf(flags.diff.expect);
  const sides = await readSides(operands[0] ?? null, flags);
  const compared = sides.map((each) => compareSides(each, expect));
  const diagnostics = compared.flatMap((each) => each.diagnostics);
  if (flags.json) {
    const diffs = compared.map(({ base, diff }) => ({ base, ...diff }));
    report({ verb: "diff", diagnostics, json: true, root: null, result: { diffs } });
  } else {
    process.stdout.write(compared.map(({ base, diff }) => renderMarkdown(diff, base)).join("\n"));
    // Stdout is a piece of a changelog, and may go into its file.
    if (diagnostics.length > 0) {
      const gap = flags.format === "text" ? "\n" : "";
      process.stderr.write(gap + renderFindings(diagnostics, flags));
    }
  }
  return diagnostics.length === 0 ? 0 : 1;
}

interface Compared {
  readonly base: string;
  readonly diff: SurfaceDiff;
  readonly diagnostics: readonly Diagnostic[];
}

function compareSides({ base, before, after }: Sides, expect: Expectation | null): Compared {
  const diff = diffSurfaces(before, after);
  return { base, diff, diagnostics: checkRelease(diff, expect) };
}

function expectationOf(text: string | null): Expectation | null {
  if (text === null || text === "patch" || text === "minor" || text === "major") return text;
  throw new UsageError(`--expect takes patch, minor or major, not ${text}`);
}
