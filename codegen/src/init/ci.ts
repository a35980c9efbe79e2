import type { PackageManager } from "./package-manager.js";
import type { Project } from "./project.js";

export const WORKFLOW = ".github/workflows/ferrotype.yml";

/** Where other services read what to run. */
const OTHERS = [
  ".gitlab-ci.yml",
  ".circleci/config.yml",
  "azure-pipelines.yml",
  "bitbucket-pipelines.yml",
  ".travis.yml",
  "Jenkinsfile",
];

const shortHeader =
  "# Fails where the files that ferrotype wrote are older than the Rust; the runner has Rust.";

/** Is this the workflow that `init` without `--ci` wrote? */
export function isShortWorkflow(text: string): boolean {
  return text.startsWith(shortHeader);
}

export type CiStep =
  | { readonly kind: "workflow"; readonly text: string }
  /** What a person adds by hand: to a file of theirs, or wherever it fits. */
  | { readonly kind: "by hand"; readonly file: string | null; readonly command: string };

/** A workflow of its own where the project has others on GitHub; no file of another service is edited. */
export function ciStep({ manager, read, list }: Project, checkScript: string): CiStep {
  const command = `${manager.run} ${checkScript}`;
  const workflows = list(".github/workflows").filter((name) => /\.ya?ml$/u.test(name));
  if (workflows.length > 0) return { kind: "workflow", text: workflowText(manager, command) };
  const file = OTHERS.find((path) => read(path) !== null) ?? null;
  return { kind: "by hand", file, command };
}

function workflowText(manager: PackageManager, command: string): string {
  const node = [
    "      - uses: actions/setup-node@v5",
    "        with:",
    "          node-version: 22",
  ];
  return [
    shortHeader,
    "name: ferrotype",
    "on: [push, pull_request]",
    "",
    "permissions:",
    "  contents: read",
    "",
    "jobs:",
    "  check:",
    "    runs-on: ubuntu-latest",
    "    steps:",
    "      - uses: actions/checkout@v5",
    ...setupOf(manager),
    ...node,
    `      - run: ${manager.installFrozen}`,
    `      - run: ${command}`,
    "",
  ].join("\n");
}

/** What the runner lacks: npm and yarn come with it. */
function setupOf({ name, major }: PackageManager): readonly string[] {
  if (name === "bun") return ["      - uses: oven-sh/setup-bun@v2"];
  if (name !== "pnpm") return [];
  // The action reads `packageManager`, and refuses to be told twice.
  const version = major === null ? ["        with:", "          version: latest"] : [];
  return ["      - uses: pnpm/action-setup@v4", ...version];
}
