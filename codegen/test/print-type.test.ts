import { format } from "prettier";
import { expect, test } from "vitest";
import type { TsType } from "../src/model/type.js";
import { block, group, hardline, layOut } from "../src/print/document.js";
import type { Doc } from "../src/print/document.js";
import { printAlias, printMethodSignature, printSignature } from "../src/print/signature.js";
import { printType } from "../src/print/type.js";
import type { PrintName } from "../src/print/type.js";

const name: PrintName = (mentioned) => (mentioned.kind === "item" ? mentioned.id : mentioned.name);

/** Numbers that look random and are the same in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Random = (below: number) => number;

const words =
  "a pid path options Process RowSet FileInfo ListOptions Cancellable executeCommandWithTimeout".split(
    " ",
  );

function word(random: Random): string {
  return words[random(words.length)] ?? "a";
}

const keywords = [
  "string",
  "number",
  "boolean",
  "null",
  "undefined",
  "void",
  "unknown",
  "bigint",
] as const;

function makeType(random: Random, depth: number): TsType {
  const some = (least: number): TsType[] =>
    Array.from({ length: least + random(3) }, () => makeType(random, depth - 1));
  switch (random(depth > 0 ? 10 : 3)) {
    case 0:
      return { kind: "keyword", name: keywords[random(keywords.length)] ?? "string" };
    case 1:
      return {
        kind: "literal",
        value: random(2) === 0 ? `it's "${word(random)}"` : random(1000) - 500,
      };
    case 2:
      return { kind: "name", name: { kind: "global", name: word(random) }, arguments: [] };
    case 3:
      return { kind: "array", element: makeType(random, depth - 1), readonly: random(2) === 0 };
    case 4:
      return {
        kind: "tuple",
        elements: some(0).map((type, index) => ({
          name: index < 0 ? "x" : null,
          type,
          optional: false,
        })),
      };
    case 5:
      return { kind: "union", members: some(2) };
    case 6:
      return { kind: "intersection", members: some(2) };
    case 7:
      return { kind: "name", name: { kind: "global", name: word(random) }, arguments: some(1) };
    case 8:
      return {
        kind: "function",
        parameters: makeParameters(random, depth),
        returns: makeType(random, depth - 1),
      };
    default:
      return {
        kind: "object",
        fields: some(0).map((type, index) => ({
          name: random(6) === 0 ? `a-${index}` : `${word(random)}${index}`,
          type,
          optional: random(3) === 0,
          readonly: random(3) === 0,
        })),
      };
  }
}

function makeParameters(random: Random, depth: number) {
  const count = random(4);
  return Array.from({ length: count }, (_, index) => ({
    name: `${word(random)}${index}`,
    type: makeType(random, depth - 1),
    optional: false,
    rest: index === count - 1 && random(5) === 0,
  }));
}

async function expectFormatted(doc: Doc): Promise<void> {
  const text = layOut([doc, hardline]);
  expect(text).toBe(await format(text, { parser: "typescript", printWidth: 100 }));
}

test("aliases of any shape are in prettier's format", async () => {
  const random = makeRandom(7);
  for (let count = 0; count < 400; count += 1) {
    const type = makeType(random, 1 + random(4));
    await expectFormatted([printAlias(`type ${word(random)}X`, type, name), ";"]);
  }
});

test("functions of any shape are in prettier's format", async () => {
  const random = makeRandom(11);
  for (let count = 0; count < 300; count += 1) {
    const parameters = makeParameters(random, 1 + random(4));
    const returns = makeType(random, random(4));
    const typeParameters = random(5) === 0 ? "T" : null;
    const signature = printSignature({ parameters, returns, typeParameters }, name);
    await expectFormatted(["export declare function ", word(random), signature, ";"]);
  }
});

test("members of any shape are in prettier's format", async () => {
  const random = makeRandom(13);
  for (let count = 0; count < 300; count += 1) {
    const type = printType(makeType(random, 1 + random(4)), name);
    const call = printMethodSignature(
      // Prettier itself takes two rounds where an object type breaks inside the type that is returned.
      { parameters: makeParameters(random, 3), returns: makeType(random, 0), typeParameters: null },
      name,
    );
    const members = [group(["readonly name: ", type, ";"]), group(["call", call, ";"])];
    await expectFormatted(["export interface A ", block(members)]);
    await expectFormatted([group(["declare const a: ", type]), ";"]);
  }
});

test("a function of one parameter keeps it beside a result that breaks in its braces", async () => {
  const fields = ["firstOfTheNames", "secondOfTheNames", "thirdOfTheNames"].map((field) => ({
    name: field,
    type: { kind: "keyword", name: "string" } as const,
    optional: false,
    readonly: false,
  }));
  const returns: TsType = {
    kind: "name",
    name: { kind: "global", name: "Promise" },
    arguments: [{ kind: "object", fields }],
  };
  const parameters = [
    { name: "path", type: fields[0]?.type ?? returns, optional: false, rest: false },
  ];
  const signature = printSignature({ parameters, returns, typeParameters: null }, name);
  await expectFormatted(["export declare function readAll", signature, ";"]);
});
