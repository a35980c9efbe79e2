/** `ferrotype init --ci` on a project, by the command line. */
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import { root } from "./init-project.js";

let project: string;
const ferrotype = join(root, "codegen/bin/ferrotype.js");
const path = (file: string): string => join(project, file);

function init(...flags: readonly string[]): {
  readonly status: number | null;
  readonly text: string;
} {
  const run = spawnSync(process.execPath, [ferrotype, "init", "--ci", ...flags], {
    cwd: project,
    encoding: "utf8",
  });
  return { status: run.status, text: run.stdout + run.stderr };
}

beforeAll(async () => {
  expect(await prepare()).toBe(true);
  project = mkdtempSync(join(realpathSync(tmpdir()), "ferrotype-init-ci-"));
  cpSync(join(root, "codegen/test/fixtures/init/template"), project, { recursive: true });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test("adopts first, where nobody has, and writes nothing that nobody asked for", () => {
  const { status, text } = init();
  expect(status).toBe(1);
  expect(text).toContain("add ferrotype.config.ts");
  expect(text).toContain("Nothing was written; ferrotype init --ci --yes writes it.");
  // What is written without a look at it has to be said.
  expect(text).toMatch(
    /to see them before they are written:\n {2}ferrotype init --yes\n.*--ci\n$/u,
  );
  expect(readdirSync(project)).not.toContain("ferrotype.config.ts");
});

test("adopts and writes in one go, and says at the end what comes next", () => {
  const first = project;
  project = mkdtempSync(join(realpathSync(tmpdir()), "ferrotype-init-ci-"));
  cpSync(join(root, "codegen/test/fixtures/init/template"), project, { recursive: true });
  const { status, text } = init("--yes");
  expect({ status, next: text.match(/^Next:$/gmu) }).toEqual({ status: 0, next: ["Next:"] });
  expect(text.indexOf("added ferrotype.config.ts")).toBeLessThan(
    text.indexOf("add .github/workflows/ferrotype.yml"),
  );
  expect(text).toMatch(
    /^added \.github\/workflows\/ferrotype-release\.yml\n\nNext:\n(?: {2}.*\n)+$/mu,
  );
  rmSync(project, { recursive: true, force: true });
  project = first;
});

test("writes both workflows for the targets of the config, and finds them up to date", () => {
  appendFileSync(
    path("Cargo.toml"),
    '\n[package.metadata.ferrotype]\npackage = "@case/template"\n',
  );
  writeFileSync(
    path("ferrotype.config.mjs"),
    'export default { addons: [{ crate: ".", targets: ["linux-x64-gnu", "freebsd-x64"] }] };\n',
  );
  const { status, text } = init("--yes");
  expect(text).toContain("added .github/workflows/ferrotype-release.yml");
  expect(status).toBe(0);
  expect(text).toContain("No runner of GitHub builds freebsd-x64");
  const workflow = readFileSync(path(".github/workflows/ferrotype.yml"), "utf8");
  expect(workflow).toContain("--manifest-path Cargo.toml");
  expect(workflow).toContain("ci-binaries/init-template.$TARGET.node");
  expect(workflow).toContain('await import("@case/template")');
  expect(workflow.match(/- target: /gu)).toHaveLength(1 + 4);
  expect(init()).toEqual({
    status: 0,
    text: "The workflows are up to date, and nothing was changed.\n",
  });
});

test("shows what another target changes", () => {
  const config = readFileSync(path("ferrotype.config.mjs"), "utf8");
  writeFileSync(path("ferrotype.config.mjs"), config.replace("freebsd-x64", "win32-arm64-msvc"));
  const { status, text } = init();
  expect(status).toBe(1);
  expect(text).toContain("edit .github/workflows/ferrotype.yml");
  expect(text).toContain("+           - target: win32-arm64-msvc");
});

test("keeps jobs of one's own, and takes back no edit because of --yes", () => {
  const file = path(".github/workflows/ferrotype.yml");
  const job = [
    "  freebsd:",
    "    runs-on: ubuntu-24.04",
    "    steps:",
    "      - uses: actions/upload-artifact@v4",
    "        with:",
    "          name: binary-freebsd-x64",
    "          path: ci-binaries",
    "",
  ].join("\n");
  appendFileSync(file, job);
  const kept = init("--yes");
  expect(kept.text).toContain("Your own jobs stay in .github/workflows/ferrotype.yml: freebsd.\n");
  expect(kept.status).toBe(0);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(job);
  expect(text).toContain("- target: win32-arm64-msvc");
  expect(text).toContain("    needs:\n      - build\n      - freebsd\n");
  expect(init().text).toBe("The workflows are up to date, and nothing was changed.\n");

  const mine = text.replace("timeout-minutes: 20", "timeout-minutes: 40");
  expect(mine).not.toBe(text);
  writeFileSync(file, mine);
  const refused = init("--yes");
  expect(refused.status).toBe(1);
  expect(refused.text).toContain("  -     timeout-minutes: 40\n");
  expect(refused.text).toContain("  .github/workflows/ferrotype.yml: test\n");
  expect(readFileSync(file, "utf8")).toBe(mine);
});

test("a crate that is no addon is refused", () => {
  const manifest = readFileSync(path("Cargo.toml"), "utf8");
  writeFileSync(path("Cargo.toml"), manifest.replace("cdylib", "rlib"));
  const { status, text } = init("--yes");
  expect(status).toBe(1);
  expect(text).toContain("FT6007");
  writeFileSync(path("Cargo.toml"), manifest);
});
