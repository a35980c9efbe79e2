/** Targets, and what a native addon says about itself without being loaded. Imports nothing but `node:fs`. */
export { type BinaryInfo, type BinaryStamp } from "./binary/binary-info.js";
export { inspectBinary, libcOfExecutable } from "./binary/inspect-binary.js";
export { type Libc, type Target, targets, targetsOf } from "./binary/targets.js";
