/** Several runs in one workspace at once: each ends well, and what is there is what one run alone would have made. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test, vi } from "vitest";

import type { EditWorkspace, Run } from "./edit-workspace.js";
import { ferrotype, openFaultWorkspace } from "./fault-workspace.js";
import { WatchProcess } from "./watch-process.js";

const paint = "addon/src/paint.rs";
/** More of them find what is rare: 20 were clean. */
const rounds = Number(process.env["FERROTYPE_TEST_ROUNDS"] ?? 4);

let workspace: EditWorkspace;
let original = "";
/** What one run makes of each state of the Rust, by the number of a width. */
const alone = new Map<number, ReadonlyMap<string, string>>();

function run(verb: "generate" | "check"): Promise<Run> {
  return ferrotype(workspace, [verb]);
}

/** States differ in a doc comment, which is in the types, and in code, which is in the binary. */
function state(number: number): string {
  return original
    .replace("/// Draws a line.", `/// Draws a line, ${number} wide.`)
    .replace("map_or(1,", `map_or(${number + 1},`);
}

/** Everything beneath the workspace that only a run in progress has. */
function leftovers(): readonly string[] {
  return readdirSync(workspace.folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.ferrotype-tmp$|earlier\.d\.ts$|\.json\.new$|ferrotype\.config\..+\.mjs$/u.test(path),
  );
}

/** Small pauses that differ between rounds and are the same in each run of the test. */
function pauseMs(round: number, place: number): number {
  return ((round * 7919 + place * 104_729) % 17) * 40;
}

beforeAll(async () => {
  workspace = await openFaultWorkspace("concurrent");
  original = workspace.read(paint);
  for (const number of [1, 2]) {
    workspace.write(paint, state(number));
    const { status, stderr, stdout } = await run("generate");
    expect(status, stderr + stdout).toBe(0);
    alone.set(number, workspace.committed());
  }
}, 600_000);

describe("two runs at once", () => {
  test(`generate and generate, ${rounds} rounds with Rust changed between`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const number = (round % 2) + 1;
      workspace.write(paint, state(number));
      const late = async (place: number): Promise<Run> => {
        await sleep(pauseMs(round, place));
        return run("generate");
      };
      for (const { status, stderr, stdout } of await Promise.all([late(0), late(1)])) {
        expect(status, `round ${round}: ${stderr}${stdout}`).toBe(0);
      }
      expect(workspace.committed(), `round ${round}`).toEqual(alone.get(number));
      expect(leftovers(), `round ${round}`).toEqual([]);
    }
  }, 600_000);

  test("generate and check: check sees the old state or the new one, whole", async () => {
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      const number = (round % 2) + 1;
      workspace.write(paint, state(number));
      const [generated, checked] = await Promise.all([
        run("generate"),
        sleep(pauseMs(round, 2)).then(() => run("check")),
      ]);
      expect(generated.status, `round ${round}: ${generated.stderr}`).toBe(0);
      expect([0, 1], `round ${round}: ${checked.stderr}`).toContain(checked.status);
      // A check that came first tells every difference, and none of a file that is half there.
      if (checked.status === 1) {
        expect(checked.stdout).toContain("generated/edits/paint.d.ts differs");
        expect(checked.stdout).not.toMatch(/FT700[23]/u);
      }
      expect(workspace.committed(), `round ${round}`).toEqual(alone.get(number));
      expect(leftovers(), `round ${round}`).toEqual([]);
    }
    expect(await run("check")).toMatchObject({ status: 0, stdout: "" });
  }, 600_000);

  test("generate and watch, which builds and writes too", async () => {
    vi.stubEnv("CARGO_TARGET_DIR", workspace.path("../edits/target"));
    workspace.write(paint, state(1));
    const watch = new WatchProcess(workspace.folder);
    await watch.says("confirmed by the build", 0);
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      const number = ((round + 1) % 2) + 1;
      const from = watch.said().length;
      workspace.write(paint, state(number));
      await sleep(pauseMs(round, 3));
      const { status, stderr, stdout } = await run("generate");
      expect(status, `round ${round}: ${stderr}${stdout}`).toBe(0);
      await watch.says("confirmed by the build", from);
      expect(workspace.committed(), `round ${round}`).toEqual(alone.get(number));
      expect(leftovers(), `round ${round}`).toEqual([]);
    }
    expect(await watch.interrupt()).toBe(0);
    vi.unstubAllEnvs();
  }, 600_000);

  test("one waits for the other and says so; one that is killed keeps nobody waiting", async () => {
    workspace.write(paint, state(3));
    const module = new URL("../dist/commands/run-lock.js", import.meta.url).href;
    const hold = `const { lockWorkspace } = await import(${JSON.stringify(module)});
await lockWorkspace(${JSON.stringify(workspace.folder)}, () => undefined);
console.log("held");
setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ["--input-type=module", "-e", hold]);
    await once(holder.stdout, "data");
    holder.kill("SIGSTOP");
    let isDone = false;
    const waiting = run("generate").finally(() => (isDone = true));
    await sleep(3_000);
    expect(isDone).toBe(false);
    expect(workspace.read("generated/edits/paint.d.ts")).not.toContain("3 wide");
    holder.kill("SIGKILL");
    const { status, stderr } = await waiting;
    expect(stderr).toMatch(/^ferrotype: wait for another ferrotype in this workspace\n/u);
    expect(status, stderr).toBe(0);
    expect(workspace.read("generated/edits/paint.d.ts")).toContain("Draws a line, 3 wide.");
    expect(leftovers()).toEqual([]);
    expect(await run("check")).toMatchObject({ status: 0, stdout: "" });
  }, 120_000);
});
