/** Steps of the workflows that need no runner of GitHub's are run here, in the shell and with the flags that it has. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import { buildMatrix } from "../src/ci/build-matrix.js";
import { testMatrix } from "../src/ci/test-matrix.js";
import { workflows } from "../src/ci/workflows.js";
import { ciAddon, ourProject, stranger } from "./ci-projects.js";
import { passStep, runStep, runStepOf } from "./ci-steps.js";
import { root } from "./init-project.js";

const ferrotype = `${process.execPath} ${join(root, "codegen/bin/ferrotype.js")}`;
const workflow = (files: ReturnType<typeof workflows>, index: number) => {
  const file = files[index];
  if (file === undefined) throw new Error(`there is no workflow ${index}`);
  return file.workflow;
};
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "ferrotype-ci-"));
  expect(await prepare()).toBe(true);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with these files; programs are executable. */
function workspace(name: string, files: Readonly<Record<string, string>>): string {
  const made = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), text);
    if (text.startsWith("#!")) chmodSync(join(made, path), 0o755);
  }
  return made;
}

describe("build", () => {
  const targets = ["linux-x64-musl", "darwin-arm64", "win32-x64-msvc"];
  const project = stranger({}, { "Cargo.lock": "" }, [ciAddon("one", targets)]);
  const step = runStepOf(workflow(workflows(project), 0), "build", "Build one");
  const libraries = ["libone.so", "libone.dylib", "one.dll"];

  test.each(buildMatrix(targets).rows.map((row, index) => [row, libraries[index] ?? ""] as const))(
    "finds what cargo built: $target",
    (row, library) => {
      const built = `target/${row["triple"]}/release`;
      // It is asked for what the row says, and leaves what cargo leaves.
      const made = workspace(`build-${row["target"]}`, {
        "bin/cargo": `#!/bin/sh\necho "$*" > asked.txt\nmkdir -p ${built}\ntouch ${built}/${library}\n`,
      });
      passStep(step, made, row, { PATH: `${join(made, "bin")}:${process.env["PATH"]}` });
      expect(readdirSync(join(made, "ci-binaries"))).toEqual([`one.${row["target"]}.node`]);
      const asked = readFileSync(join(made, "asked.txt"), "utf8");
      expect(asked).toContain(` --release --locked --manifest-path crates/one/Cargo.toml`);
      expect(asked).toContain(`--target ${row["triple"]}`);
      if (row["target"] === "linux-x64-musl")
        expect(asked).toContain('"target-feature=-crt-static"]');
    },
  );
});

describe("install and import", () => {
  const project = ourProject();
  const step = runStepOf(workflow(workflows(project), 0), "test", "Install and import");
  const row = testMatrix(project.targets, [process.versions.node]).find(
    ({ target }) => target === "linux-x64-gnu",
  );

  test("our packages, packed as in CI, run in an empty project", { timeout: 180_000 }, async () => {
    const made = workspace("install", {});
    cpSync(join(root, "scripts/smoke.js"), join(made, "scripts/smoke.js"));
    const pack = runStepOf(workflow(workflows(project), 0), "pack", "Pack").run;
    // The runner has all binaries; here is the one of the last build.
    const here = pack
      .replace("node scripts/codegen.js", ferrotype)
      .replace("--binaries ci-binaries", "--partial --target linux-x64-gnu")
      .replace("--out ci-packages", `--out ${join(made, "ci-packages")}`);
    passStep({ run: here }, root, {});
    mkdirSync(join(made, "ci-binaries"));
    const extractor = join(made, "ci-binaries/ferrotype-extract.linux-x64-gnu");
    copyFileSync(join(root, "target/quick/ferrotype-extract"), extractor);
    const tools = runStepOf(workflow(workflows(project), 0), "pack", "Pack the tools").run;
    passStep({ run: tools.replaceAll(/ (?=ci-)/gu, ` ${made}/`) }, root, {});
    expect(passStep(step, made, row ?? {})).toContain("all modules work");
    // The same as a stranger's, who has the runtime from the registry.
    const theirs = runStepOf(
      workflow(workflows({ ...project, own: null }), 0),
      "test",
      "Install and import",
    );
    const other = workspace("stranger", { "ci-application/.keep": "" });
    cpSync(join(made, "ci-packages"), join(other, "ci-packages"), { recursive: true });
    for (const file of readdirSync(join(made, "ci-packages/tools"))) {
      if (!/^ferrotype-runtime-.*tgz$/u.test(file)) continue;
      cpSync(join(made, "ci-packages/tools", file), join(other, "ci-application", file));
    }
    expect(passStep(theirs, other, row ?? {})).toMatch(/ NativeSession /u);
  });
});

