/** Runtimes that forbid: the message names the flag that allows. */
import { spawnSync } from "node:child_process";
import { realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { runtime } from "../../../scripts/runtimes.js";
import { installCopy, type InstalledCopy } from "./installed-copy.js";

const PROGRAM = `import { explainLoad } from "@ferrotype/runtime";
const report = await import("@ferrotype/natives/fs").then(() => ({}), ({ code, help }) => ({ code, help }));
const [{ loaded, failure }] = explainLoad();
console.log(JSON.stringify({ ...report, loaded, told: failure?.help }));
`;

interface Report {
  readonly code?: string;
  readonly help?: string;
  /** What `explainLoad()` says of it. */
  readonly told?: string;
  readonly loaded: string | null;
}

function run(program: string, { root }: InstalledCopy, flags: readonly string[]): Report {
  const { stdout, stderr } = spawnSync(program, [...flags, "main.mjs"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1", NO_COLOR: "1" },
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

/** A project with the program in it. */
function project(): InstalledCopy {
  const copy = installCopy();
  writeFileSync(join(copy.root, "main.mjs"), PROGRAM);
  return { ...copy, root: realpathSync(copy.root), binary: realpathSync(copy.binary) };
}

describe("Node", () => {
  const refused = (report: Report, flag: string): void => {
    expect(report).toMatchObject({ code: "ERR_FERROTYPE_NOT_PERMITTED", loaded: null });
    expect(report.help).toContain(flag);
    expect(report.told).toBe(report.help);
  };

  test.each(["node22", "node24"] as const)("%s --permission", async (name) => {
    const copy = project();
    const node = await runtime(name);
    refused(
      run(node, copy, ["--permission", "--allow-fs-read=*"]),
      "Start it with --allow-addons.",
    );
    const allowed = ["--permission", "--allow-fs-read=*", "--allow-addons"];
    expect(run(node, copy, allowed).loaded).toBe(copy.binary);
  });

  test("a file that may not be read", async () => {
    const copy = project();
    const own = ["natives", "runtime"].map(
      (name) => `--allow-fs-read=${join(copy.root, "node_modules/@ferrotype", name)}`,
    );
    const main = `--allow-fs-read=${join(copy.root, "main.mjs")}`;
    const node = await runtime("node24");
    const report = run(node, copy, ["--permission", "--allow-addons", main, ...own]);
    refused(report, `--allow-fs-read=${copy.root}`);
  });

  test("--no-addons", () => {
    refused(run(process.execPath, project(), ["--no-addons"]), "--no-addons");
  });
});

describe("Deno", () => {
  test.each([
    [["--allow-read", "--allow-env"], "Start the process with --allow-ffi."],
    [["--allow-read"], "Start the process with --allow-ffi."],
  ])("%j", async (flags, help) => {
    const report = run(await runtime("deno"), project(), ["run", "--no-prompt", ...flags]);
    expect(report).toMatchObject({ code: "ERR_FERROTYPE_NOT_PERMITTED", help, loaded: null });
  });

  test("all that it needs", async () => {
    const copy = project();
    const flags = ["run", "--no-prompt", "--allow-read", "--allow-env", "--allow-ffi"];
    expect(run(await runtime("deno"), copy, flags).loaded).toBe(copy.binary);
  });
});
