/** Tells V8 that a run is short. */
import { setFlagsFromString } from "node:v8";

/** What a run needs of Node: it comes with its code compiled, but not for other flags, so it is loaded before. */
const needed = ["node:child_process", "node:crypto", "node:worker_threads"];

/** Loads what is compiled for the flags that are in force until a thread calls `expectShortRun`. */
export function loadBuiltins(): void {
  for (const name of needed) process.getBuiltinModule(name);
}

/**
 * Lets the functions of all threads run longer before they are optimised: in a run of a second most of what is optimised is
 * never used again, and costs a third of all work.
 */
export function expectShortRun(): void {
  // From Node 22 on, V8 waits longer by itself, and names it otherwise.
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");
}
