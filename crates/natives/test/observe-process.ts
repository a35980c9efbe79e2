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

const WINDOW_MS = 60;
const IDLE_MS = 15;

/** Waits until all threads rest, and gives the time on processors since `start` (of `cpuMs`). */
export async function cpuUntilIdle(start: number): Promise<number> {
  for (;;) {
    const before = cpuMs();
    await sleep(WINDOW_MS);
    if (cpuMs() - before < IDLE_MS) return before - start;
  }
}
