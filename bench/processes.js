import { spawnSync } from "node:child_process";

/**
 * Wall time of a whole process, which must end well.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [at]
 */
export async function processMs(program, args, at = {}) {
  const start = performance.now();
  const run = spawnSync(program, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...at,
  });
  const elapsed = performance.now() - start;
  if (run.status !== 0)
    throw new Error(
      `${program} ${args.join(" ")} ended with ${run.status ?? run.signal}: ${run.stderr}`,
    );
  return elapsed;
}

/**
 * User and system time that a Node script says it took so far: its last line is `process.cpuUsage()` in microseconds.
 * @param {string} script
 * @param {string} [program]
 */
export async function scriptCpuMs(script, program = process.execPath) {
  const run = spawnSync(program, [script], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${script} failed: ${run.stderr}`);
  return Number(run.stdout.trim()) / 1000;
}

/**
 * Milliseconds that a Node script prints.
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function scriptMs(script, args) {
  const run = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${script} failed: ${run.stderr}`);
  return Number(run.stdout.trim());
}
