/**
 * The command line of `ferrotype`. Results go to stdout, progress to stderr.
 *
 * Invariant: a verb is loaded when it is asked for, and it returns an exit code; but for a signal, nothing here or below ends the process.
 */
import { dirname, resolve } from "node:path";

import { parseCommand, type Command } from "./arguments.js";
import { helpText } from "./help-text.js";
import { endOnSignal } from "./interrupt.js";
import { diskRefusal } from "./disk-refusal.js";
import { ownVersion } from "./own-version.js";
import { report } from "./report.js";
import { Stop, UsageError } from "./stop.js";

export const EXIT = { fine: 0, findings: 1, usage: 2, bug: 70 } as const;

/** Runs one command line and gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let command: Command | null = null;
  try {
    command = parseCommand(args);
    return await run(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`ferrotype: ${error.message}\n`);
      return EXIT.usage;
    }
    const missing = await missingOf(error);
    const stopped = missing ?? (error instanceof Stop ? error : diskRefusal(error));
    if (stopped !== null) {
      const { verb, flags } = command ?? { verb: "generate", flags: null };
      report({
        verb,
        diagnostics: stopped.diagnostics,
        json: flags?.json ?? false,
        format: flags?.format ?? "text",
        verbose: flags?.verbose ?? false,
        root:
          missing !== null || verb === "verify" || verb === "embed" || verb === "init"
            ? process.cwd()
            : await configFolder(flags?.config ?? null),
      });
      return EXIT.findings;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `${stack}\n\nThis is a fault of ferrotype ${ownVersion()}: report this, with the lines above, at ${ISSUES}\n`,
    );
    return EXIT.bug;
  }
}

/** Loaded late: seldom wanted, as is what it imports, which may be what is missing. */
async function configFolder(asked: string | null): Promise<string | null> {
  const { findConfig } = await import("../read/read-config.js");
  const config = asked ?? findConfig(process.cwd());
  return config === null ? null : dirname(resolve(config));
}

async function missingOf(error: unknown): Promise<Stop | null> {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code !== "string" || error instanceof UsageError) return null;
  return (await import("./missing-dependency.js")).missingDependency(error);
}

const ISSUES = "https://github.com/ferrotype/ferrotype/issues";

async function run(command: Command): Promise<number> {
  switch (command.verb) {
    case "generate":
      return endOnSignal(async () => (await import("./generate.js")).runGenerate(command.flags));
    case "check":
      return endOnSignal(async () => (await import("./check.js")).runCheck(command.flags));
    case "watch":
      return (await import("./watch.js")).runWatch(command.flags);
    case "verify":
      return endOnSignal(async () => (await import("./verify.js")).runVerify(command.flags));
    case "diff":
      return (await import("./diff.js")).runDiff(command.operands, command.flags);
    case "pack":
      return endOnSignal(async () => (await import("./pack.js")).runPack(command.flags));
    case "doctor":
      return endOnSignal(async () => (await import("./doctor.js")).runDoctor(command.flags));
    case "embed":
      return endOnSignal(async () => (await import("./embed.js")).runEmbed(command.flags));
    case "init":
      return (await import("./init.js")).runInit(command.flags);
    case "explain":
      return (await import("./explain.js")).runExplain(command.operands, command.flags.json);
    case "version":
      process.stdout.write(`${ownVersion()}\n`);
      return EXIT.fine;
    case "help":
      process.stdout.write(helpText);
      return EXIT.fine;
  }
}