describe("API", () => {
  const project = { ...stranger({}, {}), ferrotype };
  const [changes, releases] = workflows(project).map((file) => file.workflow);
  if (changes === undefined || releases === undefined) throw new Error("a workflow is missing");
  const since = runStepOf(changes, "check", "API");
  const release = runStepOf(releases, "version", "API since the last release");
  const tag = runStepOf(releases, "version", "The tag names the version");
  const lock = readFileSync(join(root, "generated/surface/natives.json"), "utf8");

  /** A repository with our lock in its first commit, and what `change` makes of it in the second. */
  function repository(
    name: string,
    first: string | null,
    change: (text: string) => string,
  ): string {
    const made = workspace(name, {
      "ferrotype.config.ts": `export default { addons: [{ crate: "crates/natives" }] };\n`,
      ...(first === null ? {} : { "generated/surface/natives.json": first }),
    });
    const git = (...args: readonly string[]): void => {
      const who = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@localhost",
        "-c",
        "commit.gpgsign=false",
      ];
      const run = spawnSync("git", [...who, ...args], { cwd: made, encoding: "utf8" });
      expect(run.status, run.stderr).toBe(0);
    };
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--quiet", "--message", "one");
    git("tag", "v0.1.0");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    mkdirSync(join(made, "generated/surface"), { recursive: true });
    writeFileSync(join(made, "generated/surface/natives.json"), change(lock));
    git("add", ".");
    git("commit", "--quiet", "--message", "two", "--allow-empty");
    return made;
  }

  /** As a release that dropped a function. */
  const breaking = (text: string): string => {
    const parsed = JSON.parse(text) as { items: { name: string }[] };
    const items = parsed.items.filter(({ name }) => name !== "listDirectory");
    expect(items.length).toBe(parsed.items.length - 1);
    return JSON.stringify({ ...parsed, items });
  };
  const runner = (made: string) => ({
    BASE: "origin/main",
    GITHUB_STEP_SUMMARY: join(made, "summary.md"),
  });

  test("a breaking change fails a pull request, but for its label", () => {
    const made = repository("breaking", lock, breaking);
    const refused = runStep(since, made, {}, { ...runner(made), EXPECT: "minor" });
    expect(refused.status).toBe(1);
    expect(refused.output).toContain("listDirectory");
    expect(runStep(since, made, {}, { ...runner(made), EXPECT: "major" }).status).toBe(0);
    expect(readFileSync(join(made, "summary.md"), "utf8")).toContain("### Breaking");
  });

  test("a first adoption has nothing to compare with", () => {
    const made = repository("first", null, (text) => text);
    const printed = passStep(since, made, {}, { ...runner(made), EXPECT: "minor" });
    expect(printed).toBe("origin/main has no lock to compare with\n");
    expect(passStep(release, made, {}, runner(made))).toContain("there is no earlier release");
  });

  test("a release says as much as has changed, and its tag the version", () => {
    const made = repository("release", lock, breaking);
    expect(runStep(release, made, {}, runner(made)).status).toBe(1);
    const raised = repository("raised", lock, (text) =>
      breaking(text).replaceAll('"version":"0.1.0"', '"version":"0.2.0"'),
    );
    passStep(release, raised, {}, runner(raised));
    passStep(tag, raised, {}, { TAG: "v0.2.0" });
    for (const other of ["v0.3.0", "v10.2.0", "v0.2.0-beta.1", "v0.2", "0.2.0", "va-v0.2.0"]) {
      const { status, output } = runStep(tag, raised, {}, { TAG: other });
      expect({ other, status, output }).toMatchObject({ other, status: 1 });
      expect(output).toContain(`the tag ${other} names`);
    }
  });
});

describe("publish", () => {
  const [, releases] = workflows(stranger({}, {})).map((file) => file.workflow);
  if (releases === undefined) throw new Error("a workflow is missing");
  const step = runStepOf(releases, "publish", "Publish");
  const packages = (version: string) =>
    ["leaf-a", "leaf-b", "core"].map((name) => ({ name, version, tarball: `${name}.tgz` }));

  /** An npm that knows what was published, refuses one package, and any prerelease without a tag. */
  const npm = (refused: string): string =>
    [
      "#!/bin/sh",
      'case "$1" in',
      '  view) name="${2%@*}"; if grep -qx "$name" published; then echo 1.0.0; else echo E404 >&2; exit 1; fi ;;',
      '  publish) shift; flags=""; while [ $# -gt 1 ]; do flags="$flags $1"; shift; done',
      `    case "$1" in *${refused}*) echo refused >&2; exit 1 ;; esac`,
      '    case "$flags $(cat ci-packages/packages.json)" in',
      '      *" --tag "*) ;;',
      `      *-beta.*) echo "You must specify a tag using --tag when publishing a prerelease version." >&2; exit 1 ;;`,
      "    esac",
      '    echo "$flags" >> asked; basename "$1" .tgz >> published ;;',
      "esac",
      "",
    ].join("\n");

  test("goes in the order of the list, and on where it broke off", () => {
    const made = workspace("publish", {
      "bin/npm": npm("leaf-b"),
      "ci-packages/packages.json": JSON.stringify({ packages: packages("1.0.0") }),
      published: "",
    });
    const path = { PATH: `${join(made, "bin")}:${process.env["PATH"]}` };
    expect(runStep(step, made, {}, path).status).not.toBe(0);
    expect(readFileSync(join(made, "published"), "utf8")).toBe("leaf-a\n");
    writeFileSync(join(made, "bin/npm"), npm("nothing"));
    expect(passStep(step, made, {}, path)).toContain("leaf-a@1.0.0 is published\n");
    expect(readFileSync(join(made, "published"), "utf8")).toBe("leaf-a\nleaf-b\ncore\n");
    expect(readFileSync(join(made, "asked"), "utf8")).toBe(
      " --provenance --access public\n".repeat(3),
    );
    expect(existsSync(join(made, "published.txt"))).toBe(true);
  });

  test("a prerelease is not what people get who ask for none", () => {
    const made = workspace("prerelease", {
      "bin/npm": npm("nothing"),
      "ci-packages/packages.json": JSON.stringify({ packages: packages("0.4.0-beta.1") }),
      published: "",
    });
    passStep(step, made, {}, { PATH: `${join(made, "bin")}:${process.env["PATH"]}` });
    expect(readFileSync(join(made, "asked"), "utf8")).toBe(
      " --provenance --access public --tag next\n".repeat(3),
    );
  });
});
