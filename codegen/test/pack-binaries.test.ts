/** What binaries of all kinds say against packing them; the rules that the fixtures of the codes do not show. */
import type { BinaryInfo } from "@ferrotype/runtime/binary";
import { expect, test } from "vitest";

import { checkAwaited, checkBinaries, checkVariants } from "../src/pack/check-binaries.js";
import { corePackage } from "../src/pack/core-package.js";
import { leafPackage } from "../src/pack/leaf-package.js";
import { binary, packSurface } from "./diagnostic-fixtures/pack.js";
import { options } from "./surface-builders.js";

const { package: info, contract } = packSurface;
const stamp = {
  package: info.name,
  version: info.version,
  algorithm: contract.algorithm,
  contract: contract.hash,
  exports: {},
};

function faults(name: string, more: Partial<BinaryInfo> = {}): readonly string[] {
  return checkBinaries([binary(name, more)], packSurface).map(({ message }) => message);
}

test.each([
  "linux-x64-gnu",
  "linux-x64-musl",
  "linux-arm64-gnu",
  "linux-arm-gnueabihf",
  "darwin-universal",
  "win32-x64-msvc",
  "win32-arm64-msvc",
  "freebsd-x64",
  "android-arm64",
])("a binary for %s that says so", (name) => {
  expect(faults(name)).toEqual([]);
});

test.each([
  ["linux-x64-gnu", { libc: "musl" }, "it is linked to musl"],
  ["linux-x64-musl", { libc: "gnu" }, "it is linked to glibc"],
  ["win32-x64-msvc", { platform: "linux" }, "its header says linux, and the name win32"],
  ["linux-x64-gnu", { platform: "darwin" }, "its header says darwin, and the name linux"],
  ["darwin-universal", { arches: ["x64"] }, "its header says x64, and the name arm64"],
  ["darwin-x64", { damage: "it is empty" }, "it is empty"],
  ["linux-x64-gnu", { stamp: { ...stamp, napi: 8, cpu: 3 } }, "it is compiled for x86-64-v3"],
  ["linux-x64-gnu-modern", { stamp: { ...stamp, napi: 8 } }, "it is compiled for x86-64-v1"],
  ["linux-x64-gnu-baseline", { stamp: { ...stamp, cpu: 3 } }, "it is compiled for x86-64-v3"],
] as const)("%s with %o: %s %s", (name, more, said) => {
  expect(faults(name, more)).toEqual([expect.stringMatching(new RegExp(`${said}$`, "u"))]);
});

test.each([
  ["linux-x64-gnu-modern", { ...stamp, napi: 8, cpu: 3 }],
  ["linux-x64-gnu-baseline", { ...stamp, napi: 8, cpu: 2 }],
  ["linux-x64-gnu", { ...stamp, napi: 8 }],
  // Of a build before stamps told it.
  ["linux-x64-gnu-modern", stamp],
  ["linux-x64-gnu", null],
] as const)("the level of %s is right", (name, own) => {
  expect(faults(name, { stamp: own })).toEqual([]);
});

test("a stamp is told by the first thing that differs", () => {
  const said = (more: Partial<typeof stamp>): readonly string[] =>
    faults("linux-x64-gnu", { stamp: { ...stamp, ...more } });
  expect(said({ package: "other" })[0]).toContain(`it is of other, not of ${info.name}`);
  expect(said({ version: "0.0.1" })[0]).toContain("it is version 0.0.1, and the package is");
  expect(said({ contract: "f" })[0]).toContain("its contract is f, and that of the package");
});

test("both halves of a universal binary are asked", () => {
  const whole = binary("darwin-universal", { stamp });
  const [first, second] = whole.readings;
  if (first === undefined || second === undefined) throw new Error("there are two");
  const stale = { ...second, stamp: { ...stamp, version: "0.0.1" } };
  const found = checkBinaries([{ ...whole, readings: [first, stale] }], packSurface);
  expect(found.map(({ code }) => code)).toEqual(["FT6020"]);
});

test("variants: which need another one, and what their leaves say", () => {
  const codes = (...targets: readonly string[]): number => checkVariants(targets).length;
  expect(codes("linux-x64-gnu-modern")).toBe(1);
  expect(codes("linux-x64-gnu-modern", "linux-x64-musl-baseline")).toBe(1);
  expect(codes("linux-x64-gnu-modern", "linux-x64-gnu-baseline")).toBe(0);
  expect(codes("linux-x64-gnu-baseline")).toBe(0);
  const core = corePackage({
    surface: packSurface,
    options,
    absolute: (path) => path,
    licences: [],
    rust: false,
  });
  const { name, manifest } = leafPackage(packSurface, binary("linux-x64-gnu-modern"), core, []);
  expect(name).toBe("@fixture/natives-linux-x64-gnu-modern");
  expect(manifest).toMatchObject({ os: ["linux"], cpu: ["x64"], libc: ["glibc"] });
  expect(manifest["ferrotype"]).toMatchObject({ target: "linux-x64-gnu-modern" });
});

test("the parts of a universal binary are awaited where it is", () => {
  const found = ["darwin-x64", "darwin-arm64"].map((target) => ({ target, shown: target }));
  expect(checkAwaited(found, ["darwin-universal"])).toEqual([]);
  expect(checkAwaited(found, ["darwin-arm64"])).toHaveLength(1);
});
