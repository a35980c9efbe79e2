/** The plan as a list of findings: what `ferrotype check` reports. Changes nothing. */
import { createTwoFilesPatch } from "diff";

import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Plan, PlannedFile } from "./plan.js";

const MAX_DIFF_LINES = 100;

export interface Drift {
  readonly diagnostics: readonly Diagnostic[];
  /** Unified diff of each changed file, cut after 100 lines. */
  readonly diffs: readonly { readonly path: string; readonly diff: string }[];
}

/** Compares committed files only: maps carry line numbers and move with every edit. */
export function comparePlan(plan: Plan, mend: string): Drift {
  const drifted = plan.files.filter(({ committed, state }) => committed && state !== "same");
  const diagnostics = [
    ...drifted.map((file) =>
      file.state === "changed"
        ? finding(
            "FT7001",
            `${file.path} differs from what the Rust source says`,
            mend,
            differsAt(file),
          )
        : finding("FT7002", `${file.path} is missing`, mend, null),
    ),
    ...plan.extra
      .filter(({ committed }) => committed)
      .map(({ path }) =>
        finding(
          "FT7003",
          `${path} is not generated, and its folder is owned whole`,
          mend,
          lineOf(path, []),
        ),
      ),
  ];
  const diffs = drifted
    .filter(({ state }) => state === "changed")
    .map((file) => ({ path: file.path, diff: renderDiff(file) }));
  return { diagnostics, diffs };
}

function renderDiff(file: PlannedFile): string {
  const patch = createTwoFilesPatch(
    file.path,
    file.path,
    file.before ?? "",
    file.text,
    "on disk",
    "generated",
    {
      context: 3,
    },
  );
  // What stands before is a separator for files of many patches.
  const lines = patch.slice(patch.indexOf("--- ")).trimEnd().split("\n");
  if (lines.length <= MAX_DIFF_LINES) return lines.join("\n");
  const rest = lines.length - MAX_DIFF_LINES;
  return [...lines.slice(0, MAX_DIFF_LINES), `… ${rest} more lines`].join("\n");
}

/** The first line on disk that is another one. */
function differsAt({ path, before, text }: PlannedFile): Span {
  const [old, now] = [before ?? "", text].map((each) => each.split("\n"));
  const same = (old ?? []).findIndex((line, index) => line !== now?.[index]);
  return lineOf(path, (old ?? []).slice(0, same));
}

/** The beginning of the line after these. */
function lineOf(file: string, above: readonly string[]): Span {
  const byteOffset = above.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const start = { line: above.length + 1, column: 1, byteOffset };
  return { file, start, end: start };
}

function finding(code: Code, message: string, mend: string, primary: Span | null): Diagnostic {
  return diagnostic(code, message, { primary, help: `run ${mend}` });
}
