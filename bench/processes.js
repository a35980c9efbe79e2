import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Wall time of a whole process, which must end well.
 * @param {string} program
 * @param {readonly string[]} args
 */
export async function processMs(program, args) {
  const start = performance.now();
  const run = spawnSync(program, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
  });
  const elapsed = performance.now() - start;
  if (run.status !== 0)
    throw new Error(
      `${program} ${args.join(" ")} ended with ${run.status ?? run.signal}: ${run.stderr}`,
    );
  return elapsed;
}

/**
 * User and system time of a whole process.
 * @param {string} program
 * @param {readonly string[]} args
 */
export async function processCpuMs(program, args) {
  const before = childCpu();
  await processMs(program, args);
  return childCpu() - before;
}

/** CPU time of the children that have ended, from /proc/self/stat (fields 16 and 17, in ticks of 10 ms). */
function childCpu() {
  const text = readFileSync("/proc/self/stat", "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
