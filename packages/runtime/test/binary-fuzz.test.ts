import {
  array,
  assert,
  constantFrom,
  nat,
  oneof,
  option,
  property,
  record,
  uint8Array,
} from "fast-check";
import { describe, expect, test } from "vitest";

import { boundedFile } from "../src/binary/bounded-file.js";
import { inspectFile } from "../src/binary/inspect-binary.js";
import type { Looked } from "./memory-file.js";
import { look } from "./memory-file.js";
import { CPU, elf, exampleStamp, machO, pe, stampBytes, universal } from "./synthetic-binary.js";

const MIB = 0x10_0000;
const stamp = stampBytes();

const whole: readonly (readonly [string, Buffer])[] = [
  ["ELF", elf({ stamp, interpreter: "/lib64/ld-linux-x86-64.so.2" })],
  ["ELF, 32 bits", elf({ stamp, wide: false, machine: 40 })],
  ["ELF, big-endian", elf({ stamp, little: false, machine: 22 })],
  ["ELF without sections", elf({ stamp, sections: false })],
  ["PE", pe(0x8664, stamp)],
  ["Mach-O", machO(CPU.x64, stamp)],
  [
    "universal",
    universal([
      [CPU.arm64, machO(CPU.arm64)],
      [CPU.x64, machO(CPU.x64, stamp)],
    ]),
  ],
];

/** What the reader promises of any bytes. */
function expectBounds({ readBytes, reads, damage }: Looked, sizeBytes: number): void {
  // Headers and tables stay within 16 MiB; what has no section table is looked through besides.
  expect(readBytes).toBeLessThanOrEqual(16 * MIB + Math.min(sizeBytes, 512 * MIB) * 1.001);
  expect(reads).toBeLessThan(3000);
  expect(damage === null || damage.length > 0).toBe(true);
}

describe.each(whole)("%s", (name, bytes) => {
  test("whole", () => {
    expect(look(bytes)).toMatchObject({ stamp: exampleStamp, damage: null });
  });

  test("cut short at every byte: damaged, or what is missing was nothing", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const looked = look(bytes.subarray(0, length));
      expectBounds(looked, length);
      if (looked.damage === null) expect(looked.stamp).toEqual(exampleStamp);
    }
  });

  test("every word of the headers overwritten with numbers that lie", () => {
    const lies = [
      "ffffffffffffffff",
      "0000008000000000",
      "00000000ffffffff",
      "fffffffffffff7ff",
      "0000000000000000",
      "0100000000000000",
      "ffff",
      "0000",
      "ff",
    ].map((hex) => Buffer.from(hex, "hex"));
    for (const lie of lies) {
      for (let at = 0; at + lie.length <= Math.min(bytes.length, 640); at += 2) {
        const broken = Buffer.from(bytes);
        lie.copy(broken, at);
        expectBounds(look(broken), broken.length);
      }
    }
  });

  test("a number that lies in a file of 32 TiB: tables of any size fit into it", () => {
    for (let at = 4; at + 8 <= Math.min(bytes.length, 320); at += 4) {
      const broken = Buffer.from(bytes);
      broken.writeUInt32LE(0x7fff_ff00, at);
      // Without a section table all of it is looked through; that this ends is shown below.
      const size = name === "ELF without sections" ? 8 * MIB : 2 ** 45;
      expectBounds(look(broken, "x64", size), size);
    }
  });

  test("anything, anywhere, several times", () => {
    const patch = record({
      at: nat({ max: bytes.length - 1 }),
      with: oneof(
        uint8Array({ minLength: 1, maxLength: 8 }),
        constantFrom(0, 1, 0x40, 0x1000, 0x7fff_ffff, 0xffff_ffff).map((value) => {
          const word = Buffer.alloc(4);
          word.writeUInt32LE(value);
          return word;
        }),
        // A field that points at the header, at itself, or at another table.
        nat({ max: bytes.length - 1 }).map((value) => {
          const word = Buffer.alloc(8);
          word.writeUInt32LE(value);
          return word;
        }),
      ),
    });
    const cut = option(nat({ max: bytes.length }), { nil: bytes.length });
    assert(
      property(array(patch, { maxLength: 6 }), cut, (patches, length) => {
        const broken = Buffer.from(bytes);
        for (const each of patches)
          broken.set(each.with.slice(0, broken.length - each.at), each.at);
        expectBounds(look(broken.subarray(0, length)), length);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("what is no binary", () => {
  test.each(["", "\x7fELF", "\x7fELF\x02\x01\x01", "MZ", "\xca\xfe\xba\xbe", "\xcf\xfa\xed\xfe"])(
    "random bytes after %j",
    (magic) => {
      assert(
        property(uint8Array({ maxLength: 400 }), (tail) => {
          const bytes = Buffer.concat([Buffer.from(magic, "latin1"), tail]);
          const looked = look(bytes);
          expectBounds(looked, bytes.length);
          expect(looked.stamp).toBeNull();
        }),
        { numRuns: 500 },
      );
    },
  );

  test("nothing at all", () => {
    expect(look(Buffer.alloc(0))).toMatchObject({ damage: "it is empty", readBytes: 0 });
  });
});

describe("built to take long", () => {
  test("a universal file whose images are the file itself", () => {
    const file = universal([[CPU.x64, machO(CPU.x64, stamp)]]);
    file.writeUInt32BE(0, 16);
    file.writeUInt32BE(file.length, 20);
    expect(look(file).damage).toBe("its Mach-O header is broken");
  });

  test("a Java class with many constants looks like a universal file with many images", () => {
    const file = Buffer.alloc(4096);
    file.writeUInt32BE(0xcafebabe, 0);
    file.writeUInt32BE(0x0000_0041, 4);
    expect(look(file)).toMatchObject({ damage: "its Mach-O header is broken", format: null });
  });

  test("stamps without end: each begins, none is one", () => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(4 * MIB);
    const fake = Buffer.concat([Buffer.from("FERROTYPE-STAMP\0"), length, Buffer.from("{")]);
    const many = Buffer.concat(Array.from({ length: 5000 }, () => fake));
    const file = elf({ sections: false, stamp: Buffer.concat([many, Buffer.alloc(5 * MIB)]) });
    const looked = look(file);
    expectBounds(looked, file.length);
    expect(looked.damage).toBe("its header makes no sense");
  });

  test("a sparse file of 32 TiB without a section table", () => {
    const looked = look(elf({ sections: false }), "x64", 2 ** 45);
    expect(looked).toMatchObject({ stamp: null, damage: null });
    expectBounds(looked, 2 ** 45);
  });

  test("a hundred thousand libraries", () => {
    const file = elf({ needed: Array.from({ length: 100_000 }, () => "a") });
    const looked = look(file);
    expectBounds(looked, file.length);
    expect(looked).toMatchObject({ arches: ["x64"], libc: null });
  });
});

test("an error of the file system stays what it is", () => {
  const broken = Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
  const file = boundedFile({
    sizeBytes: 4096,
    readInto() {
      throw broken;
    },
  });
  expect(() => inspectFile(file, "x64")).toThrow(broken);
});

test("a file that shrinks while it is read is damaged", () => {
  const file = boundedFile({ sizeBytes: 4096, readInto: () => 0 });
  expect(inspectFile(file, "x64").damage).toBe("it became shorter while it was read");
});
