/** The second addon goes through the tool: its package loads, works and compiles, and knows nothing of the natives. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { beforeAll, expect, test } from "vitest";

import type { EditWorkspace, Run } from "./edit-workspace.js";
import { ferrotype, openFaultWorkspace } from "./fault-workspace.js";
import { installed } from "./pack-workspace.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = "generated/tiny";
let workspace: EditWorkspace;
let firstPack: Run;

/** The workspace of this repository with that one member, in the profile of the other test workspaces. */
function cargoToml(): string {
  const ours = readFileSync(join(root, "Cargo.toml"), "utf8")
    .replace(/^members = .*$/mu, 'members = ["addon"]')
    .replaceAll('path = "crates/', `path = "${join(root, "crates")}/`);
  const theirs = readFileSync(join(root, "codegen/test/fixtures/edits/Cargo.toml"), "utf8");
  const profile = (text: string): number => text.indexOf("[profile.quick]");
  return ours.slice(0, profile(ours)) + theirs.slice(profile(theirs));
}

beforeAll(async () => {
  workspace = await openFaultWorkspace("tiny");
  rmSync(workspace.path("addon"), { recursive: true });
  cpSync(join(root, "crates/ferrotype/tests/addon"), workspace.path("addon"), { recursive: true });
  workspace.write("Cargo.toml", cargoToml());
  workspace.edit("ferrotype.config.ts", (text) => text.replace("generated/edits", out));
  for (const [name, folder] of [
    ["@ferrotype/tiny", workspace.path(out)],
    ["@types/node", join(root, "node_modules/@types/node")],
    ["tsd", join(root, "node_modules/tsd")],
  ] as const) {
    mkdirSync(join(workspace.path("node_modules"), name, ".."), { recursive: true });
    symlinkSync(folder, join(workspace.path("node_modules"), name));
  }
  // In a new project cargo writes it while it builds.
  const lock = workspace.path("Cargo.lock");
  if (existsSync(lock)) utimesSync(lock, new Date(), new Date(Date.now() + 3_600_000));
  const { status, stdout, stderr } = await ferrotype(workspace, ["generate"]);
  expect(status, stderr + stdout).toBe(0);
  firstPack = await ferrotype(workspace, ["pack", "--partial"]);
  utimesSync(lock, new Date(), new Date());
}, 600_000);

test("the first build of a new project is known to be a quick one", () => {
  expect(firstPack.status, firstPack.stderr).toBe(0);
  expect(firstPack.stderr).toContain("FT6025");
  expect(firstPack.stderr).toContain("in the profile quick");
});

const consumer = `import { writeFileSync, rmSync } from "node:fs";
import { Ledger, average, countSteps, divide, namesIn, pick, readLines, repeat, sizeOfFile } from "@ferrotype/tiny";
import type { Line, LineOptions, Word } from "@ferrotype/tiny";
import { LineKind } from "@ferrotype/tiny/enums";
import { isTinyError, type TinyErrorCode } from "@ferrotype/tiny/errors";

const path: string = new URL("text.txt", import.meta.url).pathname;
writeFileSync(path, "# a comment\\n\\nplain text\\n");

async function told(work: () => unknown): Promise<readonly unknown[]> {
  try {
    return ["fine", await work()];
  } catch (error) {
    if (!(error instanceof Error)) return ["no error", error];
    const code: unknown = "code" in error ? error.code : undefined;
    return [error.constructor.name, code, error.message.split("\\n")[0]];
  }
}

const options: LineOptions = { limit: 2 };
const lines = await readLines(path, options);
const kinds: LineKind[] = [...lines].map((line: Line) => line.kind);
const words: readonly Word[] = lines.at(0)?.words ?? [];
const ledger: Ledger = Ledger.opened("Ada", 5);
ledger.owner = "Bob";
const controller = new AbortController();
const counting = told(() => countSteps(60_000, { signal: controller.signal }));
controller.abort(new RangeError("enough"));
const code: TinyErrorCode = "ERR_TOO_LONG";
const size: number = sizeOfFile(new URL("text.txt", import.meta.url));
const names: string[] = namesIn(new URL(".", import.meta.url));
const result = {
  kinds,
  words: words.map(({ text, start }) => [text, start]),
  comment: lines.at(0)?.comment,
  bytes: lines.sizeBytes,
  named: [names.includes("text.txt"), size],
  ledger: [ledger.balance, ledger.owner, ledger.post(-5).balance, new Ledger("Eve").balance],
  average: await average([1, 2]),
  repeat: repeat("ab", 2),
  tooLong: await told(() => repeat("ab", 1_000)),
  isTiny: await told(() => repeat("ab", 1_000)).then(() => {
    try {
      repeat("ab", 1_000);
      return false;
    } catch (error) {
      return isTinyError(error) && error.code === code;
    }
  }),
  missing: (await told(() => readLines("/nope"))).slice(0, 2),
  unsigned: await told(() => divide(-1, 1)),
  panic: await told(() => divide(1, 0)),
  jobPanic: (await told(() => pick([1], 3))).slice(0, 2),
  aborted: await counting,
  green: [LineKind.Blank, LineKind.HashComment, Object.isFrozen(LineKind)],
  // @ts-expect-error a text is no number
  wrong: await told(() => divide("1", 1)),
};
console.log(JSON.stringify(result));
rmSync(path);
`;

