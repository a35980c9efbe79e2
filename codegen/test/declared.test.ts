import { existsSync, readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { excerptOf } from "../src/diagnostics/excerpt.js";
import type { DeclaredView } from "../src/model/declared.js";
import { readDeclared } from "../src/read/declared.js";
import { viewText } from "./declared-text.js";

const fixtures = new URL("./fixtures/declared/", import.meta.url);

function read(text: string): DeclaredView {
  return readDeclared({ path: "target/index.d.ts", text });
}

function findingText({ code, message, primary, at, help }: Diagnostic): string {
  const place = primary === null ? "-" : `${primary.start.line}:${primary.start.column}`;
  return `${place} ${code} ${message}\n    at ${at ?? "-"}; ${help ?? "-"}\n`;
}

describe("fixtures", () => {
  const cases = readdirSync(fixtures);

  test.each(cases)("%s", async (name) => {
    const folder = fileURLToPath(new URL(`${name}/`, fixtures));
    const text = readFileSync(`${folder}input.d.ts`, "utf8");
    const view = read(text);
    await expect(viewText(view)).toMatchFileSnapshot(`${folder}expected.txt`);
    const findings = view.diagnostics.map(findingText).join("");
    if (findings !== "" || existsSync(`${folder}diagnostics.txt`)) {
      await expect(findings).toMatchFileSnapshot(`${folder}diagnostics.txt`);
    }
  });

  test("all are there", () => {
    expect(cases.length).toBeGreaterThanOrEqual(8);
  });
});

describe("positions", () => {
  test("count bytes, and columns in UTF-16 units", () => {
    const [item] = read("/* 😀ё */ export declare const a: number\r\nexport type b = 1\n").items;
    expect(item?.span).toEqual({
      file: "target/index.d.ts",
      start: { line: 1, column: 32, byteOffset: 34 },
      end: { line: 1, column: 33, byteOffset: 35 },
    });
  });

  test("count columns from behind a byte order mark, and bytes with it", () => {
    const text = "\uFEFFexport declare const a: number\n";
    const [item] = read(text).items;
    expect(item?.span.start).toEqual({ line: 1, column: 22, byteOffset: 24 });
    expect(item && excerptOf(text, item.span)).toEqual({
      line: "export declare const a: number",
      marks: `${" ".repeat(21)}^`,
    });
  });

  test("count lines over both kinds of line end", () => {
    const [, item] = read("export type é = 0\r\nexport type b = 1\n").items;
    expect(item?.span.start).toEqual({ line: 2, column: 13, byteOffset: 32 });
  });
});

describe("docs", () => {
  const docsOf = (comment: string): string | undefined =>
    read(`${comment}\nexport declare const a: number`).items[0]?.docs;

  test("lose their frame and keep their own indent", () => {
    expect(docsOf("/**\n * One.\n *\n *   code\n */")).toBe("One.\n\n  code");
    expect(docsOf("/** One. */")).toBe("One.");
  });

  test("have napi's escape undone", () => {
    expect(docsOf("/** a *\\/ b */")).toBe("a */ b");
  });

  test("are the last comment, and no ordinary one", () => {
    expect(docsOf("/** far */\n/** near */")).toBe("near");
    expect(docsOf("/* no doc */")).toBe("");
    expect(docsOf("// no doc")).toBe("");
  });
});

describe("what does not parse", () => {
  test("leaves the other items readable", () => {
    const { items, diagnostics } = read(
      "export declare function a-b(): void\nexport declare const fine: number\n",
    );
    expect(items.map(({ name }) => name)).toEqual(["a-b", "fine"]);
    expect(diagnostics.map(({ code, primary }) => [code, primary?.start.line])).toEqual([
      ["FT2001", 1],
    ]);
  });

  test("keeps an item that is named by a reserved word", () => {
    const { items, diagnostics } = read("export declare function delete(path: string): void\n");
    expect(items.map(({ name, kind }) => [name, kind])).toEqual([["delete", "function"]]);
    expect(diagnostics.map(({ code, at }) => [code, at])).toEqual([["FT2006", "delete"]]);
  });
});

test("importing the reader does not load ts-morph", () => {
  const { outputFiles } = JSON.parse(
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { build } from "esbuild"; import { createRequire } from "node:module";
        const { outputFiles } = await build({ entryPoints: [process.argv[1]], bundle: true, write: false,
          platform: "node", format: "esm", external: ["ts-morph", "@ferrotype/runtime"] });
        const url = "data:text/javascript," + encodeURIComponent(
          outputFiles[0].text.replaceAll("import.meta.url", JSON.stringify(import.meta.url)));
        await import(url);
        const loaded = Object.keys(createRequire(import.meta.url).cache);
        console.log(JSON.stringify({ outputFiles: loaded.filter((file) => /ts-morph|typescript/.test(file)) }));`,
        fileURLToPath(new URL("../src/read/declared.ts", import.meta.url)),
      ],
      { encoding: "utf8", cwd: fileURLToPath(new URL("..", import.meta.url)) },
    ),
  ) as { outputFiles: readonly string[] };
  expect(outputFiles).toEqual([]);
});
