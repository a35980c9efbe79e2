/** Writes a workflow as YAML. */
import { Document, isScalar, visit } from "yaml";

import type { Step, Workflow } from "./workflow.js";

/** The text of a workflow file; `origin` says in its first line where it comes from. */
export function renderWorkflow(workflow: Workflow, origin: string): string {
  const document = new Document(plain(workflow), { aliasDuplicateObjects: false });
  document.commentBefore = ` ${origin}`;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== "uses" || !isScalar(value)) return;
      const [reference, version] = String(value.value).split(" ");
      value.value = reference;
      if (version !== undefined) value.comment = ` ${version}`;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: false });
}

/** Jobs with their actions as GitHub reads them; the version behind the commit becomes a comment. */
function plain(workflow: Workflow): object {
  const jobs = Object.entries(workflow.jobs).map(
    ([name, { steps, ...job }]) =>
      [name, steps === undefined ? job : { ...job, steps: steps.map(plainStep) }] as const,
  );
  return { ...workflow, jobs: Object.fromEntries(jobs) };
}

function plainStep(step: Step): object {
  if (!("uses" in step)) return step;
  const { name, commit, version } = step.uses;
  return { ...step, uses: `${name}@${commit} ${version}` };
}
