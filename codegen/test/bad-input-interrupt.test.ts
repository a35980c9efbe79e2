/** A run that is interrupted, or whose programs are: nothing of it goes on, and the next one makes what is missing. */
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { descendantsOf } from "../src/commands/interrupt.js";
import type { EditWorkspace, Run } from "./edit-workspace.js";
import { ferrotype, openFaultWorkspace } from "./fault-workspace.js";

const paint = "addon/src/paint.rs";

let workspace: EditWorkspace;
let pristine: ReadonlyMap<string, string>;
let original = "";

beforeAll(async () => {
  workspace = await openFaultWorkspace("interrupt");
  original = workspace.read(paint);
  const { status, stderr, stdout } = await ferrotype(workspace, ["generate"]);
  expect(status, stderr + stdout).toBe(0);
  pristine = workspace.committed();
}, 600_000);

/** A program that takes the place of another for the addon's own crate: says that it began, then runs `body`. */
function replacement(name: string, body: string): string {
  const path = workspace.path(`target/${name}`);
  workspace.write(`target/${name}`, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function mends(number: number): Promise<void> {
  const mended = await ferrotype(workspace, ["generate"]);
  expect(mended.status, mended.stderr).toBe(0);
  expect(workspace.read("generated/edits/paint.d.ts")).toContain(`${number} wide`);
  workspace.write(paint, original);
  expect((await ferrotype(workspace, ["generate"])).status).toBe(0);
  expect(workspace.committed()).toEqual(pristine);
}

describe("a signal while cargo builds", () => {
  test.each([
    ["SIGINT", 1],
    ["SIGTERM", 2],
  ] as const)(
    "%s ends the run and all that it started",
    async (signal, number) => {
      workspace.write(paint, original.replace("Draws a line.", `Draws a line, ${number} wide.`));
      const [begun, pidFile] = [workspace.path("target/begun"), workspace.path("target/pid")];
      rmSync(begun, { force: true });
      const RUSTC_WRAPPER = replacement(
        "slow-rustc",
        'case "$*" in *"--crate-name interrupt_addon"*) : > "$BEGUN"; sleep 300;; esac\nexec "$@"',
      );
      const running = ferrotype(workspace, ["generate"], {
        wrapper: ["sh", "-c", 'echo $$ > "$PIDFILE"; exec "$@"', "sh"],
        env: { RUSTC_WRAPPER, BEGUN: begun, PIDFILE: pidFile },
      });
      await expect.poll(() => existsSync(begun), { timeout: 120_000, interval: 50 }).toBe(true);
      const pid = Number(workspace.read("target/pid"));
      const programs = descendantsOf(pid);
      // napi, cargo, the wrapper and its sleep.
      expect(programs.length).toBeGreaterThanOrEqual(4);
      process.kill(pid, signal);
      const ended = await running;
      expect(ended).toMatchObject({ status: null, signal, stdout: "" });
      expect(ended.stderr).not.toMatch(/^ {4}at /mu);
      await expect.poll(() => programs.filter(isRunning), { timeout: 10_000 }).toEqual([]);
      expect(workspace.committed()).toEqual(pristine);
      expect(temporaries()).toEqual([]);
      await mends(number);
    },
    240_000,
  );
});

describe("a build that fails half-way", () => {
  test.each([["rustc is killed", "kill -9 $$", /FT6007/u]])(
    "%s: FT6007, nothing is touched, and the next run mends",
    async (_, body, code) => {
      workspace.write(paint, original.replace("Draws a line.", "Draws a line, 3 wide."));
      const RUSTC_WRAPPER = replacement(
        "bad-rustc",
        `case "$*" in *"--crate-name interrupt_addon"*) ${body};; esac\nexec "$@"`,
      );
      const failed: Run = await ferrotype(workspace, ["generate"], { env: { RUSTC_WRAPPER } });
      expect(failed.status, failed.stderr).toBe(1);
      expect(failed.stdout).toMatch(code);
      expect(failed.stderr).not.toMatch(/^ {4}at /mu);
      expect(workspace.committed()).toEqual(pristine);
      expect(temporaries()).toEqual([]);
      await mends(3);
    },
    240_000,
  );
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function temporaries(): readonly string[] {
  return readdirSync(workspace.folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.ferrotype-tmp$|earlier\.d\.ts$|\.json\.new$|ferrotype\.config\..+\.mjs$/u.test(path),
  );
}
