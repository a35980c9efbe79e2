import { describe, expect, test } from "vitest";

import { targets, targetsOf } from "../src/binary/targets.js";

const never = () => {
  throw new Error("asked for something that does not matter here");
};

test.each([
  ["linux", "x64", "gnu", ["linux-x64-gnu"]],
  ["linux", "x64", "musl", ["linux-x64-musl"]],
  ["linux", "x64", null, ["linux-x64-gnu", "linux-x64-musl"]],
  ["linux", "arm64", "gnu", ["linux-arm64-gnu"]],
  ["linux", "arm", "musl", ["linux-arm-musleabihf"]],
  ["linux", "riscv64", "musl", []],
  ["linux", "mips", "gnu", []],
] as const)("%s %s with %s", (platform, arch, libc, expected) => {
  expect(targetsOf(platform, arch, () => libc)).toEqual(expected);
});

test.each([
  ["darwin", "arm64", ["darwin-arm64", "darwin-universal"]],
  ["darwin", "x64", ["darwin-x64", "darwin-universal"]],
  ["win32", "x64", ["win32-x64-msvc", "win32-x64-gnu"]],
  ["win32", "arm64", ["win32-arm64-msvc"]],
  ["win32", "ia32", ["win32-ia32-msvc"]],
  ["freebsd", "x64", ["freebsd-x64"]],
  ["android", "arm", ["android-arm-eabi"]],
  ["openharmony", "arm64", ["openharmony-arm64"]],
  ["sunos", "x64", []],
] as const)("%s %s, whatever the C library", (platform, arch, expected) => {
  expect(targetsOf(platform, arch, never)).toEqual(expected);
});

describe("variants, the closest first", () => {
  test.each([
    [3, ["linux-x64-gnu-modern", "linux-x64-gnu-baseline", "linux-x64-gnu"]],
    [2, ["linux-x64-gnu-baseline", "linux-x64-gnu"]],
    [null, ["linux-x64-gnu-baseline", "linux-x64-gnu"]],
    [1, ["linux-x64-gnu"]],
  ] as const)("level %s on Linux", (level, expected) => {
    const names = targetsOf(
      "linux",
      "x64",
      () => "gnu",
      () => level,
    );
    expect(names).toEqual(expected);
  });

  test.each([
    ["linux", "musl", 2, ["linux-x64-musl-baseline", "linux-x64-musl"]],
    ["darwin", null, 2, ["darwin-x64-baseline", "darwin-x64", "darwin-universal"]],
    [
      "win32",
      null,
      3,
      [
        "win32-x64-msvc-modern",
        "win32-x64-gnu-modern",
        "win32-x64-msvc-baseline",
        "win32-x64-gnu-baseline",
        "win32-x64-msvc",
        "win32-x64-gnu",
      ],
    ],
    ["freebsd", null, 3, ["freebsd-x64-modern", "freebsd-x64-baseline", "freebsd-x64"]],
  ] as const)("%s %s level %i", (platform, libc, level, expected) => {
    const names = targetsOf(
      platform,
      "x64",
      () => libc,
      () => level,
    );
    expect(names).toEqual(expected);
  });

  test("only x64 has them: elsewhere nothing is asked", () => {
    expect(targetsOf("linux", "arm64", () => "gnu", never)).toEqual(["linux-arm64-gnu"]);
    expect(targetsOf("openharmony", "x64", never, never)).toEqual(["openharmony-x64"]);
  });
});

test("names are unique, and triples of targets without a variant", () => {
  expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  const plain = targets.filter(({ variant }) => variant === null);
  expect(new Set(plain.map(({ triple }) => triple)).size).toBe(plain.length);
  expect(plain).toHaveLength(24);
  expect(plain.every(({ name, base, cpu }) => name === base && cpu === null)).toBe(true);
});

test("a variant is its base for a part of the processors", () => {
  const variants = targets.filter(({ variant }) => variant !== null);
  expect(variants).toHaveLength(12);
  for (const { name, base, variant, cpu, ...rest } of variants) {
    const plain = targets.find((target) => target.name === base);
    expect(plain).toEqual({ name: base, base, variant: null, cpu: null, ...rest });
    expect(name).toBe(`${base}-${variant}`);
    expect(cpu).toBe(variant === "modern" ? "x86-64-v3" : "x86-64-v2");
  }
});
