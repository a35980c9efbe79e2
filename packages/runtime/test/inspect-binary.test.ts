import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { inspectBinary, libcOfExecutable } from "../src/binary/inspect-binary.js";
import { CPU, elf, exampleStamp, machO, pe, stampBytes, universal } from "./synthetic-binary.js";

let folder = "";
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-inspect-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function save(bytes: Buffer): string {
  count += 1;
  const path = join(folder, `${count}.node`);
  writeFileSync(path, bytes);
  return path;
}

const inspect = (bytes: Buffer, arch = "x64") => inspectBinary(save(bytes), arch);
const stamp = stampBytes();

describe("ELF", () => {
  test.each([
    ["x64 glibc", elf({ stamp }), "x64", "gnu"],
    ["x64 musl", elf({ stamp, needed: ["libc.so"] }), "x64", "musl"],
    [
      "arm64 Alpine",
      elf({ stamp, machine: 183, needed: ["libc.musl-aarch64.so.1"] }),
      "arm64",
      "musl",
    ],
    ["arm, 32 bits", elf({ stamp, machine: 40, wide: false }), "arm", "gnu"],
    ["ia32", elf({ stamp, machine: 3, wide: false }), "ia32", "gnu"],
    ["s390x, big-endian", elf({ stamp, machine: 22, little: false }), "s390x", "gnu"],
    ["big-endian, 32 bits", elf({ stamp, machine: 8, little: false, wide: false }), "mips", "gnu"],
    ["ppc64", elf({ stamp, machine: 21 }), "ppc64", "gnu"],
    ["riscv64", elf({ stamp, machine: 243 }), "riscv64", "gnu"],
    ["loong64", elf({ stamp, machine: 258 }), "loong64", "gnu"],
    ["no C library named", elf({ stamp, needed: ["libm.so.6"] }), "x64", null],
    ["unknown machine", elf({ stamp, machine: 999 }), "ELF machine 999", "gnu"],
  ])("%s", (_name, bytes, arch, libc) => {
    expect(inspect(bytes)).toEqual({
      format: "elf",
      platform: "linux",
      arches: [arch],
      libc,
      stamp: exampleStamp,
      damage: null,
    });
  });

  test.each([
    ["freebsd", elf({ osAbi: 9, needed: ["libm.so.5"] })],
    ["freebsd", elf({ needed: ["libc.so.7"] })],
    ["android", elf({ extraSections: [".note.android.ident"], needed: ["libc.so"] })],
    ["openharmony", elf({ extraSections: [".note.ohos.ident"], needed: ["libc.so"] })],
  ])("%s tells who it is; its C library needs no name", (platform, bytes) => {
    expect(inspect(bytes)).toMatchObject({ platform, libc: null, damage: null });
  });

  test("no stamp", () => {
    expect(inspect(elf())).toMatchObject({ stamp: null, damage: null });
  });

  test("what a newer stamp tells, and what only a newer one knows", () => {
    const newer = { ...exampleStamp, napi: 9, cpu: 3 };
    expect(inspect(elf({ stamp: stampBytes(newer) })).stamp).toEqual(newer);
    const unknown = { ...newer, glibc: "2.17" };
    expect(inspect(elf({ stamp: stampBytes(unknown) })).stamp).toMatchObject(newer);
    const broken = { ...exampleStamp, napi: "9" };
    expect(inspect(elf({ stamp: stampBytes(broken) })).damage).toBe("its stamp does not parse");
  });

  test("without a section table the file is looked through", () => {
    expect(inspect(elf({ stamp, sections: false })).stamp).toEqual(exampleStamp);
    // Across the border of two chunks, after bytes that only look like a stamp.
    const fake = Buffer.concat([Buffer.from("FERROTYPE-STAMP\0"), Buffer.alloc(40, 7)]);
    for (const before of [2 ** 20 - 200, 2 ** 20 - 190, 2 ** 20 - 10]) {
      const bytes = elf({
        sections: false,
        stamp: Buffer.concat([fake, Buffer.alloc(before), stamp]),
      });
      expect(inspect(bytes).stamp).toEqual(exampleStamp);
    }
  });

  test("a stamp after padding", () => {
    expect(inspect(elf({ stamp: Buffer.concat([Buffer.alloc(13), stamp]) })).stamp).toEqual(
      exampleStamp,
    );
  });

  test("an object file", () => {
    expect(inspect(elf({ type: 1 })).damage).toBe("it is an object file, not a shared library");
  });
});

