import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { codes } from "../src/diagnostics/codes.js";
import type { Diagnostic, Span } from "../src/diagnostics/diagnostic.js";
import { diagnostic } from "../src/diagnostics/make.js";
import { sortDiagnostics } from "../src/diagnostics/order.js";
import { jsonReport } from "../src/diagnostics/json-report.js";
import { renderGithub } from "../src/diagnostics/render-github.js";
import { renderSummary, renderText } from "../src/diagnostics/render.js";

function span(file: string, line: number, column: number, length = 1, endLine = line): Span {
  return {
    file,
    start: { line, column, byteOffset: 0 },
    end: { line: endLine, column: column + length, byteOffset: length },
  };
}

const texts: Readonly<Record<string, string>> = {
  "src/search.rs": "use x;\n\npub struct GrepOptions {\n\tpub depth: Option<U32>,\n}\n",
  "target/index.d.ts": "export interface GrepOptions {\n  depth?: string\n}\n",
  "src/wide.rs": 'let 名前 = "é👍"; bad();\r\n',
  "src/long.rs": `${"a".repeat(200)}BAD${"b".repeat(200)}\n`,
};
const source = (file: string): string | null => texts[file] ?? null;

const mismatch = diagnostic("FT3006", "`search::GrepOptions.depth` is `number`, not `string`", {
  primary: span("src/search.rs", 4, 6, 5),
  related: [{ message: "declared here", span: span("target/index.d.ts", 2, 3, 5) }],
  help: "build the addon again",
});
const leak = diagnostic("FT4002", "`GrepTask` is not declared", {});

const plain = (diagnostics: readonly Diagnostic[]): string =>
  renderText(diagnostics, { color: false, source });

describe("text", () => {
  test("shows both places with their lines", () => {
    expect(plain([mismatch])).toBe(
      [
        "error[FT3006]: `search::GrepOptions.depth` is `number`, not `string`",
        " --> src/search.rs:4:6",
        "4 | \tpub depth: Option<U32>,",
        "  | \t    ^^^^^",
        " ::: target/index.d.ts:2:3: declared here",
        "2 |   depth?: string",
        "  |   ^^^^^",
        "  = help: build the addon again",
        "",
        "1 error; `ferrotype explain FT3006` tells more",
        "",
      ].join("\n"),
    );
  });

  test("does without files, places and help", () => {
    expect(renderText([leak, mismatch], { color: false })).toBe(
      [
        "warning[FT4002]: `GrepTask` is not declared",
        "",
        "error[FT3006]: `search::GrepOptions.depth` is `number`, not `string`",
        " --> src/search.rs:4:6",
        " ::: target/index.d.ts:2:3: declared here",
        "  = help: build the addon again",
        "",
        "1 error, 1 warning; `ferrotype explain FT3006` tells more",
        "",
      ].join("\n"),
    );
  });

  test("is empty where nothing was found", () => {
    expect(plain([])).toBe("");
  });

  test("puts the caret under wide characters", () => {
    const found = diagnostic("FT1001", "no", { primary: span("src/wide.rs", 1, 16, 3) });
    expect(plain([found]).split("\n").slice(2, 4)).toEqual([
      '1 | let 名前 = "é👍"; bad();',
      `  | ${" ".repeat(17)}^^^`,
    ]);
  });

  test("cuts a long line around the place", () => {
    const found = diagnostic("FT1001", "no", { primary: span("src/long.rs", 1, 201, 3) });
    const [, , line = "", marks = ""] = plain([found]).split("\n");
    expect(line).toMatch(/^1 \| …a{60}BADb+…$/u);
    expect(line.length).toBeLessThan(150);
    expect(marks.indexOf("^^^")).toBe(line.indexOf("BAD"));
  });

  test("marks a span of several lines to the end of its first", () => {
    const found = diagnostic("FT1001", "no", { primary: span("src/search.rs", 3, 1, 0, 5) });
    expect(plain([found])).toContain("  | ^^^^^^^^^^^^^^^^^^^^^^^^\n");
  });

  test("leaves out the line when the file is another one by now", () => {
    const found = diagnostic("FT1001", "no", { primary: span("src/search.rs", 40, 2) });
    expect(plain([found])).toBe(
      "error[FT1001]: no\n  --> src/search.rs:40:2\n\n1 error; `ferrotype explain FT1001` tells more\n",
    );
  });

  test("asks for a file once", () => {
    const asked: string[] = [];
    const record = (file: string): string | null => {
      asked.push(file);
      return source(file);
    };
    renderText([mismatch, { ...mismatch, message: "again" }], { color: false, source: record });
    expect(asked.sort()).toEqual(["src/search.rs", "target/index.d.ts"]);
  });

  test("indents the further lines of a help", () => {
    const found = diagnostic("FT6006", "no cargo", { help: "install it:\n  curl" });
    expect(plain([found])).toContain("  = help: install it:\n            curl\n");
  });

  test("has colours only when asked", () => {
    expect(plain([mismatch])).not.toContain("\u001B");
    const coloured = renderText([mismatch], { color: true, source });
    expect(coloured).toContain("\u001B[1;31merror[FT3006]\u001B[0m");
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001B\[[\d;]*m/gu, "")).toBe(plain([mismatch]));
  });
});

