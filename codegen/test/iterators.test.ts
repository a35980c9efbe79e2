/** Classes that iterate: what the source marks and the d.ts types, in the package that is written. */
import { readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { generate } from "../src/generate.js";
import type { DeclaredView } from "../src/model/declared.js";
import { readDeclared } from "../src/read/declared.js";
import { klass, manifest, member, options, ref, rust, signature, views } from "./builders.js";
import { openWorkspace, type Compiler, type Workspace } from "./emit-workspace.js";

const source = manifest([
  klass(
    "Walk",
    [
      member("constructor", "new", { signature: signature([], ref("Walk")) }),
      member("method", "rest", { signature: signature([], rust("u32")) }),
    ],
    { attributes: { iterator: true } },
  ),
  klass("Lines", [member("factory", "open", { signature: signature([], ref("Lines")) })], {
    attributes: { async_iterator: true },
  }),
]);

/** The two classes, cut from what the CLI wrote. */
function declared(cli: string): DeclaredView {
  const url = new URL(`./fixtures/declared/emitted-${cli}/input.d.ts`, import.meta.url);
  const view = readDeclared({ path: "index.d.ts", text: readFileSync(url, "utf8") });
  return { ...view, items: view.items.filter(({ name }) => ["Walk", "Lines"].includes(name)) };
}

const spellings = ["3.8", "3.10"].map((cli) => ({
  cli,
  ...generate(views(source, declared(cli)), options),
}));

test.each(spellings)("CLI $cli declares no member too many or too few", ({ diagnostics }) => {
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("both spellings give the same package", () => {
  const [first, second] = spellings;
  expect(first?.files.length).toBeGreaterThan(0);
  expect(first?.files).toEqual(second?.files);
});

describe("a consumer", () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = openWorkspace();
    workspace.write(spellings[0]?.files ?? []);
    workspace.install("@demo/addon", options.out);
    workspace.write([{ path: "consumer.ts", text: consumer, committed: true }]);
  });

  afterAll(() => {
    workspace.remove();
  });

  test.each<Compiler>(["ts54", "ts59", "typescript", "ts7"])(
    "iterates under %s, with the types that Rust gives",
    (compiler) => {
      expect(workspace.compile(compiler, ["consumer.ts"])).toBe("");
    },
  );
});

const consumer = `import { Lines, Walk } from "@demo/addon";

const walk = new Walk();
const numbers: number[] = [...walk];
for (const step of walk) step.toFixed();
const step: IteratorResult<number, string | undefined> = walk.next(7);
walk.return("over");
walk.throw(new Error("no"));
// @ts-expect-error it takes numbers
walk.next("7");
// @ts-expect-error it gives numbers
const texts: string[] = [...walk];

export async function read(): Promise<void> {
  for await (const line of Lines.open()) line.trim();
  const lines = Lines.open()[Symbol.asyncIterator]();
  const next: Promise<IteratorResult<string, void | undefined>> = lines.next(3);
  await next;
  // @ts-expect-error it takes numbers
  await lines.next("3");
  // @ts-expect-error it does not iterate at once
  [...Lines.open()];
}

export { numbers, step, texts };
`;
