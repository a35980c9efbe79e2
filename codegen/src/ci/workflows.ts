/** The workflow files of a project. */
import type { CiProject } from "./ci-project.js";
import { buildJob, checkJob, lines, packJob, setUpSteps, testJob, folders } from "./jobs.js";
import { renderWorkflow } from "./render-workflow.js";
import { runners } from "./build-matrix.js";
import { actions, type Job, type Workflow } from "./workflow.js";

/** A file of a project, by its path from the root. */
export interface WorkflowFile {
  readonly path: string;
  readonly workflow: Workflow;
  readonly text: string;
}

/** Both workflows: one for every change, and one for releases that runs the first and publishes. */
export function workflows(project: CiProject): readonly WorkflowFile[] {
  const { workflow, own } = project;
  const release = own === null ? workflow.replace(/\.yml$/u, "-release.yml") : "release.yml";
  return [
    { file: workflow, content: changeWorkflow(project) },
    { file: release, content: releaseWorkflow(project) },
  ].map(({ file, content }) => ({
    path: `.github/workflows/${file}`,
    workflow: content,
    text: renderWorkflow(content, project.origin),
  }));
}

function changeWorkflow(project: CiProject): Workflow {
  const { own, workflow } = project;
  return {
    name: own === null ? "ferrotype" : workflow.replace(/\.yml$/u, ""),
    on: { push: { branches: ["main", "master"] }, pull_request: {}, workflow_call: {} },
    permissions: { contents: "read" },
    jobs: {
      check: checkJob(project),
      ...(own === null ? {} : { suite: suiteJob(project, own.test) }),
      build: buildJob(project),
      pack: packJob(project),
      test: testJob(project),
    },
  };
}

/** The whole test suite on every line of Node. */
function suiteJob(project: CiProject, command: string): Job {
  const [, ...steps] = setUpSteps(project);
  return {
    name: "Tests, Node ${{ matrix.node }}",
    "runs-on": runners.linuxX64,
    "timeout-minutes": 60,
    strategy: {
      "fail-fast": false,
      matrix: { include: project.testedNodes.map((node) => ({ node })) },
    },
    steps: [
      { uses: actions.checkout, with: { "persist-credentials": false } },
      { uses: actions.setupNode, with: { "node-version": "${{ matrix.node }}" } },
      ...steps.filter((step) => !("run" in step) || step.name !== "Dependencies"),
      { name: "Tests", run: command },
    ],
  };
}

function releaseWorkflow(project: CiProject): Workflow {
  return {
    name: project.own === null ? "ferrotype release" : "release",
    on: { push: { tags: ["v*"] } },
    permissions: { contents: "read" },
    // Two releases at once would publish parts of both.
    concurrency: { group: "release", "cancel-in-progress": false },
    jobs: {
      version: versionJob(project),
      packages: { uses: `./.github/workflows/${project.workflow}` },
      publish: publishJob(project),
    },
  };
}

/** Does the version say as much as has changed since the release before? */
function versionJob(project: CiProject): Job {
  return {
    name: "Version",
    "runs-on": runners.linuxX64,
    "timeout-minutes": 20,
    steps: [
      { uses: actions.checkout, with: { "fetch-depth": 0, "persist-credentials": false } },
      ...setUpSteps(project),
      {
        name: "The tag names the version",
        shell: "bash",
        env: { TAG: "${{ github.ref_name }}" },
        run: lines(
          `for lock in ${project.locks}/*.json; do`,
          `  version=$(node --print 'JSON.parse(fs.readFileSync(process.argv[1])).package.version' "$lock")`,
          '  if [ "$TAG" = "v$version" ]; then exit 0; fi',
          "done",
          'echo "::error::no addon has the version that the tag $TAG names; it must be v and the version"',
          "exit 1",
        ),
      },
      {
        name: "API since the last release",
        shell: "bash",
        run: lines(
          "base=$(git describe --tags --abbrev=0 HEAD^ 2>/dev/null || true)",
          `if [ -z "$base" ] || [ -z "$(git ls-tree "$base" -- ${project.locks}/)" ]; then`,
          '  echo "there is no earlier release to compare with"',
          "else",
          `  ${project.ferrotype} diff "$base" --format github | tee -a "$GITHUB_STEP_SUMMARY"`,
          "fi",
        ),
      },
    ],
  };
}

/** Publishes what was tried out: leaves first, so that nobody installs a core whose leaves are not there. */
function publishJob({ own }: CiProject): Job {
  const lists = [
    own === null ? [] : [`${own.packages}/packages.json`],
    `${folders.packages}/packages.json`,
  ].flat();
  return {
    name: "Publish",
    needs: ["version", "packages"],
    "runs-on": runners.linuxX64,
    "timeout-minutes": 20,
    // Provenance, and npm's trust in this workflow in place of a token.
    permissions: { contents: "read", "id-token": "write" },
    steps: [
      { uses: actions.setupNode, with: { "node-version": "24" } },
      { uses: actions.downloadArtifact, with: { name: "packages", path: folders.packages } },
      {
        name: "Publish",
        shell: "bash",
        run: lines(
          `for list in ${lists.join(" ")}; do`,
          `  node --print '${publishOrder}' "$list" | while read -r name version tarball; do`,
          "    # A release that broke off is run again.",
          '    if npm view "$name@$version" version > published.txt 2> /dev/null && [ -s published.txt ]; then',
          '      echo "$name@$version is published"',
          "    else",
          '      # npm takes no prerelease without a tag: "latest" is what people get who ask for none.',
          '      case "$version" in *-*) set -- --tag next ;; *) set -- ;; esac',
          '      npm publish --provenance --access public "$@" "$(dirname "$list")/$tarball" < /dev/null',
          "    fi",
          "  done",
          "done",
        ),
      },
    ],
  };
}

/** Prints name, version and tarball of each package, in the order of the list: that of publishing. */
const publishOrder =
  "JSON.parse(fs.readFileSync(process.argv[1])).packages" +
  '.map((each) => [each.name, each.version, each.tarball].join(" ")).join("\\n")';
