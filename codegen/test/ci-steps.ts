/** Runs steps of workflows as a runner does. */
import { spawnSync } from "node:child_process";

import { expect } from "vitest";

import type { MatrixRow, RunStep, Step, Workflow } from "../src/ci/workflow.js";

/** The step of a job that a shell does, by its name. */
export function runStepOf(workflow: Workflow, job: string, name: string): RunStep {
  const step = workflow.jobs[job]?.steps?.find((each) => isRun(each) && each.name === name);
  if (step === undefined || !isRun(step)) throw new Error(`${job} has no step ${name}`);
  return step;
}

export function isRun(step: Step): step is RunStep {
  return "run" in step;
}

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Fills in `${{ matrix.… }}` and runs the step in bash, with the flags that GitHub gives it. */
export function runStep(
  { run, env = {} }: RunStep,
  cwd: string,
  matrix: MatrixRow,
  more: Readonly<Record<string, string>> = {},
): Ran {
  const fill = (text: string): string =>
    text.replaceAll(/\$\{\{ matrix\.(\w+) \}\}/gu, (_, key: string) => matrix[key] ?? "");
  const own = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", fill(run)],
    {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ...Object.fromEntries(own), ...more },
    },
  );
  return { status, output: stdout + stderr };
}

/** The same, for a step that must pass; gives what it printed. */
export function passStep(...args: Parameters<typeof runStep>): string {
  const { status, output } = runStep(...args);
  expect(output === "" || status === 0 ? "" : output).toBe("");
  expect(status).toBe(0);
  return output;
}
