/** What the system says of processes; Linux alone has `/proc`. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether tests may look into `/proc`. */
export const hasProc: boolean = process.platform === "linux";

const LONGEST_WAIT_MS = 10_000;

/** Waits until something holds, for at most 10 s. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST_WAIT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never held: ${holds.toString()}`);
    await sleep(5);
  }
}

/** Whether a process runs; one that has ended and waits for its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (!hasProc) return true;
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}

/** How many files this process has open. */
export function openFiles(): number {
  return readdirSync("/proc/self/fd").length;
}

/** Milliseconds that this process, all its threads, has spent on processors. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const WINDOW_MS = 40;
const IDLE_MS = 8;
/** One quiet window alone may mean that others had the processors. */
const QUIET_WINDOWS = 4;

/** Waits until all threads rest, and gives the time on processors since `start` (of `cpuMs`). */
export async function cpuUntilIdle(start: number): Promise<number> {
  let last = cpuMs();
  let spent = last;
  for (let quiet = 0; quiet < QUIET_WINDOWS;) {
    await sleep(WINDOW_MS);
    const now = cpuMs();
    quiet = now - last < IDLE_MS ? quiet + 1 : 0;
    if (quiet === 0) spent = now;
    last = now;
  }
  return spent - start;
}
