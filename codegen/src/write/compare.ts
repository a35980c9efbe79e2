/** The plan as a list of findings: what `ferrotype check` reports. Changes nothing. */
import { createTwoFilesPatch } from "diff";

import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
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
    ...drifted.map(({ path, state }) =>
      state === "changed"
        ? finding("FT7001", `${path} differs from what the Rust source says`, mend)
        : finding("FT7002", `${path} is missing`, mend),
    ),
    ...plan.extra
      .filter(({ committed }) => committed)
      .map(({ path }) =>
        finding("FT7003", `${path} is not generated, and its folder is owned whole`, mend),
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

function finding(code: Code, message: string, mend: string): Diagnostic {
  return diagnostic(code, message, { help: `run ${mend}` });
}