describe("summary", () => {
  test("counts, and points to the worst", () => {
    const info = diagnostic("FT1007", "x");
    expect(renderSummary([info, leak, mismatch, mismatch])).toBe(
      "2 errors, 1 warning, 1 info; `ferrotype explain FT3006` tells more",
    );
    expect(renderSummary([])).toBe("");
  });
});

describe("json", () => {
  test("is the findings in order, and a summary", () => {
    expect(jsonReport("check", [mismatch, leak], { mend: null })).toEqual({
      diagnostics: [leak, mismatch],
      summary: { verb: "check", count: { error: 1, warning: 1, info: 0 }, mend: null },
    });
  });
});

describe("github", () => {
  test("is one command a finding", () => {
    expect(renderGithub([mismatch, leak])).toBe(
      "::warning title=FT4002::`GrepTask` is not declared\n" +
        "::error file=src/search.rs,line=4,col=6,endColumn=11,title=FT3006::`search::GrepOptions.depth` is `number`, not `string`%0Atarget/index.d.ts:2:3: declared here%0Ahelp: build the addon again\n",
    );
  });

  test("escapes what would end a command", () => {
    const found = diagnostic("FT1001", "100%\r\nlost", { primary: span("a,b:c%.rs", 1, 1, 1, 2) });
    expect(renderGithub([found])).toBe(
      "::error file=a%2Cb%3Ac%25.rs,line=1,endLine=2,title=FT1001::100%25%0D%0Alost\n",
    );
  });
});

describe("order", () => {
  test("does not depend on the order of arrival, and drops what stands twice", () => {
    const one = diagnostic("FT1001", "b", { primary: span("b.rs", 1, 1) });
    const two = diagnostic("FT1001", "a", { primary: span("a.rs", 10, 1) });
    const three = diagnostic("FT1001", "a", { primary: span("a.rs", 9, 2) });
    const four = diagnostic("FT1002", "a", { primary: span("a.rs", 9, 2) });
    const sorted = [leak, three, four, two, one];
    expect(sortDiagnostics([one, two, three, four, leak, { ...one }])).toEqual(sorted);
    expect(sortDiagnostics([four, leak, one, three, two])).toEqual(sorted);
  });
});

describe("pages", () => {
  const folder = new URL("../../docs/diagnostics/", import.meta.url);
  const pages = readdirSync(folder).filter((name) => name !== "README.md");
  const known = Object.entries(codes);

  test("are there for every code and for nothing else", () => {
    expect(known.length).toBeGreaterThan(40);
    expect(pages.sort()).toEqual(known.map(([code]) => `${code}.md`).sort());
  });

  test.each(known)("%s has its title, its severity and the same headings", (code, info) => {
    const lines = readFileSync(new URL(`${code}.md`, folder), "utf8").split("\n");
    expect(lines[0]).toBe(`# ${code}: ${info.title}`);
    expect(lines[2]).toBe(`Severity: ${info.severity}.`);
    expect(lines.filter((line) => line.startsWith("## "))).toEqual([
      "## What",
      "## Why it matters",
      "## Example",
      "## Fix",
    ]);
    const headings = lines.flatMap((line, index) => (line.startsWith("## ") ? [index] : []));
    const empty = headings.filter((index) => (lines[index + 2] ?? "").trim() === "");
    expect(empty).toEqual([]);
  });
});
