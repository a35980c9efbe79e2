import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

import type { GeneratedFile } from "../src/model/views.js";
import { renderGithub } from "../src/diagnostics/render-github.js";
import { comparePlan } from "../src/write/compare.js";
import { isSettled, planWrite, TEMPORARY_SUFFIX, type OwnedFolder } from "../src/write/plan.js";
import { printPlan } from "../src/write/print-plan.js";
import { renderDrift } from "../src/write/render-drift.js";
import { writePlan, type Written } from "../src/write/write.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const owned: readonly OwnedFolder[] = [{ path: "out", except: ["node_modules", "native"] }];

function root(): string {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-write-"));
  folders.push(folder);
  return folder;
}

function file(path: string, text: string, committed = true): GeneratedFile {
  return { path, text, committed };
}

function write(folder: string, files: readonly GeneratedFile[]): Written {
  return writePlan(planWrite(folder, files, owned), []);
}

test("missing files are added, changed ones replaced, equal ones untouched", () => {
  const folder = root();
  expect(write(folder, [file("out/a.js", "a"), file("out/b/c.js", "c")]).added).toEqual([
    "out/a.js",
    "out/b/c.js",
  ]);
  const old = new Date(2001, 1, 1);
  utimesSync(join(folder, "out/a.js"), old, old);
  const inode = statSync(join(folder, "out/a.js")).ino;
  const again = write(folder, [file("out/a.js", "a"), file("out/b/c.js", "C")]);
  expect(again).toMatchObject({ changed: ["out/b/c.js"], added: [], removed: [], diagnostics: [] });
  expect(statSync(join(folder, "out/a.js")).mtimeMs).toBe(old.getTime());
  expect(statSync(join(folder, "out/a.js")).ino).toBe(inode);
  expect(readFileSync(join(folder, "out/b/c.js"), "utf8")).toBe("C");
});

test("files that are not planned are removed with their empty folders; native and node_modules stay", () => {
  const folder = root();
  for (const path of ["out/old", "out/native", "out/node_modules/x"])
    mkdirSync(join(folder, path), { recursive: true });
  for (const path of [
    "old/x.js",
    "native/a.node",
    "node_modules/x/y.js",
    "z.d.ts.map",
    `.a.js.1${TEMPORARY_SUFFIX}`,
  ]) {
    writeFileSync(join(folder, "out", path), "");
  }
  symlinkSync("/nowhere", join(folder, "out/link"));
  const written = write(folder, [file("out/a.js", "a")]);
  expect(written.removed).toEqual([
    `out/.a.js.1${TEMPORARY_SUFFIX}`,
    "out/link",
    "out/old/x.js",
    "out/z.d.ts.map",
  ]);
  expect(readdirSync(join(folder, "out")).sort()).toEqual(["a.js", "native", "node_modules"]);
  expect(existsSync(join(folder, "out/native/a.node"))).toBe(true);
});

test("a folder or a link in the place of a file is replaced", () => {
  const folder = root();
  mkdirSync(join(folder, "out/a.js/deep"), { recursive: true });
  writeFileSync(join(folder, "target.txt"), "mine");
  symlinkSync(join(folder, "target.txt"), join(folder, "out/b.js"));
  write(folder, [file("out/a.js", "a"), file("out/b.js", "b")]);
  expect(readFileSync(join(folder, "out/a.js"), "utf8")).toBe("a");
  expect(readFileSync(join(folder, "out/b.js"), "utf8")).toBe("b");
  expect(readFileSync(join(folder, "target.txt"), "utf8")).toBe("mine");
});

test("check finds changed, missing and extra files, and shows at most 100 lines of a diff", () => {
  const folder = root();
  const long = Array.from({ length: 300 }, (_, line) => `line ${line}\n`).join("");
  write(folder, [
    file("out/a.js", long),
    file("out/same.js", "s"),
    file("out/a.d.ts.map", "1", false),
  ]);
  writeFileSync(join(folder, "out/extra.js"), "");
  const planned = [
    file("out/a.js", long.replaceAll("line", "row")),
    file("out/b.js", "b"),
    file("out/same.js", "s"),
    file("out/a.d.ts.map", "2", false),
  ];
  const { diagnostics, diffs } = comparePlan(planWrite(folder, planned, owned), "pnpm codegen");
  expect(diagnostics.map(({ code, message, help }) => `${code} ${message} | ${help}`)).toEqual([
    "FT7001 out/a.js differs from what the Rust source says | run pnpm codegen",
    "FT7002 out/b.js is missing | run pnpm codegen",
    "FT7003 out/extra.js is not generated, and its folder is owned whole | run pnpm codegen",
  ]);
  expect(renderGithub(diagnostics).match(/ (?:file=[^:]*|title=FT7002)/gu)).toEqual([
    " title=FT7002",
    " file=out/a.js,line=1,col=1,endColumn=1,title=FT7001",
    " file=out/extra.js,line=1,col=1,endColumn=1,title=FT7003",
  ]);
  const lines = diffs[0]?.diff.split("\n") ?? [];
  expect(lines).toHaveLength(101);
  expect(lines.slice(0, 4)).toEqual([
    "--- out/a.js\ton disk",
    "+++ out/a.js\tgenerated",
    "@@ -1,300 +1,300 @@",
    "-line 0",
  ]);
  expect(lines.at(-1)).toBe("… 503 more lines");
  expect(existsSync(join(folder, "out/b.js"))).toBe(false);
});