describe("PE", () => {
  test.each([
    [0x8664, "x64"],
    [0xaa64, "arm64"],
    [0x14c, "ia32"],
  ])("machine %i", (machine, arch) => {
    expect(inspect(pe(machine, stamp))).toEqual({
      format: "pe",
      platform: "win32",
      arches: [arch],
      libc: null,
      stamp: exampleStamp,
      damage: null,
    });
  });

  test("no stamp", () => {
    expect(inspect(pe())).toMatchObject({ stamp: null, damage: null });
  });
});

describe("Mach-O", () => {
  test("one architecture", () => {
    expect(inspect(machO(CPU.arm64, stamp))).toEqual({
      format: "mach-o",
      platform: "darwin",
      arches: ["arm64"],
      libc: null,
      stamp: exampleStamp,
      damage: null,
    });
  });

  test("universal: the stamp of the image that would be loaded", () => {
    const other = { ...exampleStamp, version: "9.9.9" };
    const bytes = universal([
      [CPU.x64, machO(CPU.x64, stamp)],
      [CPU.arm64, machO(CPU.arm64, stampBytes(other))],
    ]);
    expect(inspect(bytes, "x64")).toMatchObject({ arches: ["x64", "arm64"], stamp: exampleStamp });
    expect(inspect(bytes, "arm64")).toMatchObject({ stamp: other });
  });
});

describe("what is broken is said, and never thrown", () => {
  test.each([
    ["empty", Buffer.alloc(0), "it is empty"],
    ["three bytes", Buffer.from("abc"), "it is no shared library"],
    ["text", Buffer.from("module.exports = {}"), "it is no shared library"],
    ["a Java class", Buffer.from("cafebabe00000034002a", "hex"), "its Mach-O header is broken"],
    [
      "a DOS program",
      Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]),
      "its PE header is broken",
    ],
    ["a stamp that does not parse", elf({ stamp: stampBytes("{") }), "its stamp does not parse"],
    [
      "a stamp of another shape",
      elf({ stamp: stampBytes({ version: 1 }) }),
      "its stamp does not parse",
    ],
    ["a stamp cut short", elf({ stamp: stamp.subarray(0, 40) }), "its stamp is cut short"],
    ["a stamp without length", elf({ stamp: stamp.subarray(0, 17) }), "its stamp is cut short"],
  ])("%s", (_name, bytes, damage) => {
    expect(inspect(bytes).damage).toBe(damage);
  });

  test("a folder, a pipe and a device", () => {
    const inner = join(folder, "folder.node");
    mkdirSync(inner);
    expect(inspectBinary(inner).damage).toBe("it is not a regular file");
    if (process.platform === "win32") return;
    const pipe = join(folder, "pipe.node");
    execFileSync("mkfifo", [pipe]);
    expect(inspectBinary(pipe).damage).toBe("it is not a regular file");
    expect(libcOfExecutable(pipe)).toBeNull();
    expect(inspectBinary("/dev/zero").damage).toBe("it is not a regular file");
  });

  test("no file: the error of the system", () => {
    expect(() => inspectBinary(join(folder, "nothing"))).toThrow(/ENOENT/u);
  });
});

describe("C library of an executable", () => {
  test.each([
    ["/lib64/ld-linux-x86-64.so.2", "gnu"],
    ["/lib/ld-musl-x86_64.so.1", "musl"],
    ["/nix/store/abc-glibc-2.40/lib/ld-linux-aarch64.so.1", "gnu"],
    ["/system/bin/linker64", null],
  ])("%s", (interpreter, libc) => {
    expect(libcOfExecutable(save(elf({ type: 2, interpreter })))).toBe(libc);
  });

  test("no interpreter, no ELF, no file", () => {
    expect(libcOfExecutable(save(elf()))).toBeNull();
    expect(libcOfExecutable(save(pe()))).toBeNull();
    expect(libcOfExecutable(join(folder, "nothing"))).toBeNull();
  });
});
