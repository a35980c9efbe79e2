import { describe, expect, test } from "vitest";

import type { CpuLevel } from "../src/binary/targets.js";
import type { VariantFacts } from "../src/load/cpu/variant.js";
import { hostTargets, processorFault, tooNewTargets } from "../src/load/cpu/variant.js";
import { linuxTexts } from "./cpu-texts.js";

function never(): never {
  throw new Error("detection ran");
}

const world = (text: string | null, more: Partial<VariantFacts> = {}): VariantFacts => ({
  platform: "linux",
  arch: "x64",
  env: {},
  libc: () => "gnu",
  cpu: {
    platform: more.platform ?? "linux",
    read: () => text ?? never(),
    run: never,
    memory: {},
  },
  ...more,
});
const blind = (more: Partial<VariantFacts> = {}): VariantFacts => ({
  ...world(null, more),
  cpu: { platform: more.platform ?? "linux", read: never, run: never, memory: {} },
});
const table = (...targets: readonly string[]) => ({ envPrefix: "X_ADDON", targets });

const both = table("linux-x64-gnu-modern", "linux-x64-gnu-baseline");
const all = table("linux-x64-gnu", "linux-x64-gnu-modern", "linux-x64-gnu-baseline");
const MODERN = "linux-x64-gnu-modern";
const BASELINE = "linux-x64-gnu-baseline";
const PLAIN = "linux-x64-gnu";

describe("without a variant for this machine nothing is detected", () => {
  const reading = () => never();
  const strict = (more: Partial<VariantFacts> = {}): VariantFacts => ({
    ...blind(more),
    cpu: new Proxy({} as VariantFacts["cpu"], { get: reading }),
    env: new Proxy({}, { get: reading }),
  });
  test.each([
    ["plain targets", table(PLAIN, "win32-x64-msvc"), {}, [PLAIN]],
    ["variants of another system", table(PLAIN, "win32-x64-msvc-modern"), {}, [PLAIN]],
    ["another processor", all, { arch: "arm64" }, ["linux-arm64-gnu"]],
    ["another system", all, { platform: "win32" }, ["win32-x64-msvc", "win32-x64-gnu"]],
  ] as const)("%s", (_name, published, more, host) => {
    const facts = strict(more);
    expect(hostTargets(published, facts, never)).toEqual(host);
    expect(tooNewTargets(published, facts, host, never)).toEqual([]);
    expect(processorFault(published, facts, undefined, never)).toBeNull();
    expect(processorFault(published, facts, 1, never)).toBeNull();
  });
});

describe("the closest first", () => {
  test.each([
    ["haswell", [MODERN, BASELINE, PLAIN]],
    ["epyc", [MODERN, BASELINE, PLAIN]],
    ["ivyBridge", [BASELINE, PLAIN]],
    ["virtualBox", [BASELINE, PLAIN]],
    ["withoutMovbe", [BASELINE, PLAIN]],
    ["mixed", [BASELINE, PLAIN]],
    ["qemu", [PLAIN]],
  ] as const)("%s", (name, host) => {
    expect(hostTargets(all, world(linuxTexts[name]), never)).toEqual(host);
  });

  test("unknown: never modern", () => {
    const facts = world(linuxTexts.arm);
    expect(hostTargets(all, facts, () => null)).toEqual([BASELINE, PLAIN]);
  });

  test("musl has its own", () => {
    const musl = table("linux-x64-musl-modern", "linux-x64-musl");
    const facts = world(linuxTexts.haswell, { libc: () => "musl" });
    expect(hostTargets(musl, facts, never)[0]).toBe("linux-x64-musl-modern");
  });
});

describe("the variable", () => {
  const set = (value: string, text: string | null = null): VariantFacts => {
    const env = { X_ADDON_VARIANT: value };
    return text === null ? blind({ env }) : world(text, { env });
  };
  test("modern: on any processor, without looking", () => {
    expect(hostTargets(all, set("modern"), never)).toEqual([MODERN, BASELINE, PLAIN]);
    expect(processorFault(all, set("modern"), 3, never)).toBeNull();
  });
  test("baseline: on any processor, without looking", () => {
    expect(hostTargets(all, set("baseline"), never)).toEqual([BASELINE, PLAIN]);
  });
  test.each(["", "v3", "MODERN", "constructor"])("%j is as good as none", (value) => {
    expect(hostTargets(all, set(value, linuxTexts.ivyBridge), never)).toEqual([BASELINE, PLAIN]);
  });
});

describe("a processor that can do too little", () => {
  test("for all that is published: each with the reason", () => {
    const facts = world(linuxTexts.qemu);
    const host = hostTargets(both, facts, never);
    expect(host).toEqual([PLAIN]);
    const lacks = "this one is x86-64-v1 and lacks popcnt, sse4_1, sse4_2, ssse3";
    expect(tooNewTargets(both, facts, host, never)).toEqual([
      { target: MODERN, why: `it is built for processors from x86-64-v3 on, ${lacks}` },
      { target: BASELINE, why: `it is built for processors from x86-64-v2 on, ${lacks}` },
    ]);
  });

  test("for some of it: those are left out", () => {
    const facts = world(linuxTexts.ivyBridge);
    expect(tooNewTargets(both, facts, hostTargets(both, facts, never), never)).toEqual([]);
  });

  test("unknown, and only modern is published", () => {
    const facts = world(linuxTexts.empty);
    const modern = table(MODERN);
    const host = hostTargets(modern, facts, () => null);
    expect(tooNewTargets(modern, facts, host, () => null)).toEqual([
      {
        target: MODERN,
        why: "it is built for processors from x86-64-v3 on, and what this one can do is not known",
      },
    ]);
  });

  test.each([
    [
      3,
      "ivyBridge",
      "it is built for processors from x86-64-v3 on, this one is x86-64-v2 and lacks abm, avx2, bmi1, bmi2, fma, movbe",
    ],
    [
      2,
      "qemu",
      "it is built for processors from x86-64-v2 on, this one is x86-64-v1 and lacks popcnt, sse4_1, sse4_2, ssse3",
    ],
    [3, "haswell", null],
    [2, "ivyBridge", null],
    [3, "arm", null],
  ] as const)("a binary compiled for level %i on %s", (needed, name, fault) => {
    expect(processorFault(all, world(linuxTexts[name]), needed, () => null)).toBe(fault);
  });
});

describe("Windows", () => {
  const windows = table("win32-x64-msvc-modern", "win32-x64-msvc-baseline", "win32-x64-msvc");
  test.each([
    [3, "win32-x64-msvc-modern"],
    [2, "win32-x64-msvc-baseline"],
    [1, "win32-x64-msvc"],
    [null, "win32-x64-msvc-baseline"],
  ] as const)("the baseline addon says %s", (level, first) => {
    const asked: (readonly string[])[] = [];
    const facts = blind({ platform: "win32" });
    const ask = (host: readonly string[]): CpuLevel | null => {
      asked.push(host);
      return level;
    };
    const host = hostTargets(windows, facts, ask).filter((name) => windows.targets.includes(name));
    expect(host[0]).toBe(first);
    hostTargets(windows, facts, ask);
    const baseline = ["win32-x64-msvc-baseline", "win32-x64-gnu-baseline"];
    const order = [...baseline, "win32-x64-msvc", "win32-x64-gnu"];
    expect(asked).toEqual(level === null ? [order, order] : [order]);
  });
});
