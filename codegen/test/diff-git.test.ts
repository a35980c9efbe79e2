import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { parseCommand } from "../src/commands/arguments.js";
import { runDiff } from "../src/commands/diff.js";
import { Stop, UsageError } from "../src/commands/stop.js";
import { emitLock } from "../src/emit/emit-lock.js";
import type { Item, PackageInfo } from "../src/model/surface.js";
import { fn, surfaceOf } from "./diff-cases.js";
import { number, optional, parameter, string } from "./surface-builders.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "ferrotype-diff-")));
const repository = join(folder, "repository");
const outside = join(folder, "outside");
const home = process.cwd();

const open = fn("open", [parameter("path", string)]);
const widened = fn("open", [parameter("path", string), optional("mode", number)]);
const broken = fn("open", [parameter("path", number)]);

const lockOf = (item: Item, version: string, more: Partial<PackageInfo> = {}): string =>
  emitLock(surfaceOf([item], { addon: "natives", version, ...more }));

function writeWorkspace(root: string): void {
  mkdirSync(join(root, "generated/surface"), { recursive: true });
  mkdirSync(join(root, "crates/natives"), { recursive: true });
  writeFileSync(
    join(root, "ferrotype.config.mjs"),
    'export default { addons: [{ crate: "crates/natives" }] };\n',
  );
}

function writeLock(text: string, root: string = repository): void {
  writeFileSync(join(root, "generated/surface/natives.json"), text);
}

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
  execFileSync("git", ["-C", repository, ...identity, ...args], { stdio: "pipe" });
}

function commit(text: string): void {
  writeLock(text);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Change it");
}

