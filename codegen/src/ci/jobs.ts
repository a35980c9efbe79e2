/** The jobs that check, build, pack and try out. */
import { buildMatrix, runners, universal } from "./build-matrix.js";
import type { CiProject } from "./ci-project.js";
import { testMatrix } from "./test-matrix.js";
import { actions, type Job, type RunStep, type Step } from "./workflow.js";

/** What zigbuild is, and the compiler that it links with; both from PyPI. */
const zigbuild = "cargo-zigbuild==0.24.0 ziglang==0.15.2";

/** Folders in a checkout that artifacts are gathered in. */
export const folders = { binaries: "ci-binaries", packages: "ci-packages" } as const;

/** Are the committed files those of the Rust, and is the API still what it was? */
export function checkJob(project: CiProject): Job {
  const { ferrotype, locks } = project;
  return {
    name: "Generated files and API",
    "runs-on": runners.linuxX64,
    "timeout-minutes": 60,
    steps: [
      // The API is compared with the branch that a pull request goes to.
      { uses: actions.checkout, with: { "fetch-depth": 0, "persist-credentials": false } },
      ...setUpSteps(project),
      { name: "Drift", run: `${ferrotype} check --format github` },
      {
        name: "API",
        if: "github.event_name == 'pull_request'",
        shell: "bash",
        env: {
          BASE: "origin/${{ github.base_ref }}",
          // A breaking change is asked for by a label.
          EXPECT:
            "${{ contains(github.event.pull_request.labels.*.name, 'breaking') && 'major' || 'minor' }}",
        },
        run: lines(
          `if [ -z "$(git ls-tree "$BASE" -- ${locks}/)" ]; then`,
          '  echo "$BASE has no lock to compare with"',
          "else",
          `  ${ferrotype} diff "$BASE" --expect "$EXPECT" --format github | tee -a "$GITHUB_STEP_SUMMARY"`,
          "fi",
        ),
      },
    ],
  };
}

/** Every target, each binary an artifact of its own. */
export function buildJob(project: CiProject): Job {
  const { rows } = buildMatrix(project.targets);
  const builds = project.addons.map((addon): RunStep => {
    const target = addon.targets.length === project.targets.length ? null : addon.targets;
    return {
      name: `Build ${addon.name}`,
      ...(target === null
        ? {}
        : { if: `contains('${listOf(target)}', format(' {0} ', matrix.target))` }),
      shell: "bash",
      run: buildCommand(project, addon.manifest, [
        `for library in lib${addon.library}.so lib${addon.library}.dylib ${addon.library}.dll; do`,
        `  if [ -f "$built/$library" ]; then cp "$built/$library" "${folders.binaries}/${addon.name}.$TARGET.node"; fi`,
        "done",
      ]),
    };
  });
  const { own } = project;
  const programs: readonly RunStep[] =
    own === null
      ? []
      : [
          {
            name: `Build ${own.program}`,
            shell: "bash",
            run: buildCommand(project, own.programManifest, [
              'extension=""; case "$TARGET" in win32-*) extension=".exe" ;; esac',
              `cp "$built/${own.program}$extension" "${folders.binaries}/${own.program}.$TARGET$extension"`,
            ]),
          },
        ];
  return {
    name: "Build ${{ matrix.target }}",
    "runs-on": "${{ matrix.runner }}",
    "timeout-minutes": 60,
    strategy: { "fail-fast": false, matrix: { include: rows } },
    steps: [
      { uses: actions.checkout, with: { "persist-credentials": false } },
      ...toolchainSteps(project),
      { name: "Standard library", shell: "bash", run: 'rustup target add "${{ matrix.triple }}"' },
      {
        name: "Linker for other systems",
        if: "startsWith(matrix.build, 'cargo zigbuild')",
        run: lines(
          'python3 -m venv "$RUNNER_TEMP/zigbuild"',
          `"$RUNNER_TEMP/zigbuild/bin/pip" install --quiet ${zigbuild}`,
          'echo "$RUNNER_TEMP/zigbuild/bin" >> "$GITHUB_PATH"',
        ),
      },
      ...[...builds, ...programs].map((step) => ({
        ...step,
        env: { TARGET: "${{ matrix.target }}", TRIPLE: "${{ matrix.triple }}" },
      })),
      {
        uses: actions.uploadArtifact,
        with: {
          name: "binary-${{ matrix.target }}",
          path: folders.binaries,
          "if-no-files-found": "error",
        },
      },
    ],
  };
}