test("drift is listed one file a line, with the diffs of types alone unless every one is asked for", () => {
  const folder = root();
  write(folder, [file("out/a.js", "a\n"), file("out/a.d.ts", "b\n")]);
  const planned = [file("out/a.js", "A\n"), file("out/a.d.ts", "B\n"), file("out/c.js", "c")];
  const drift = comparePlan(planWrite(folder, planned, owned), "pnpm codegen");
  const text = renderDrift(drift, "pnpm codegen", false);
  expect(text).toBe(
    [
      "error[FT7001]: out/a.d.ts differs from what the Rust source says",
      "error[FT7001]: out/a.js differs from what the Rust source says",
      "error[FT7002]: out/c.js is missing",
      "",
      "--- out/a.d.ts\ton disk",
      "+++ out/a.d.ts\tgenerated",
      "@@ -1,1 +1,1 @@",
      "-b",
      "+B",
      "",
      "1 diff of other files not shown; --verbose shows all",
      "",
      "3 files are not what the Rust says. Mend: pnpm codegen",
      "",
    ].join("\n"),
  );
  const every = renderDrift(drift, "pnpm codegen", true);
  expect(every).toContain("\n-a\n+A\n");
  expect(every).not.toContain("not shown");
  write(folder, planned.slice(0, 2));
  const single = comparePlan(planWrite(folder, planned, owned), "x");
  expect(renderDrift(single, "x", false)).toContain(
    "\n1 file is not what the Rust says. Mend: x\n",
  );
});

test.each(["out//a.js", "out/../a.js", "/a.js", "./a.js", ""])("%j cannot be planned", (path) => {
  expect(() => planWrite(root(), [file(path, "")], owned)).toThrow("is no plain path");
});

test("print shows what is committed and writes nothing", () => {
  const folder = root();
  const plan = planWrite(
    folder,
    [file("out/b.js", "b\n"), file("out/a.js", "a\n"), file("out/m", "", false)],
    owned,
  );
  expect(printPlan(plan)).toBe("==> out/a.js <==\na\n\n==> out/b.js <==\nb\n");
  expect(isSettled(plan)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

/** A script that runs the compiled writer; permissions bind only a user who is not root. */
function writer(folder: string, files: readonly GeneratedFile[], before = ""): string {
  const module = (name: string): string =>
    JSON.stringify(new URL(`../dist/write/${name}.js`, import.meta.url).href);
  return `
    const { planWrite } = await import(${module("plan")});
    const { writePlan } = await import(${module("write")});
    ${before}
    const plan = planWrite(${JSON.stringify(folder)}, ${JSON.stringify(files)}, ${JSON.stringify(owned)});
    console.log("go");
    console.log(JSON.stringify(writePlan(plan, [])));
  `;
}

test("a folder that cannot be written is FT6009, and nothing is half-done", () => {
  const folder = root();
  write(folder, [file("out/a.js", "old a"), file("out/sub/b.js", "old b")]);
  const uid = process.getuid?.() === 0 ? 65_534 : process.getuid?.();
  if (uid === undefined) throw new Error("this system has no user ids");
  for (const path of ["", "out", "out/a.js", "out/sub", "out/sub/b.js"]) {
    if (process.getuid?.() === 0) chownSync(join(folder, path), uid, uid);
  }
  chmodSync(join(folder, "out/sub"), 0o555);
  const script = writer(
    folder,
    [file("out/a.js", "new a"), file("out/sub/b.js", "new b")],
    `if (process.getuid() === 0) { process.setgid(${uid}); process.setuid(${uid}); }
     if (process.getuid() === 0) throw new Error("root may write anywhere");`,
  );
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  const written = JSON.parse(run.stdout.split("\n")[1] ?? "") as Written;
  expect(written.diagnostics).toMatchObject([
    {
      code: "FT6009",
      message: "out/sub/b.js cannot be written: EACCES",
      help: "make out/sub writable for this user, then run the same command again",
    },
  ]);
  expect(readFileSync(join(folder, "out/a.js"), "utf8")).toBe("old a");
  expect(readFileSync(join(folder, "out/sub/b.js"), "utf8")).toBe("old b");
  expect(readdirSync(join(folder, "out")).sort()).toEqual(["a.js", "sub"]);
  chmodSync(join(folder, "out/sub"), 0o755);
});

test("a kill in the middle leaves every file whole, and the next run finishes", async () => {
  const folder = root();
  const paths = Array.from({ length: 40 }, (_, index) => `out/${index % 4}/${index}.js`);
  const text = (mark: string): string => `${mark}\n`.repeat(30_000);
  const old = paths.map((path) => file(path, text("old")));
  const fresh = paths.map((path) => file(path, text("new")));
  write(folder, old);
  const script = join(folder, "run.mjs");
  writeFileSync(script, writer(folder, fresh));
  let killedMidway = 0;
  for (let delayMs = 0; delayMs < 60; delayMs += 4) {
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const done = new Promise((settle) => child.once("exit", settle));
    await new Promise((settle) => child.stdout.once("data", settle));
    await new Promise((settle) => setTimeout(settle, delayMs));
    child.kill("SIGKILL");
    await done;
    const states = paths.map((path) => readFileSync(join(folder, path), "utf8"));
    expect(states.every((state) => state === text("old") || state === text("new"))).toBe(true);
    const left = readdirSync(join(folder, "out"), { recursive: true }).length;
    if (states.some((state) => state === text("old")) && left > 44) killedMidway += 1;
    write(folder, fresh);
    expect(readdirSync(join(folder, "out"), { recursive: true })).toHaveLength(44);
    expect(isSettled(planWrite(folder, fresh, owned))).toBe(true);
    write(folder, old);
  }
  // A child that is always killed too early or too late would prove nothing.
  expect(killedMidway).toBeGreaterThan(0);
});