beforeAll(() => {
  writeWorkspace(outside);
  writeLock(lockOf(open, "0.1.0"), outside);
  writeWorkspace(repository);
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "Begin");
  git("tag", "empty");
  commit(lockOf(open, "0.1.0"));
  git("tag", "natives-v0.1.0");
  commit("{ half");
  git("tag", "half");
  commit(lockOf(open, "0.1.0").replace('"schema": 1', '"schema": 9'));
  git("tag", "newer");
  // A release of something else, which the version of this lock has no part in.
  commit(lockOf(widened, "0.1.0"));
  git("tag", "tools-v3.0.0");
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  process.chdir(repository);
  writeLock(lockOf(widened, "0.1.1"));
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** As `main` does it, but for what becomes of a refusal. */
async function diff(...args: readonly string[]): Promise<Run> {
  const written = { out: "", err: "" };
  const take = (stream: "out" | "err") => (text: unknown) => {
    written[stream] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(take("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(take("err"));
  try {
    const { operands, flags } = parseCommand(["diff", ...args]);
    return { code: await runDiff(operands, flags), ...written };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, out: written.out, err: error.message };
    if (!(error instanceof Stop)) throw error;
    const told = error.diagnostics.map(({ code, message, help }) => `${code}: ${message}; ${help}`);
    return { code: 1, out: written.out, err: told.join("\n") };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe("what is compared", () => {
  test("by default the newest tag of this addon's version, and what lies on disk", async () => {
    const { code, out, err } = await diff();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(
      "## @case/addon 0.1.0 → 0.1.1\n\n1 change since natives-v0.1.0: 1 minor.",
    );
    expect(out).toContain("- `open` takes another optional argument `mode`: `mode?: number`.");
  });

  test("HEAD where no tag names the version, which is said", async () => {
    git("tag", "--delete", "natives-v0.1.0");
    try {
      const { code, out, err } = await diff();
      expect({ code, err }).toEqual({
        code: 0,
        err: "no tag names a version of generated/surface/natives.json; comparing with HEAD\n",
      });
      expect(out).toBe("## @case/addon 0.1.0 → 0.1.1\n\nNothing changed since HEAD.\n");
    } finally {
      git("tag", "natives-v0.1.0", "half~1");
    }
  });

  test("a ref, from a folder below, and two refs", async () => {
    process.chdir(join(repository, "crates"));
    expect((await diff("half~1")).out).toContain("1 change since half~1");
    const { code, out } = await diff("HEAD", "--to", "natives-v0.1.0", "--expect", "major");
    expect(code).toBe(0);
    expect(out).toContain("no longer takes `mode`");
  });

  test("a file with what lies on disk, and two files without a config", async () => {
    const before = join(folder, "before.json");
    const after = join(folder, "after.json");
    writeFileSync(before, lockOf(open, "0.1.0"));
    writeFileSync(after, lockOf(broken, "0.2.0"));
    expect((await diff(before)).out).toContain("1 change since");
    process.chdir(folder);
    const { code, out } = await diff(before, "--to", after);
    expect(code).toBe(0);
    expect(out).toContain(
      "- `open` takes another type for `path`: `path: string` → `path: number`.",
    );
  });
});

describe("the exit code", () => {
  test("is 1 where the version is too small, and the changelog stays alone on stdout", async () => {
    writeLock(lockOf(broken, "0.1.1"));
    const { code, out, err } = await diff();
    expect(code).toBe(1);
    expect(out).not.toContain("FT7004");
    expect(err).toContain("error[FT7004]: @case/addon goes from 0.1.0 to 0.1.1");
    expect(err).toContain('help: set version = "0.2.0" in Cargo.toml');
  });

  test("is about the changes with --expect", async () => {
    writeLock(lockOf(broken, "0.2.0"));
    expect((await diff()).code).toBe(0);
    expect(await diff("--expect", "minor")).toMatchObject({ code: 1 });
    expect(await diff("--expect", "major")).toMatchObject({ code: 0, err: "" });
  });

  test("comes with a result for machines", async () => {
    writeLock(lockOf(broken, "0.1.1"));
    const { code, out, err } = await diff("--json");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      diagnostics: [{ code: "FT7004", severity: "error" }],
      summary: {
        verb: "diff",
        diffs: [
          {
            base: "natives-v0.1.0",
            package: "@case/addon",
            before: "0.1.0",
            after: "0.1.1",
            level: "breaking",
            changes: [
              {
                kind: "parameter-narrowed",
                level: "breaking",
                module: null,
                name: "open",
                before: "path: string",
                after: "path: number",
              },
            ],
          },
        ],
      },
    });
  });

  test("comes as an annotation, too", async () => {
    writeLock(lockOf(broken, "0.1.1"));
    const { code, err } = await diff("--format", "github");
    expect(code).toBe(1);
    expect(err).toMatch(/^::error title=FT7004::@case\/addon goes from 0\.1\.0 to 0\.1\.1/u);
  });
});

describe("refusals", () => {
  test.each<[readonly string[], number, RegExp]>([
    [["nowhere"], 2, /^BASE: nowhere is neither a file nor a git ref$/u],
    [["HEAD", "--to", "nowhere"], 2, /^--to: nowhere is neither a file nor a git ref$/u],
    [["HEAD", "HEAD~1"], 2, /^diff takes no HEAD~1$/u],
    [["--", "--output=x"], 2, /^--output=x is not a git ref$/u],
    [["HEAD", "--to=--output=x"], 2, /^--output=x is not a git ref$/u],
    [["--expect", "huge"], 2, /^--expect takes patch, minor or major, not huge$/u],
    [["empty"], 1, /^FT7005: empty holds no generated\/surface\/natives\.json; name a ref/u],
    [["half"], 1, /^FT7006: generated\/surface\/natives\.json at half is no JSON: /u],
    [["newer"], 1, /^FT7006: .* at newer has schema 9, and this ferrotype knows 1 and older; /u],
  ])("%j is exit code %d", async (args, code, message) => {
    const run = await diff(...args);
    expect(run.err).toMatch(message);
    expect(run).toMatchObject({ code, out: "" });
  });

  test("a lock that is not on disk", async () => {
    rmSync(join(repository, "generated"), { recursive: true });
    const { code, err } = await diff();
    mkdirSync(join(repository, "generated/surface"), { recursive: true });
    expect({ code, err }).toEqual({
      code: 1,
      err: "FT7005: generated/surface/natives.json is not there; run `ferrotype generate`, which writes it",
    });
  });

  test("a file of another addon", async () => {
    const other = join(folder, "other.json");
    writeFileSync(other, lockOf(open, "0.1.0", { addon: "other" }));
    expect(await diff(other)).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^the lock is of other, and ferrotype\.config\.mjs has no such addon/u,
      ) as string,
    });
  });

  test("a folder in no repository", async () => {
    process.chdir(outside);
    // A repository above the temporary folder would be found.
    vi.stubEnv("GIT_CEILING_DIRECTORIES", folder);
    try {
      const { code, err } = await diff();
      expect(code).toBe(1);
      expect(err).toMatch(/^FT7005: git has no repository at .*outside: fatal: not a git repo/u);
      expect(err).toContain("; run it in a clone, or name two files");
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("no git", async () => {
    vi.stubEnv("PATH", folder);
    try {
      const { code, err } = await diff();
      expect(code).toBe(1);
      expect(err).toMatch(/^FT6006: git is not on the search path; install git, or name two/u);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
