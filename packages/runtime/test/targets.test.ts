import { expect, test } from "vitest";

import { targets, targetsOf } from "../src/binary/targets.js";

const never = () => {
  throw new Error("asked for the C library");
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

test("names and triples are unique", () => {
  expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  expect(new Set(targets.map(({ triple }) => triple)).size).toBe(targets.length);
  expect(targets).toHaveLength(24);
});
