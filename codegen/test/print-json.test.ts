import { format } from "prettier";
import { expect, test } from "vitest";
import { printJson } from "../src/print/json.js";

/** Numbers that look random and are the same in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const texts = [
  "a",
  "some words that take their room",
  "表示幅が広い文字列",
  "é ü",
  "😀👍🏽 wide",
  '"quoted" \n',
];

function makeValue(random: (below: number) => number, depth: number): unknown {
  const list = (): unknown[] =>
    Array.from({ length: random(5) }, () => makeValue(random, depth - 1));
  switch (random(depth > 0 ? 7 : 4)) {
    case 0:
      return random(10_000);
    case 1:
      return texts[random(texts.length)];
    case 2:
      return random(2) === 0;
    case 3:
      return null;
    case 4:
      return Array.from({ length: random(40) }, () => random(1000));
    case 5:
      return list();
    default:
      return Object.fromEntries(
        list().map((value, index) => [`${texts[random(4)]}${index}`, value]),
      );
  }
}

test("JSON of any shape is in prettier's format", async () => {
  const random = makeRandom(3);
  for (let count = 0; count < 500; count += 1) {
    const layout = { expandedLevels: random(3), without: new Set<string>() };
    const text = printJson(makeValue(random, random(6)), layout);
    expect(text).toBe(await format(text, { parser: "json", printWidth: 100 }));
  }
});

test("keys are sorted and those to leave out are left out", () => {
  const value = { b: 1, a: { span: 2, c: undefined, d: [] } };
  expect(printJson(value, { expandedLevels: 1, without: new Set(["span"]) })).toBe(
    '{\n  "a": { "d": [] },\n  "b": 1\n}\n',
  );
});
