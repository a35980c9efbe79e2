/** Variants and levels through the whole loader, on systems that only a table can be. */
import { describe, expect, test } from "vitest";

import type { BinaryInfo } from "../src/binary/binary-info.js";
import { loadWith } from "../src/load/try-places.js";
import { darwinTexts, linuxTexts } from "./cpu-texts.js";
import {
  LEAF,
  candidatesOf,
  darwin,
  exported,
  failure,
  goodExports,
  linux,
  stamp,
  table,
  windows,
  windowsTable,
  world,
} from "./load-world.js";

const stamped = (info: BinaryInfo, more: object): BinaryInfo => ({
  ...info,
  stamp: { ...stamp, ...more },
});
const onWindows = (stampMore: object = {}): object => ({
  ...goodExports,
  winOnly: () => 1,
  __ferrotype: { ...exported, ...stampMore },
});

describe("Windows: the baseline build tells the level", () => {
  const MODERN = LEAF("win32-x64-msvc-modern");
  const BASELINE = LEAF("win32-x64-msvc-baseline");
  const PLAIN = LEAF("win32-x64-msvc");
  const varied = {
    ...windowsTable,
    targets: ["win32-x64-msvc", "win32-x64-msvc-modern", "win32-x64-msvc-baseline"],
  };
  const files = {
    [MODERN]: stamped(windows, { cpu: 3 }),
    [BASELINE]: stamped(windows, { cpu: 2 }),
    [PLAIN]: windows,
  };
  const saying = (cpuLevel: number) =>
    world({
      platform: "win32",
      files,
      loads: {
        [MODERN]: onWindows(),
        [BASELINE]: onWindows({ cpuLevel }),
        [PLAIN]: onWindows({ cpuLevel }),
      },
    });

  test.each([
    [3, [BASELINE, MODERN]],
    [2, [BASELINE, BASELINE]],
    [1, [BASELINE, PLAIN]],
  ])("level %i", (level, required) => {
    const facts = saying(level);
    loadWith(varied, facts);
    expect(facts.required).toEqual(required);
    expect(facts.warnings).toEqual([]);
  });

  test("it is asked once in a process", () => {
    const facts = saying(3);
    loadWith(varied, facts);
    loadWith(varied, facts);
    expect(facts.required).toEqual([BASELINE, MODERN, MODERN]);
  });

  test("one of another release is not loaded, let alone asked: no modern build then", () => {
    const old = stamped(windows, { cpu: 2, version: "0.9.0" });
    const facts = world({ platform: "win32", files: { [MODERN]: windows, [BASELINE]: old } });
    const error = failure(facts, varied);
    expect(facts.required).toEqual([]);
    expect(error.code).toBe("ERR_FERROTYPE_WRONG_VERSION");
  });

  test("no variant is published: nobody is asked", () => {
    const facts = saying(3);
    loadWith({ ...varied, targets: ["win32-x64-msvc"] }, facts);
    expect(facts.required).toEqual([PLAIN]);
  });
});

test.each([
  ["broadwell", "darwin-x64-modern"],
  ["ivyBridge", "darwin-x64-baseline"],
  ["rosetta", "darwin-x64-baseline"],
] as const)("macOS: %s", (name, target) => {
  const targets = ["darwin-x64-modern", "darwin-x64-baseline", "darwin-universal"];
  const files = Object.fromEntries(targets.map((each) => [LEAF(each), darwin]));
  const facts = world({ platform: "darwin", files, cpuinfo: darwinTexts[name] });
  loadWith({ ...table, targets }, facts);
  expect(facts.required).toEqual([LEAF(target)]);
});

describe("refused before it is loaded", () => {
  const leaf = LEAF("linux-x64-gnu");

  test("compiled for better processors than its name says", () => {
    const files = { [leaf]: stamped(linux, { cpu: 3 }) };
    const facts = world({ files, cpuinfo: linuxTexts.ivyBridge });
    expect(failure(facts).code).toBe("ERR_FERROTYPE_WRONG_PROCESSOR");
    expect(facts.required).toEqual([]);
    const able = world({ files, cpuinfo: linuxTexts.haswell });
    loadWith(table, able);
    expect(able.required).toEqual([leaf]);
  });

  test("only variants are published, and the processor runs none", () => {
    const targets = ["linux-x64-gnu-modern", "linux-x64-gnu-baseline"];
    const files = Object.fromEntries(targets.map((each) => [LEAF(each), linux]));
    const facts = world({ files, cpuinfo: linuxTexts.qemu });
    const candidates = candidatesOf(facts, { ...table, targets });
    expect(candidates.map(({ verdict }) => verdict)).toEqual([
      "wrong processor",
      "wrong processor",
      "not found",
    ]);
    expect(facts.required).toEqual([]);
  });

  test.each([
    [9, 8, []],
    [9, 9, [leaf]],
    [9, null, [leaf]],
    [undefined, 1, [leaf]],
  ])("built for Node-API %s on %s", (napi, own, required) => {
    const files = { [leaf]: stamped(linux, napi === undefined ? {} : { napi }) };
    const facts = world({ files, napi: own });
    if (required.length > 0) loadWith(table, facts);
    else expect(failure(facts).code).toBe("ERR_FERROTYPE_WRONG_NODE_API");
    expect(facts.required).toEqual(required);
  });
});
