/** `ferrotype check`: the same as `generate` in memory. Builds into `target/`, and touches no package. */
import { comparePlan } from "../write/compare.js";
import type { Flags } from "./arguments.js";
import { printTimings } from "./generate.js";
import { mendingCommand } from "./mending-command.js";
import { openProgress } from "./progress.js";
import { report } from "./report.js";
import { runSession } from "./session.js";

/** Runs the verb and gives the exit code: 1 where a file differs, is missing or is extra. */
export async function runCheck(flags: Flags): Promise<number> {
  const progress = openProgress(flags.quiet);
  try {
    const session = await runSession(flags, progress);
    const mend = mendingCommand(session.config.root);
    const { diagnostics, diffs } = comparePlan(session.plan, mend);
    progress.end();
    report({
      verb: "check",
      diagnostics: [...session.diagnostics, ...diagnostics],
      json: flags.json,
      root: session.config.root,
      result: { diffs, mend: diagnostics.length === 0 ? null : mend },
    });
    if (diagnostics.length === 0) return 0;
    if (!flags.json) {
      for (const { diff } of diffs) process.stdout.write(`\n${diff}\n`);
      process.stdout.write(
        `\n${diagnostics.length} files are not what the Rust says. Mend: ${mend}\n`,
      );
    }
    return 1;
  } finally {
    progress.end();
    if (flags.verbose) printTimings(progress);
  }
}
