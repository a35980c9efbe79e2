/** `ferrotype watch` beside a person who works: types at once, a build behind, and nothing that throws it off. */
import { spawnSync } from "node:child_process";
import { rmSync, utimesSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { changed, EditWorkspace } from "./edit-workspace.js";
import { WatchProcess } from "./watch-process.js";

const search = "addon/src/search.rs";
const paint = "addon/src/paint.rs";
const out = "generated/edits";
const confirmed = "confirmed by the build";

let workspace: EditWorkspace;
let watch: WatchProcess;

beforeAll(async () => {
  workspace = new EditWorkspace("watch");
  workspace.write(".gitignore", "target\nnode_modules\ngenerated\n");
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.email", "somebody@example.org");
  git("config", "user.name", "Somebody");
  expect(workspace.run(["generate"]).status).toBe(0);
  git("add", ".");
  git("commit", "--quiet", "--message", "First");
  watch = new WatchProcess(workspace.folder);
  await watch.says(confirmed, 0);
}, 600_000);

afterAll(async () => {
  await watch.interrupt();
});

function git(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("git", args, { cwd: workspace.folder, encoding: "utf8" });
  expect(stderr.replaceAll(/^(?:Switched|warning).*\n/gmu, "")).toBe("");
  expect(status).toBe(0);
}

const add = (name: string) => (text: string) =>
  `${text}\n/// Added.\n#[napi]\npub fn ${name}() -> u32 {\n    1\n}\n`;

/** Does something, and gives what `watch` said until a build confirmed it. */
async function whileConfirmed(save: () => void): Promise<string> {
  const from = watch.said().length;
  save();
  return await watch.says(confirmed, from);
}

describe("a save", () => {
  test("gives the types before the build, and the build leaves them as they are", async () => {
    const from = watch.said().length;
    workspace.edit(search, add("count_things"));
    await watch.says("search.d.ts in ", from);
    const provisional = workspace.read(`${out}/search.d.ts`);
    expect(provisional).toContain("export declare function countThings(): number;");
    expect(provisional).not.toContain("provisional");
    expect(workspace.read(`${out}/search.js`)).not.toContain("countThings");
    await watch.says(confirmed, from);
    expect(workspace.read(`${out}/search.d.ts`)).toBe(provisional);
    expect(workspace.read(`${out}/search.js`)).toContain("countThings");
    expect(workspace.run(["check"]).stdout).toBe("");
  });

  test("soon after another gives the last text, and one build", async () => {
    const said = await whileConfirmed(() => {
      workspace.edit(search, add("first_of_two"));
      workspace.edit(search, (text) => text.replace("first_of_two", "second_of_two"));
    });
    expect(said.split(confirmed)).toHaveLength(2);
    expect(workspace.read(`${out}/search.d.ts`)).toContain("secondOfTwo");
    expect(workspace.read(`${out}/search.d.ts`)).not.toContain("firstOfTwo");
  });

  test("during a build ends it: what was older never comes back", async () => {
    const from = watch.said().length;
    workspace.edit(search, add("overtaken"));
    await watch.says("build addon", from);
    workspace.edit(search, (text) => text.replace("overtaken", "overtaking"));
    const said = await watch.says(confirmed, from);
    expect(said.split(confirmed)).toHaveLength(2);
    expect(workspace.read(`${out}/search.d.ts`)).not.toContain("overtaken");
    expect(workspace.read(`${out}/search.js`)).toContain("overtaking");
  });

  test("of the same text, and its own output, start nothing", async () => {
    await sleep(1_000);
    const from = watch.said().length;
    workspace.write(search, workspace.read(search));
    utimesSync(workspace.path(paint), new Date(), new Date());
    workspace.write(`${out}/search.d.ts`, workspace.read(`${out}/search.d.ts`));
    await sleep(2_000);
    expect(watch.said(from)).toBe("");
  });
});

describe("what is wrong", () => {
  test("a syntax error is shown once it is quiet, and the types stay; mending it goes on", async () => {
    const before = workspace.committed();
    const text = workspace.read(search);
    const from = watch.said().length;
    workspace.write(search, text.replace("u32 {", "u32 {{"));
    const said = await watch.says(/error\[FT1001\][\s\S]*search\.rs:\d+:\d+/u, from);
    expect(said).not.toContain("provisional");
    expect(changed(before, workspace.committed())).toEqual([]);
    await whileConfirmed(() => workspace.write(search, text));
    expect(changed(before, workspace.committed())).toEqual([]);
  });

  test("a build that fails is said, and the types of the source stay", async () => {
    const text = workspace.read(search);
    const from = watch.said().length;
    workspace.write(search, add("wrong")(text).replace(/1\n\}\n$/u, '"one"\n}\n'));
    await watch.says("not confirmed", from);
    expect(watch.said(from)).toContain("mismatched types");
    expect(workspace.read(`${out}/search.d.ts`)).toContain("wrong(): number");
    await whileConfirmed(() => workspace.write(search, text));
    expect(workspace.read(`${out}/search.d.ts`)).not.toContain("wrong(): number");
  });

  test("a name that nothing declares is found by the build, and nothing is written before", async () => {
    const before = workspace.committed();
    const text = workspace.read(search);
    const from = watch.said().length;
    workspace.write(
      search,
      text.replace("#[napi]\npub fn find", '#[napi(ts_return_type = "Nope")]\npub fn find'),
    );
    await watch.says("not confirmed, for the reason above: nothing was written", from);
    expect(watch.said(from)).toContain("error[FT2004]");
    expect(changed(before, workspace.committed())).toEqual([]);
    await whileConfirmed(() => workspace.write(search, text));
    expect(changed(before, workspace.committed())).toEqual([]);
  });

  test("a deleted file is named, and its return goes on", async () => {
    const before = workspace.committed();
    const text = workspace.read(paint);
    const from = watch.said().length;
    rmSync(workspace.path(paint));
    await watch.says(/error\[FT1009\]/u, from);
    await whileConfirmed(() => workspace.write(paint, text));
    expect(changed(before, workspace.committed())).toEqual([]);
  });
});

test("a switch of branches ends at the branch, there and back", async () => {
  git("commit", "--quiet", "--all", "--message", "Second");
  const main = workspace.committed();
  git("branch", "other", "HEAD~1");
  await whileConfirmed(() => git("switch", "other"));
  const other = workspace.committed();
  expect(other.get(`${out}/search.d.ts`)).not.toContain("countThings");
  expect(workspace.run(["check"]).stdout).toBe("");
  await whileConfirmed(() => git("switch", "main"));
  expect(changed(main, workspace.committed())).toEqual([]);
});

test("an interrupt ends it with exit code 0", async () => {
  const own = new WatchProcess(workspace.folder);
  await own.says("watching addon", 0);
  expect(await own.interrupt()).toBe(0);
});
