/** `ferrotype verify`: checks an addon built elsewhere. Reads no config and writes nothing. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Flags, VerifyFlags } from "./arguments.js";
import { openProgress } from "./progress.js";
import { hasErrors, report } from "./report.js";
import { UsageError } from "./stop.js";
import { verifyAddon } from "./verify-addon.js";
import { isFile } from "./verify-exports.js";
import { renderVerify } from "./verify-report.js";

/** Runs the verb and gives the exit code: 1 where a finding is an error. */
export async function runVerify(flags: Flags): Promise<number> {
  const { policy, ...pieces } = flags.verify;
  refuseUsage(flags.verify);
  const progress = openProgress(flags.quiet);
  try {
    progress.begin(`read ${pieces.package ?? pieces.crates[0] ?? pieces.dts ?? "the addon"}`);
    const { diagnostics, notes, summary } = await verifyAddon(pieces);
    progress.end();
    const listed = policy ? [...diagnostics, ...notes] : diagnostics;
    report({
      verb: "verify",
      diagnostics: listed,
      json: flags.json,
      format: flags.format,
      verbose: flags.verbose,
      notes: "listed",
      root: process.cwd(),
      result: { ...summary },
      text: (found, options) => renderVerify(summary, found, options, policy),
    });
    return hasErrors(diagnostics) ? 1 : 0;
  } finally {
    progress.end();
  }
}

function refuseUsage({ package: folder, dts, binary, crates, load }: VerifyFlags): void {
  const hasCrate = crates.length > 0;
  if (folder === null) {
    // Without loading, a binary has only its stamp to compare with a crate.
    const views = [dts !== null, binary !== null && (load || hasCrate), hasCrate];
    if (views.filter(Boolean).length < 2) {
      throw new UsageError(
        "verify compares two views at least: --package DIR, or two of --dts FILE, --binary FILE and --crate DIR",
      );
    }
  } else if (dts !== null || binary !== null) {
    const extra = dts === null ? "--binary" : "--dts";
    throw new UsageError(`--package finds types and binary itself; leave out ${extra}`);
  }
  for (const [flag, path] of Object.entries({ dts, binary })) {
    if (path === null || isFile(path)) continue;
    throw new UsageError(`--${flag}: ${path} is ${existsSync(path) ? "no file" : "not there"}`);
  }
  for (const crate of crates) {
    if (isFile(join(crate, "Cargo.toml"))) continue;
    const what = existsSync(crate)
      ? "holds no Cargo.toml; name the folder of a crate"
      : "is not there";
    throw new UsageError(`--crate: ${crate} ${what}`);
  }
}
