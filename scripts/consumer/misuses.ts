/** What the compiler must refuse. */
import { type Signal } from "@ferrotype/natives/enums";
import { isFsError } from "@ferrotype/natives/errors";
import { listDirectory, readFile } from "@ferrotype/natives/fs";
import { executeCommand, Process, type ProcessId } from "@ferrotype/natives/process";
import { grep } from "@ferrotype/natives/search";

export async function misuses(error: unknown): Promise<void> {
  // @ts-expect-error a wrong literal
  const signal: Signal = "nope";
  // @ts-expect-error made by a factory only
  void new Process();
  // @ts-expect-error a plain number is no brand
  const id: ProcessId = 7;
  // @ts-expect-error a path is not a number
  await readFile(1);
  // @ts-expect-error no such option
  await readFile("a", { maxSize: 1 });
  // @ts-expect-error the pattern is missing
  await grep({ root: "." });
  // @ts-expect-error a signal is an AbortSignal
  await grep({ pattern: "a", root: ".", signal: "soon" });
  // @ts-expect-error arguments are a list
  await executeCommand("git", "status");
  const rows = await listDirectory(".");
  // @ts-expect-error no such column
  rows.column("nope");
  // @ts-expect-error no such code
  if (isFsError(error) && error.code === "ENOPE") return;
  const lookAlike = { pid: 7 };
  // @ts-expect-error a look-alike is no Process
  const process: Process = lookAlike;
  void [signal, id, process];
}

/** An export that does not exist. */
// @ts-expect-error no such export
export { readFiel } from "@ferrotype/natives/fs";
