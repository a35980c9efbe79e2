/** `ferrotype generate`: brings the packages, locks and type tests to what the Rust says. */
import { statSync } from "node:fs";

import { printPlan } from "../write/print-plan.js";
import { writePlan, type Copy, type Written } from "../write/write.js";
import type { Flags } from "./arguments.js";
import { hashFile } from "./fingerprint.js";
import { pathFromHere } from "./path-from-here.js";
import { openProgress, type Progress } from "./progress.js";
import { report } from "./report.js";
import { rememberRun } from "./remember-run.js";
import { inWorkspace, runSession, type Session } from "./session.js";

/** Runs the verb and gives the exit code. */
export async function runGenerate(flags: Flags): Promise<number> {
  const progress = openProgress(flags.quiet);
  try {
    return await inWorkspace(flags, progress, async (config, startedMs) => {
      const session = await runSession(config, flags, progress);
      if (flags.print) {
        process.stdout.write(printPlan(session.plan));
        return 0;
      }
      const written = writeSession(session, progress);
      if (written.diagnostics.length === 0) rememberRun(session, startedMs);
      return reportWritten(session, written, flags);
    });
  } finally {
    progress.end();
    if (flags.verbose) printTimings(progress);
  }
}

function reportWritten(session: Session, written: Written, flags: Flags): number {
  if (!flags.json) printWritten(session, written);
  const { changed, added, removed } = written;
  report({
    verb: "generate",
    diagnostics: [...session.diagnostics, ...written.diagnostics],
    json: flags.json,
    format: flags.format,
    verbose: flags.verbose,
    root: session.config.root,
    result: { changed, added, removed },
  });
  return written.diagnostics.length > 0 ? 1 : 0;
}

/** One line for each phase, on stderr. */
export function printTimings(progress: Progress): void {
  for (const { phase, ms } of progress.timings()) {
    process.stderr.write(`ferrotype: ${phase}: ${Math.round(ms)} ms\n`);
  }
}

function writeSession({ plan, copies }: Session, progress: Progress): Written {
  const stale = copies.filter((copy) => !sameContent(copy));
  progress.begin("write");
  const written = writePlan(plan, stale);
  progress.end();
  return written;
}

/** Maps move with every line and are not committed; only what a reviewer sees is listed. */
function printWritten({ plan, config }: Session, written: Written): void {
  const committed = new Map(plan.files.map(({ path, committed: is }) => [path, is]));
  const print = (verb: string, paths: readonly string[]): void => {
    for (const path of paths) {
      if (committed.get(path) !== false) {
        process.stdout.write(`${verb} ${pathFromHere(`${config.root}/${path}`)}\n`);
      }
    }
  };
  print("changed", written.changed);
  print("added", written.added);
  print("removed", written.removed);
}

function sameContent({ from, to }: Copy): boolean {
  const stat = statSync(to, { throwIfNoEntry: false });
  return (
    stat?.isFile() === true && stat.size === statSync(from).size && hashFile(from) === hashFile(to)
  );
}
