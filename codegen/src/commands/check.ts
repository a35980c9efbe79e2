/** `ferrotype check`: the same as `generate` in memory. Builds into `target/`, and touches no package. */
import { renderWithNotes } from "../diagnostics/notes.js";
import { comparePlan } from "../write/compare.js";
import { renderDrift } from "../write/render-drift.js";
import type { Flags } from "./arguments.js";
import { printTimings } from "./generate.js";
import { mendingCommand } from "./mending-command.js";
import { openProgress } from "./progress.js";
import { report } from "./report.js";
import { inWorkspace, runSession } from "./session.js";

/** Runs the verb and gives the exit code: 1 where a file differs, is missing or is extra. */
export async function runCheck(flags: Flags): Promise<number> {
  const progress = openProgress(flags.quiet);
  try {
    const session = await inWorkspace(flags, progress, (config) =>
      runSession(config, flags, progress),
    );
    const mend = mendingCommand(session.config.root);
    const { diagnostics, diffs } = comparePlan(session.plan, mend);
    progress.end();
    const drift =
      diagnostics.length === 0 ? "" : renderDrift({ diagnostics, diffs }, mend, flags.verbose);
    report({
      verb: "check",
      diagnostics: [...session.diagnostics, ...diagnostics],
      json: flags.json,
      format: flags.format,
      verbose: flags.verbose,
      root: session.config.root,
      result: { diffs, mend: diagnostics.length === 0 ? null : mend },
      // For people the files are listed with their help once, and no error stands behind the notes.
      text: (_, options) => renderWithNotes(session.diagnostics, options, drift),
    });
    return diagnostics.length === 0 ? 0 : 1;
  } finally {
    progress.end();
    if (flags.verbose) printTimings(progress);
  }
}