function buildCommand({ isLocked }: CiProject, manifest: string, copy: readonly string[]): string {
  const flags = ["--release", ...(isLocked ? ["--locked"] : []), `--manifest-path ${manifest}`];
  return lines(
    `\${{ matrix.build }} ${flags.join(" ")} --target-dir target`,
    'built="target/$TRIPLE/release"',
    `mkdir -p ${folders.binaries}`,
    ...copy,
  );
}

/** For a condition: an expression has no list of its own. */
function listOf(names: readonly string[]): string {
  return ` ${names.join(" ")} `;
}

/** The packages as they are published, from all binaries. */
export function packJob(project: CiProject): Job {
  const { ferrotype, own, targets } = project;
  return {
    name: "Pack",
    needs: ["build"],
    // `ferrotype pack` joins the universal binary with lipo, which only macOS has.
    "runs-on": targets.includes(universal) ? runners.macArm64 : runners.linuxX64,
    "timeout-minutes": 60,
    steps: [
      { uses: actions.checkout, with: { "persist-credentials": false } },
      ...setUpSteps(project),
      {
        uses: actions.downloadArtifact,
        with: { pattern: "binary-*", path: folders.binaries },
      },
      {
        name: "Pack",
        run: `${ferrotype} pack --binaries ${folders.binaries} --out ${folders.packages}`,
      },
      ...(own === null ? [] : [{ name: "Pack the tools", run: own.pack }]),
      {
        uses: actions.uploadArtifact,
        with: { name: "packages", path: folders.packages, "if-no-files-found": "error" },
      },
    ],
  };
}

/** Installs the packages into an empty project and imports them. */
export function testJob({ addons, own, targets, testedNodes }: CiProject): Job {
  const load = addons
    .map(({ package: name }) => `console.log(Object.keys(await import("${name}")).join(" "));`)
    .join(" ");
  const program = own === null ? `--input-type=module --eval '${load}'` : "smoke.js";
  const copySmoke = own === null ? [] : [`cp ${own.smoke} "$APPLICATION/smoke.js"`];
  const more = own === null ? "" : ` ${own.packages}/*runtime*.tgz`;
  return {
    name: "${{ matrix.target }}, Node ${{ matrix.node }}",
    needs: ["pack"],
    "runs-on": "${{ matrix.runner }}",
    "timeout-minutes": 20,
    strategy: { "fail-fast": false, matrix: { include: testMatrix(targets, testedNodes) } },
    steps: [
      { uses: actions.checkout, with: { "persist-credentials": false } },
      { uses: actions.setupNode, with: { "node-version": "${{ matrix.node }}" } },
      { uses: actions.downloadArtifact, with: { name: "packages", path: folders.packages } },
      {
        name: "Install and import",
        shell: "bash",
        env: {
          TARGET: "${{ matrix.target }}",
          IMAGE: "${{ matrix.image }}",
          APPLICATION: "ci-application",
        },
        run: lines(
          'mkdir -p "$APPLICATION"',
          ...copySmoke,
          `tarballs=$(node --print '${chosenTarballs}' ${folders.packages} "$TARGET")`,
          `for tarball in $tarballs${more}; do cp "$tarball" "$APPLICATION"; done`,
          'cd "$APPLICATION"',
          `echo '{ "private": true, "type": "module" }' > package.json`,
          `cat > try.sh <<'EOF'`,
          "npm install --no-audit --no-fund ./*.tgz",
          `node ${program}`,
          "EOF",
          'if [ -z "$IMAGE" ]; then sh -e try.sh',
          'else docker run --rm --volume "$PWD:/application" --workdir /application "$IMAGE" sh -e try.sh',
          "fi",
        ),
      },
    ],
  };
}

/** Prints the tarballs of the core packages and of the leaves for one target. */
const chosenTarballs =
  "const [folder, target] = process.argv.slice(1); " +
  'JSON.parse(fs.readFileSync(folder + "/packages.json")).packages' +
  ".filter((each) => each.target === null || each.target === target)" +
  '.map((each) => folder + "/" + each.tarball).join(" ")';

/** Node, the package manager, the toolchain and the dependencies: what the tools need. */
export function setUpSteps(project: CiProject): readonly Step[] {
  return [
    { uses: actions.setupNode, with: { "node-version": project.node } },
    ...toolchainSteps(project),
    { name: "Dependencies", run: lines(...project.install) },
  ];
}

function toolchainSteps({ toolchain }: CiProject): readonly RunStep[] {
  return toolchain === null ? [] : [{ name: "Rust", run: toolchain }];
}

export function lines(...all: readonly string[]): string {
  return all.length === 1 ? (all[0] ?? "") : `${all.join("\n")}\n`;
}
