/** Platform, processor and C library that an addon is built for. */
export interface Target {
    /** As leaf packages and files are named: `linux-x64-gnu`. */
    readonly name: string;
    /** What cargo calls it. */
    readonly triple: string;
    /** `process.platform` where it runs. */
    readonly platform: string;
    /** `process.arch` values that it serves: two for universal binaries. */
    readonly arches: readonly string[];
    /** C library; null where the platform has one only. */
    readonly libc: Libc | null;
}
/** C library of a Linux system. */
export type Libc = "gnu" | "musl";
/** Every target that napi-rs builds for, WebAssembly excepted. */
export declare const targets: readonly Target[];
/**
 * Names of the targets that run on a machine, the closest first.
 * `libc` is asked on Linux only; null there means unknown, and both C libraries fit.
 */
export declare function targetsOf(platform: string, arch: string, libc: () => Libc | null): readonly string[];
