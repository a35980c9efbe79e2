import type { Plan } from "./plan.js";

/** All files of a plan as one text: what `generate` would write, for reading. */
export function printPlan(plan: Plan): string {
  return plan.files
    .filter(({ committed }) => committed)
    .map(({ path, text }) => `==> ${path} <==\n${text}`)
    .join("\n");
}