test("its functions, classes, rows, enums, errors and signals work", () => {
  workspace.write("consumer.mts", consumer);
  const compiled = compile([
    ...["--ignoreConfig", "--module", "nodenext", "--target", "es2022"],
    ...["--strict", "--types", "node"],
    "consumer.mts",
  ]);
  expect(compiled.stdout).toBe("");
  const run = spawnSync(process.execPath, ["consumer.mjs"], {
    cwd: workspace.folder,
    encoding: "utf8",
  });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({
    aborted: ["RangeError", null, "enough"],
    average: 1.5,
    bytes: 24,
    comment: " a comment",
    green: ["blank", "hash-comment", true],
    isTiny: true,
    jobPanic: ["Error", "ERR_RUST_PANIC"],
    kinds: ["hash-comment", "blank"],
    ledger: [5, "Bob", 0, 0],
    missing: ["Error", "ENOENT"],
    named: [true, 24],
    panic: ["Error", "ERR_RUST_PANIC", "Rust panicked: attempt to divide by zero"],
    repeat: "abab",
    tooLong: ["RangeError", "ERR_TOO_LONG", "2000 characters are more than 1000"],
    unsigned: [
      "RangeError",
      "ERR_OUT_OF_RANGE",
      'divide: argument "dividend" must be an integer from 0 to 4294967295, but is -1',
    ],
    words: [
      ["#", 0],
      ["a", 2],
      ["comment", 4],
    ],
    wrong: [
      "TypeError",
      "ERR_INVALID_ARG_TYPE",
      'divide: argument "dividend" must be an integer from 0 to 4294967295, but is "1"',
    ],
  });
});

test("the package, its consumer and its type tests compile with the strict pack", () => {
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    module: "nodenext",
    target: "es2022",
    lib: ["es2022"],
    types: ["node"],
    noEmit: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    isolatedDeclarations: true,
    declaration: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  };
  const include = ["consumer.mts", `${out}/*.d.ts`, "generated/type-tests/**/*.test-d.ts"];
  workspace.write("tsconfig.json", JSON.stringify({ compilerOptions, include }));
  workspace.write("consumer.mts", consumer);
  const { status, stdout } = compile(["-p", ".", "--listFiles"]);
  expect(stdout).not.toContain("error TS");
  expect(status).toBe(0);
  for (const name of [
    "index.test-d.ts",
    "enums.test-d.ts",
    "errors.test-d.ts",
    "tiny/index.d.ts",
  ]) {
    expect(stdout).toContain(`/${name}\n`);
  }
});

/** Runs the compiler of TypeScript 7 in the workspace. */
function compile(args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
} {
  const folder = join(root, "node_modules/ts7");
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly bin: { readonly tsc: string };
  };
  const program = join(folder, manifest.bin.tsc);
  return spawnSync(process.execPath, [program, ...args], {
    cwd: workspace.folder,
    encoding: "utf8",
  });
}

test("publint and prettier find nothing in it", async () => {
  const { messages } = await publint({ pkgDir: workspace.path(out), strict: true, pack: false });
  expect(messages).toEqual([]);
  const prettier = join(root, "node_modules/prettier/bin/prettier.cjs");
  const config = join(root, ".prettierrc.json");
  const check = spawnSync(
    process.execPath,
    [prettier, "--check", "--config", config, "--ignore-path", "", workspace.path("generated")],
    { cwd: workspace.folder, encoding: "utf8" },
  );
  expect(check.status, check.stderr + check.stdout).toBe(0);
});

test("it names neither the natives nor a path of this machine, and nothing changes a second time", async () => {
  for (const [path, text] of workspace.committed()) {
    expect(text, path).not.toContain(root);
    expect(text, path).not.toMatch(/@ferrotype\/natives|NativeSession/u);
  }
  const before = workspace.committed();
  expect(await ferrotype(workspace, ["generate"])).toMatchObject({ status: 0, stdout: "" });
  expect(await ferrotype(workspace, ["generate"])).toMatchObject({
    status: 0,
    stdout: "",
    stderr: "",
  });
  expect(workspace.committed()).toEqual(before);
});

test("its packages, made with the last build, work where they are installed", async () => {
  const { status, stdout, stderr } = await ferrotype(workspace, ["pack", "--partial"]);
  expect(status, stderr + stdout).toBe(0);
  const [leaf = "", core = "", ...others] = stdout.trim().split("\n");
  expect([leaf, core, others]).toEqual([
    expect.stringMatching(/ferrotype-tiny-\w+-\w+.*\.tgz$/u),
    expect.stringMatching(/ferrotype-tiny-\d[\d.]*\.tgz$/u),
    [],
  ]);
  const app = workspace.path("target/installed");
  rmSync(app, { recursive: true, force: true });
  const name = /ferrotype-(tiny-\w.*?)-\d[\d.]*\.tgz$/u.exec(leaf)?.[1] ?? "";
  installed(app, {
    "@ferrotype/tiny": join(workspace.folder, core),
    [`@ferrotype/${name}`]: join(workspace.folder, leaf),
  });
  const code = 'import { repeat } from "@ferrotype/tiny"; console.log(repeat("ab", 2));';
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd: app,
    encoding: "utf8",
  });
  expect([run.stdout, run.stderr]).toEqual(["abab\n", ""]);
});
