/** The readers on real addons from npm: 18 by default, those of rarer targets too with `REAL_BINARIES=all`. */
import { readFileSync, statSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { inspectBinary } from "../src/binary/inspect-binary.js";
import { targets } from "../src/binary/targets.js";
import { look } from "./memory-file.js";
import { realBinaries } from "./real-binaries.js";

let binaries: ReturnType<typeof realBinaries> = [];

beforeAll(() => {
  binaries = realBinaries(process.env["REAL_BINARIES"] === "all");
}, 120_000);

const formats: Readonly<Record<string, string>> = { darwin: "mach-o", win32: "pe" };

/** What the name of a target says. */
function expectedOf(name: string): object {
  // Two of the real ones are for targets that napi-rs does not build for.
  const known = targets.find(
    (target) => target.name === name.replace(/(riscv64|loong64)-musl/u, "$1-gnu"),
  );
  if (known === undefined) throw new Error(`${name} is no target`);
  const { platform, arches, libc } = known;
  return {
    format: formats[platform] ?? "elf",
    platform,
    arches,
    libc: name.endsWith("-musl") ? "musl" : libc,
    stamp: null,
    damage: null,
  };
}

test("platform, processor and C library are what the package is named for", () => {
  expect(binaries.length).toBeGreaterThanOrEqual(18);
  for (const { target, path } of binaries) {
    expect({ target, ...inspectBinary(path) }).toEqual({ target, ...expectedOf(target) });
  }
});

test("every kind of target is among them", () => {
  const seen = new Set(binaries.map(({ target }) => target.split("-")[0]));
  expect(seen).toEqual(new Set(targets.map(({ platform }) => platform)));
  const arches = new Set(binaries.flatMap(({ path }) => inspectBinary(path).arches));
  for (const arch of ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"]) {
    expect(arches).toContain(arch);
  }
});

test("a few kilobytes are read of each", () => {
  for (const { target, path } of binaries) {
    const { readBytes, reads } = look(readFileSync(path));
    expect(readBytes, target).toBeLessThan(64 * 1024);
    expect(reads, target).toBeLessThan(60);
  }
});

describe("broken ones", () => {
  test("cut short at many places: damaged, and nothing else than before", () => {
    for (const { target, path } of binaries) {
      const bytes = readFileSync(path);
      const whole = look(bytes);
      for (let part = 0; part < 64; part += 1) {
        const length = part < 32 ? part * 40 : Math.floor((bytes.length * (part - 32)) / 32);
        const { damage, arches, readBytes } = look(bytes.subarray(0, length));
        expect(damage, `${target}, ${length} bytes`).not.toBeNull();
        expect([[], whole.arches]).toContainEqual(arches);
        expect(readBytes).toBeLessThan(0x100_0000);
      }
    }
  });

  test("words of the header overwritten", () => {
    for (const { target, path } of binaries) {
      const bytes = readFileSync(path);
      for (let at = 4; at < 1024; at += 4) {
        const kept = bytes.readUInt32LE(at);
        for (const lie of [0, 1, 0x7fff_fff0, 0xffff_ffff]) {
          bytes.writeUInt32LE(lie, at);
          const { readBytes } = look(bytes);
          expect(readBytes, target).toBeLessThan(0x100_0000 + bytes.length * 1.1);
        }
        bytes.writeUInt32LE(kept, at);
      }
    }
  });
});

test("what was fetched is what was pinned, and little", () => {
  for (const { path } of binaries) expect(statSync(path).size).toBeGreaterThan(10_000);
});
