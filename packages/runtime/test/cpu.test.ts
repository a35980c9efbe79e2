import { describe, expect, test } from "vitest";

import { parseCpuinfo, parseSysctl } from "../src/load/cpu/cpu-features.js";
import { type CpuFacts, cpuOf, levelOfAddon } from "../src/load/cpu/cpu-level.js";
import { nodeApiFault } from "../src/load/cpu/node-api.js";
import { nodeCpu } from "../src/load/cpu/node-cpu.js";
import { darwinTexts, linuxTexts } from "./cpu-texts.js";

function never(): never {
  throw new Error("asked for something that does not matter here");
}

const facts = (platform: string, more: Partial<CpuFacts>): CpuFacts => ({
  platform,
  read: never,
  run: never,
  memory: {},
  ...more,
});

describe("Linux: /proc/cpuinfo", () => {
  test.each([
    ["haswell", 3, []],
    ["epyc", 3, []],
    ["ivyBridge", 2, ["abm", "avx2", "bmi1", "bmi2", "fma", "movbe"]],
    ["virtualBox", 2, ["avx2", "bmi1", "bmi2", "f16c", "fma"]],
    ["withoutMovbe", 2, ["movbe"]],
    ["withoutBmi", 2, ["bmi1", "bmi2"]],
    ["withoutXsave", 2, ["xsave"]],
    ["withoutLahf", 1, ["lahf_lm"]],
    ["qemu", 1, ["popcnt", "sse4_1", "sse4_2", "ssse3"]],
    ["mixed", 2, ["abm", "avx2", "bmi1", "bmi2", "fma", "movbe"]],
    ["mixedLowest", 1, ["popcnt", "sse4_1", "sse4_2", "ssse3"]],
    ["partial", null, []],
    ["arm", null, []],
    ["s390x", null, []],
    ["empty", null, []],
  ] as const)("%s", (name, level, lacks) => {
    expect(parseCpuinfo(linuxTexts[name])).toEqual({ level, lacks });
  });

  test("every single feature of a level counts", () => {
    const needed = {
      2: "cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3",
      3: "abm avx avx2 bmi1 bmi2 f16c fma movbe xsave",
    };
    for (const [level, features] of Object.entries(needed)) {
      for (const feature of features.split(" ")) {
        const text = linuxTexts.haswell.replaceAll(` ${feature} `, " ");
        expect(parseCpuinfo(text)).toEqual({ level: Number(level) - 1, lacks: [feature] });
      }
    }
  });

  test("without /proc the addon is asked", () => {
    const read = () => {
      throw new Error("ENOENT");
    };
    expect(cpuOf(facts("linux", { read }), () => 3)).toEqual({ level: 3, lacks: [] });
    expect(cpuOf(facts("linux", { read: () => linuxTexts.arm }), () => null).level).toBeNull();
  });
});

describe("macOS: sysctl", () => {
  test.each([
    ["broadwell", 3, []],
    ["translatedNo", 3, []],
    ["ivyBridge", 2, ["LZCNT", "AVX2", "BMI1", "BMI2", "FMA", "MOVBE"]],
    ["nothing", null, []],
  ] as const)("%s", (name, level, lacks) => {
    expect(parseSysctl(darwinTexts[name])).toEqual({ level, lacks });
  });

  test("under Rosetta: x86-64-v2, and more only where it is listed", () => {
    expect(parseSysctl(darwinTexts.rosetta).level).toBe(2);
    expect(parseSysctl(`sysctl.proc_translated: 1\n`).level).toBe(2);
    const all = `sysctl.proc_translated: 1\n${darwinTexts.broadwell}`;
    expect(parseSysctl(all).level).toBe(3);
  });

  test("one program, by its full path; where it fails the addon is asked", () => {
    const asked: string[] = [];
    const run = (program: string) => {
      asked.push(program);
      return darwinTexts.broadwell;
    };
    expect(cpuOf(facts("darwin", { run }), never).level).toBe(3);
    expect(asked).toEqual(["/usr/sbin/sysctl"]);
    expect(cpuOf(facts("darwin", { run: () => null }), () => 2).level).toBe(2);
  });
});

describe("Windows and others: the addon", () => {
  test("is asked once, and not again while it is asked", () => {
    let asked = 0;
    const windows = facts("win32", {});
    const ask = () => {
      asked += 1;
      expect(cpuOf(windows, never).level).toBeNull();
      return 3 as const;
    };
    expect(cpuOf(windows, ask).level).toBe(3);
    expect(cpuOf(windows, ask).level).toBe(3);
    expect(asked).toBe(1);
  });

  test("one that says nothing leaves it open for the next", () => {
    const windows = facts("win32", {});
    expect(cpuOf(windows, () => null).level).toBeNull();
    expect(cpuOf(windows, () => 2).level).toBe(2);
  });

  test("one that throws may be asked again", () => {
    const windows = facts("win32", {});
    expect(() => cpuOf(windows, never)).toThrow();
    expect(cpuOf(windows, () => 2).level).toBe(2);
  });

  test.each([
    [{ __ferrotype: { cpuLevel: 1 } }, 1],
    [{ __ferrotype: { cpuLevel: 3 } }, 3],
    [{ __ferrotype: { cpuLevel: 0 } }, null],
    [{ __ferrotype: { cpuLevel: 4 } }, null],
    [{ __ferrotype: {} }, null],
    [{ __ferrotype: null }, null],
    [{}, null],
    [null, null],
  ])("%j", (addon, level) => {
    expect(levelOfAddon(addon)).toBe(level);
  });
});

test("a process remembers, and tells no child", () => {
  const before = JSON.stringify(process.env);
  let reads = 0;
  const linux = facts("linux", {
    read: (path) => {
      expect(path).toBe("/proc/cpuinfo");
      reads += 1;
      return linuxTexts.haswell;
    },
  });
  expect(cpuOf(linux, never).level).toBe(3);
  expect(cpuOf(linux, never).level).toBe(3);
  expect(reads).toBe(1);
  expect(JSON.stringify(process.env)).toBe(before);
});

describe("the real system", () => {
  test("a program that hangs, fails, or is not there", () => {
    const node = process.execPath;
    expect(nodeCpu.run(node, ["-p", "1 + 1"])).toBe("2\n");
    expect(nodeCpu.run(node, ["-e", "console.log('some'); process.exit(1)"])).toBe("some\n");
    expect(nodeCpu.run(node, ["-e", "setInterval(() => {}, 1000)"])).toBeNull();
    expect(nodeCpu.run("/nowhere/sysctl", [])).toBeNull();
  });
});

describe("Node-API", () => {
  test.each([
    [undefined, 9, null],
    [8, 9, null],
    [9, 9, null],
    [9, null, null],
    [
      9,
      8,
      "it is built for Node-API 9, which Node has since 18.17, 20.3 or 21; this runtime has Node-API 8",
    ],
    [
      10,
      9,
      "it is built for Node-API 10, which Node has since 22.14 or 23.6; this runtime has Node-API 9",
    ],
    [11, 10, "it is built for Node-API 11; this runtime has Node-API 10"],
  ])("built for %s, runtime with %s", (needed, own, fault) => {
    expect(nodeApiFault(needed, own)).toBe(fault);
  });
});
