/**
 * Reads what a native addon says about itself, without loading it: format, platform, processor, C library, stamp.
 * Imports `node:fs` only.
 *
 * Invariant: bytes never crash or hang the reader. What is wrong with a file is data (`damage`); only errors of the
 * file system (no such file, no permission) are thrown.
 */
import type { BinaryInfo } from "./binary-info.js";
import type { Libc } from "./targets.js";
/** Reads header and stamp of an addon; for a universal file the stamp of `arch`. Throws errors of the file system. */
export declare function inspectBinary(path: string, arch?: string): BinaryInfo;
/** The C library that a Linux executable runs on, told by its program interpreter; null where that does not tell. */
export declare function libcOfExecutable(path: string): Libc | null;
