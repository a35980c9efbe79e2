/** The 22 forms of napi's d.ts, and what people add by hand, one row for each spelling. */
import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { readDeclared } from "../src/read/declared.js";
import { exportsByChecker, exportsByReader } from "./declared-oracle.js";
import { viewText } from "./declared-text.js";

/** Rows of `### form | spelling`, the text, `--- is read as`, and what `viewText` and the findings print. */
const table = new URL("./fixtures/declared-forms.txt", import.meta.url);
const forms = readFileSync(table, "utf8")
  .split(/^### /mu)
  .slice(1)
  .map((row) => {
    const [, form = "", spelling = "", text = "", view = ""] =
      /^(.*) \| (.*)\n([^]*)\n--- is read as\n([^]*?)\s*$/u.exec(row) ?? [];
    return { form, spelling, text, view };
  });

function viewOf(text: string): string {
  const view = readDeclared({ path: "index.d.ts", text });
  const findings = view.diagnostics.map(
    ({ code, primary, message }) =>
      `${code} ${primary?.start.line}:${primary?.start.column} ${message}\n`,
  );
  return (viewText(view) + findings.join("")).trimEnd();
}

test.each(forms)("$form, $spelling", ({ text, view }) => {
  expect(viewOf(text)).toBe(view);
});

test("all forms are there", () => {
  const numbers = new Set(forms.map(({ form }) => Number.parseInt(form, 10)));
  for (let form = 1; form <= 22; form += 1) expect(numbers, `form ${form}`).toContain(form);
});

test.each(forms)("$form, $spelling: the same with CRLF", ({ text, view }) => {
  expect(viewOf(text.replaceAll("\n", "\r\n"))).toBe(view);
});

test.each(forms)("$form, $spelling: the same behind a byte order mark", ({ text, view }) => {
  expect(viewOf(`\uFEFF${text}`)).toBe(view);
});

describe("the type checker sees the same exports", () => {
  const fixtures = new URL("./fixtures/declared/", import.meta.url);
  const files = readdirSync(fixtures).map((name) => ({
    name,
    text: readFileSync(new URL(`${name}/input.d.ts`, fixtures), "utf8"),
  }));
  const rows = forms.map(({ form, spelling, text }) => ({ name: `${form}, ${spelling}`, text }));
  const readable = [...files, ...rows].filter(({ text }) => exportsByChecker(text) !== null);

  test("nearly all of them can be asked", () => {
    expect(readable.length).toBeGreaterThan(50);
  });

  test.each(readable)("$name", ({ text }) => {
    expect(exportsByReader(readDeclared({ path: "index.d.ts", text }))).toEqual(
      exportsByChecker(text),
    );
  });
});
