import type { Libc } from "./targets.js";

/** What a file says about itself. */
export interface BinaryInfo {
  /** Null: none of the three. */
  readonly format: "elf" | "mach-o" | "pe" | null;
  /** `process.platform` where it runs; an ELF file that does not tell counts as `linux`. Null: unknown. */
  readonly platform: string | null;
  /** `process.arch` values that it serves; several in a universal Mach-O file. */
  readonly arches: readonly string[];
  /** C library that it is linked to; null where it does not tell. */
  readonly libc: Libc | null;
  /** Null: it carries none. */
  readonly stamp: BinaryStamp | null;
  /** What is wrong, as the end of a sentence that begins with "it"; null: nothing. */
  readonly damage: string | null;
}

/** Who a binary is, as it says in a section of its own; see docs/border.md. */
export interface BinaryStamp {
  readonly package: string;
  readonly version: string;
  /** Number of the algorithm that made the contract. */
  readonly algorithm: number;
  /** 32 hexadecimal digits. */
  readonly contract: string;
  /** 8 hexadecimal digits for each item of the surface, by `name` or `namespace.name`. */
  readonly exports: Readonly<Record<string, string>>;
  /** Version of Node-API that it is built for; absent: not told. */
  readonly napi?: number;
  /** The number in `x86-64-v3` that it is compiled for; absent: 1, or not told, or another architecture. */
  readonly cpu?: number;
}
