/** Starts the server as a program and talks to it with the SDK's own client over stdio. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(
  dirname(createRequire(import.meta.url).resolve("ts7/package.json")),
  "bin/tsc",
);
const client = new Client({ name: "test", version: "1.0.0" });
let root = "";

async function call(
  name: string,
  args: Record<string, unknown>,
): Promise<{ text: string; isError: boolean }> {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { text: string }[];
  return { text: first?.text ?? "", isError: result.isError === true };
}

beforeAll(async () => {
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "inherit" });
  root = await mkdtemp(join(tmpdir(), "ferrotype-mcp-"));
  await mkdir(join(root, "src"));
  await writeFile(join(root, "src/a.ts"), "export const needle = 1;\n// ünïcode needle\n");
  await writeFile(join(root, "b.md"), "# b\n");
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(folder, "dist/main.js")],
      cwd: root,
    }),
  );
});

afterAll(async () => {
  await client.close();
  await rm(root, { recursive: true });
});

test("offers the six tools", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual([
    "append_message",
    "glob",
    "grep",
    "list_directory",
    "read_file",
    "run_command",
  ]);
});

test("list_directory", async () => {
  expect((await call("list_directory", {})).text).toBe("b.md\nsrc/");
  expect((await call("list_directory", { recursive: true })).text).toBe("b.md\nsrc/\nsrc/a.ts");
});

test("read_file", async () => {
  expect((await call("read_file", { path: "b.md" })).text).toBe("# b\n");
  const missing = await call("read_file", { path: "nope" });
  expect(missing.isError).toBe(true);
  expect(missing.text).toContain("ENOENT");
});

test("grep", async () => {
  expect((await call("grep", { pattern: "needle" })).text).toBe(
    "src/a.ts:1:export const needle = 1;\nsrc/a.ts:2:// ünïcode needle",
  );
  expect((await call("grep", { pattern: "needle", maxCount: 1 })).text).toContain(
    "only the first 1 matches",
  );
  expect((await call("grep", { pattern: "(" })).isError).toBe(true);
});

test("glob", async () => {
  expect((await call("glob", { patterns: ["**/*.ts"] })).text).toBe("src/a.ts");
});

test("run_command", async () => {
  const { text } = await call("run_command", {
    command: process.execPath,
    args: ["-e", "console.log(process.cwd())"],
  });
  expect(text).toContain("[exit 0]");
  expect(
    (await call("run_command", { command: "sleep", args: ["30"], timeoutMs: 100 })).text,
  ).toContain("timed out");
});

test("append_message", async () => {
  expect((await call("append_message", { content: "one" })).text).toBe("1 messages");
  expect((await call("append_message", { content: "two" })).text).toBe("2 messages");
});
