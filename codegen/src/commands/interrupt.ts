/** Ends a run that is interrupted together with the programs that it started: cargo would go on building for nobody. */
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** So long a run may take to put away what it was at when its programs ended. */
const SETTLE_MS = 2_000;

/** Runs a verb; where a signal comes in between, the process ends by that signal and nothing more is written. */
export async function endOnSignal(run: () => Promise<number>): Promise<number> {
  let interrupted: (signal: NodeJS.Signals) => void = () => undefined;
  const signalled = new Promise<NodeJS.Signals>((resolve) => (interrupted = resolve));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  const running = run();
  try {
    const first = await Promise.race([signalled, running]);
    if (typeof first === "number") return first;
    await endPrograms(running);
    for (const signal of SIGNALS) process.removeListener(signal, interrupted);
    process.kill(process.pid, first);
    return await new Promise<never>(() => undefined);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupted);
  }
}

async function endPrograms(running: Promise<number>): Promise<void> {
  const programs = descendantsOf(process.pid);
  for (const pid of programs) end(pid, "SIGTERM");
  const settled = running.then(
    () => undefined,
    () => undefined,
  );
  if (programs.length > 0) await Promise.race([settled, sleep(SETTLE_MS)]);
  for (const pid of programs) end(pid, "SIGKILL");
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Processes that a process started, and those that these started, nearest first; none on Windows, where a console ends them. */
export function descendantsOf(pid: number): readonly number[] {
  const pairs = process.platform === "linux" ? pairsOfProc() : pairsOfPs();
  const found = [pid];
  for (const parent of found) {
    found.push(...pairs.filter(([, of]) => of === parent).map(([child]) => child));
  }
  return found.slice(1);
}

type Pair = readonly [pid: number, parent: number];

/** Slim images have no `ps`. */
function pairsOfProc(): readonly Pair[] {
  return readdirSync("/proc").flatMap((name): readonly Pair[] => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name of the program, in parentheses, may hold anything.
      const parent = stat.slice(stat.lastIndexOf(")") + 1).split(" ")[2];
      return [[Number(name), Number(parent)]];
    } catch {
      return [];
    }
  });
}

function pairsOfPs(): readonly Pair[] {
  if (process.platform === "win32") return [];
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return stdout
    .trim()
    .split("\n")
    .map((line): Pair => {
      const [pid = "", parent = ""] = line.trim().split(/\s+/u);
      return [Number(pid), Number(parent)];
    });
}
