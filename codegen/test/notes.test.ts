/** Advice on policy is counted, and never stands before what has to be mended. */
import { afterEach, expect, test, vi } from "vitest";

import { report } from "../src/commands/report.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { diagnostic } from "../src/diagnostics/make.js";

const advice: readonly Diagnostic[] = [
  diagnostic("FT5003", "`Level` is not documented"),
  diagnostic("FT1005", "`open` can panic"),
  diagnostic("FT1005", "`close` can panic"),
];
const error = diagnostic("FT4001", "`zap` is declared and absent");
const line = "3 warnings of policy: FT1005 × 2, FT5003 × 1; --verbose lists them\n";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function printed(parts: Partial<Parameters<typeof report>[0]>): string {
  vi.stubEnv("GITHUB_ACTIONS", "");
  const texts: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => texts.push(String(text)) > 0);
  report({ verb: "check", diagnostics: advice, json: false, root: null, ...parts });
  vi.restoreAllMocks();
  return texts.join("");
}

test("counts advice in one line, behind the errors", () => {
  expect(printed({})).toBe(line);
  expect(printed({ diagnostics: advice.slice(1, 2) })).toBe(
    "1 warning of policy: FT1005 × 1; --verbose lists it\n",
  );
  expect(printed({ diagnostics: [...advice, error] })).toBe(
    `error[FT4001]: ${error.message}\n\n1 error; \`ferrotype explain FT4001\` tells more\n\n${line}`,
  );
  expect(printed({ diagnostics: [error] })).not.toContain("policy");
  expect(printed({ diagnostics: [] })).toBe("");
});

test("lists it with --verbose, behind the errors too", () => {
  const text = printed({ diagnostics: [...advice, error], verbose: true });
  expect(text.match(/FT\d+(?=\])/gu)).toEqual(["FT4001", "FT1005", "FT1005", "FT5003"]);
  expect(text).not.toContain("--verbose");
});

test("keeps it out of annotations but with --verbose, and in JSON always", () => {
  const diagnostics = [...advice, error];
  const codes = (text: string): unknown => text.match(/FT\d+(?=::)/gu);
  expect(codes(printed({ diagnostics, format: "github" }))).toEqual(["FT4001"]);
  expect(codes(printed({ diagnostics, format: "github", verbose: true }))).toHaveLength(4);
  expect(codes(printed({ diagnostics, format: "github", notes: "listed" }))).toHaveLength(4);
  const json = JSON.parse(printed({ diagnostics, json: true })) as { diagnostics: unknown[] };
  expect(json.diagnostics).toHaveLength(4);
});
