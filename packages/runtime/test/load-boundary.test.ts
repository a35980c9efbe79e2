/** What may touch what in the loader. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../src/load/", import.meta.url));
const list = (below: string): readonly string[] =>
  readdirSync(folder + below).filter((name) => name.endsWith(".ts"));
const own = list("").map((name) => [name, readFileSync(folder + name, "utf8")] as const);
const explain = list("explain").map(
  (name) => [`explain/${name}`, readFileSync(`${folder}explain/${name}`, "utf8")] as const,
);
/** Without comments and texts, which speak of processes too. */
const code = (text: string): string =>
  text.replace(/\/\*[^]*?\*\/|\/\/.*|`(?:[^`\\]|\\.)*`|"[^"\n]*"/gu, "");

describe("only facts.ts touches the system", () => {
  test.each([...own, ...explain].filter(([name]) => name !== "facts.ts"))("%s", (_name, text) => {
    expect(code(text)).not.toMatch(/(?<![.\w])(?:process|fs|module)\./u);
    expect(code(text)).not.toMatch(/(?<![.\w])require\(/u);
  });

  test("which is looked for in the right way", () => {
    expect(code(own.find(([name]) => name === "facts.ts")?.[1] ?? "")).toMatch(/\bprocess\./u);
  });
});

test.each(own)("%s enters explain/ through explain.ts alone", (_name, text) => {
  for (const [, file] of text.matchAll(/"\.\/explain\/([^"]+)"/gu)) expect(file).toBe("explain.js");
});
