import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import { verbs } from "../src/commands/arguments.js";
import { mendingCommand } from "../src/commands/mending-command.js";
import { napiProfile } from "../src/commands/napi-build.js";
import { pathFromHere } from "../src/commands/path-from-here.js";
import { isNpmName } from "../src/commands/read-views.js";
import { codes } from "../src/diagnostics/codes.js";

const bin = fileURLToPath(new URL("../bin/ferrotype.js", import.meta.url));
const empty = mkdtempSync(join(tmpdir(), "ferrotype-commands-"));

beforeAll(async () => {
  if (!(await prepare())) throw new Error("the generator does not compile");
});
afterAll(() => {
  rmSync(empty, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ferrotype(args: readonly string[], cwd = empty, env: NodeJS.ProcessEnv = {}): Run {
  const run = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test("help and version go to stdout", () => {
  const help = ferrotype(["--help"]);
  expect(help.code).toBe(0);
  for (const verb of verbs) expect(help.out).toContain(`\n  ${verb} `);
  expect(ferrotype(["help"]).out).toBe(help.out);
  expect(ferrotype(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

test.each([
  [[], `a verb is missing; there are ${verbs.join(", ")}`],
  [["generat"], "generat is not a verb; did you mean generate?"],
  [["frobnicate"], `frobnicate is not a verb; there are ${verbs.join(", ")}`],
  [["generate", "--jsn"], "--jsn is not a flag; did you mean --json?"],
  [["check", "--print"], "--print belongs to generate"],
  [["check", "--format", "xml"], "--format xml is not known; there are text and github"],
  [["check", "crates/x"], "check takes no crates/x"],
  [["explain"], "explain wants one code, such as FT3006"],
  [["check", "--foo"], "--foo is not a flag; see ferrotype --help"],
  [["diff", "--foo"], "--foo is not a flag; see ferrotype --help"],
  [["check", "-v"], "-v is not a flag; see ferrotype --help"],
  [["check", "--dtss"], "--dtss is not a flag; see ferrotype --help"],
  [["verify", "--dtss"], "--dtss is not a flag; did you mean --dts?"],
  [["explain", "FT3999"], "there is no code FT3999; those of FT3 are FT3001 to FT30"],
  [
    ["explain", "FT9999"],
    "there is no code FT9999; they begin with FT1 to FT7, and ferrotype explain",
  ],
  [["explain", "FT30O6"], "there is no code FT30O6; did you mean FT3006?"],
  [["generate"], "no ferrotype.config.ts here or in a folder above; --config FILE names another"],
  [["generate", "--config", "/nowhere/x.ts"], "--config: /nowhere/x.ts is not there"],
])("wrong usage %j is exit code 2", (args, message) => {
  const run = ferrotype(args);
  expect(run.err).toContain(`ferrotype: ${message}`);
  expect(run).toMatchObject({ code: 2, out: "" });
});

test("explain without a code lists the codes with titles, and a wrong one in one line", () => {
  expect(ferrotype(["explain", "FT3999"]).err.split("\n")).toHaveLength(2);
  const { err } = ferrotype(["explain"]);
  const listed = Object.entries(codes).map(([code, { title }]) => `  ${code}  ${title}\n`);
  expect(err.endsWith(`\n\n${listed.join("")}`)).toBe(true);
  expect(listed.length).toBeGreaterThan(40);
});

test.each([
  ["stdout", ["--help"], 0],
  ["stdout", ["explain", "FT3006"], 0],
  ["stdout", ["explain", "FT3006", "--json"], 0],
  ["stderr", ["generat"], 2],
] as const)("a reader of %s that goes away ends nothing: %j", async (gone, args, code) => {
  const child = spawn(process.execPath, [bin, ...args], { cwd: empty });
  child[gone].destroy();
  const other = gone === "stdout" ? child.stderr : child.stdout;
  const texts: string[] = [];
  other.setEncoding("utf8").on("data", (text: string) => texts.push(text));
  const [status] = (await once(child, "close")) as [number | null];
  expect({ status, said: texts.join("") }).toEqual({ status: code, said: "" });
});

test("paths are shown from the current folder, and whole from the root of the disk", () => {
  expect(pathFromHere("/a/b/c.ts", "/a")).toBe("b/c.ts");
  expect(pathFromHere("/a/b/c.ts", "/a/x")).toBe("../b/c.ts");
  expect(pathFromHere("b/c.ts", "/")).toBe("/b/c.ts");
  expect(pathFromHere("/a", "/a")).toBe(".");
});

test("npm's rule for names of packages", () => {
  for (const name of ["@scope/name", "name", "@a.b/c-d_e", "x2"])
    expect(isNpmName(name)).toBe(true);
  for (const name of ["@Scope/name", "scope/name", "@/x", "@scope/", "a b", ".a", "_a", "../a", ""])
    expect(isNpmName(name), name).toBe(false);
});

test("napi build is told the profile by the name of cargo's folder", () => {
  expect(napiProfile("dev")).toEqual([]);
  expect(napiProfile("release")).toEqual(["--release"]);
  expect(napiProfile("quick")).toEqual(["--profile", "quick"]);
});

test("explain prints every code, in any case, as text and as JSON", () => {
  for (const [code, { title }] of Object.entries(codes).slice(0, 3)) {
    expect(ferrotype(["explain", code.toLowerCase()])).toMatchObject({ code: 0, err: "" });
    const json = JSON.parse(ferrotype(["explain", code, "--json"]).out) as object;
    expect(json).toMatchObject({ diagnostics: [], summary: { verb: "explain", code, title } });
  }
});

test("findings of the config go to stdout with exit code 1, and to JSON", () => {
  const path = join(empty, "broken.config.mjs");
  writeFileSync(path, "export default {\n  addon: [],\n};\n");
  const run = ferrotype(["generate", "--config", path]);
  expect(run).toMatchObject({ code: 1, err: "" });
  expect(run.out).toContain("broken.config.mjs:2:3");
  expect(run.out).toContain("FT6002");
  const json = JSON.parse(ferrotype(["check", "--json", "--config", path]).out) as {
    readonly diagnostics: readonly { readonly code: string }[];
  };
  expect(json.diagnostics.map(({ code }) => code).toSorted()).toEqual(["FT6002", "FT6003"]);
});

test("a fault of ours is exit code 70, with a stack and where to report it", () => {
  const script = `
    const { main } = await import(${JSON.stringify(new URL("../dist/commands/main.js", import.meta.url).href)});
    process.stdout.write = () => { throw new Error("planted"); };
    process.exitCode = await main(["--help"]);
  `;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(run.status).toBe(70);
  expect(run.stderr).toMatch(
    /^Error: planted\n {4}at [^]*This is a fault of ferrotype .*: report this, with/u,
  );
});

test("the command that mends is the workspace's own script, by its package manager", () => {
  const write = (name: string, text: string): void => writeFileSync(join(empty, name), text);
  write("package.json", '{ "scripts": { "test": "x" } }');
  expect(mendingCommand(empty)).toBe("npx ferrotype generate");
  write("package.json", '{ "scripts": { "types": "ferrotype generate --quiet" } }');
  expect(mendingCommand(empty)).toBe("npm run types");
  write("pnpm-lock.yaml", "");
  expect(mendingCommand(empty)).toBe("pnpm types");
  expect(mendingCommand(fileURLToPath(new URL("../..", import.meta.url)))).toBe("pnpm codegen");
});

test("what the no-change path loads stays small", () => {
  const files = [
    "../dist/commands/closed-pipe.js",
    "../dist/commands/no-change.js",
    "../dist/commands/fingerprint.js",
    "../dist/commands/record.js",
    "../bin/ferrotype.js",
  ];
  const imports = files.flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    return [...text.matchAll(/^import [^]*? from "([^"]+)";$/gmu)].map((hit) => hit[1]);
  });
  expect([...new Set(imports)].toSorted((a, b) => (a ?? "").localeCompare(b ?? ""))).toEqual([
    "../dist/commands/closed-pipe.js",
    "../dist/commands/no-change.js",
    "./fingerprint.js",
    "./record.js",
    "node:fs",
    "node:path",
  ]);
});
