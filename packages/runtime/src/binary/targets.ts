/** Platform, processor and C library that an addon is built for. */
export interface Target {
  /** As leaf packages and files are named: `linux-x64-gnu`, `linux-x64-gnu-modern`. */
  readonly name: string;
  /** What cargo calls it; the same for all variants. */
  readonly triple: string;
  /** `process.platform` where it runs. */
  readonly platform: string;
  /** `process.arch` values that it serves: two for universal binaries. */
  readonly arches: readonly string[];
  /** C library; null where the platform has one only. */
  readonly libc: Libc | null;
  /** Which processors of one architecture it is for; null: for all of them. */
  readonly variant: Variant | null;
  /** What rustc gets as `-C target-cpu`; null: its default. */
  readonly cpu: string | null;
  /** Name of the same target without a variant. */
  readonly base: string;
}

/** `modern` needs x86-64-v3, `baseline` x86-64-v2. */
export type Variant = "modern" | "baseline";

/** How much an x64 processor can do: the number in `x86-64-v3`. Beyond 3 nothing is told apart. */
export type CpuLevel = 1 | 2 | 3;

/** C library of a Linux system. */
export type Libc = "gnu" | "musl";

type Row = readonly [name: string, triple: string, arch: string, libc?: Libc];

const rows: Readonly<Record<string, readonly Row[]>> = {
  linux: [
    ["linux-x64-gnu", "x86_64-unknown-linux-gnu", "x64", "gnu"],
    ["linux-x64-musl", "x86_64-unknown-linux-musl", "x64", "musl"],
    ["linux-arm64-gnu", "aarch64-unknown-linux-gnu", "arm64", "gnu"],
    ["linux-arm64-musl", "aarch64-unknown-linux-musl", "arm64", "musl"],
    ["linux-arm-gnueabihf", "armv7-unknown-linux-gnueabihf", "arm", "gnu"],
    ["linux-arm-musleabihf", "armv7-unknown-linux-musleabihf", "arm", "musl"],
    ["linux-loong64-gnu", "loongarch64-unknown-linux-gnu", "loong64", "gnu"],
    ["linux-ppc64-gnu", "powerpc64le-unknown-linux-gnu", "ppc64", "gnu"],
    ["linux-riscv64-gnu", "riscv64gc-unknown-linux-gnu", "riscv64", "gnu"],
    ["linux-s390x-gnu", "s390x-unknown-linux-gnu", "s390x", "gnu"],
  ],
  darwin: [
    ["darwin-x64", "x86_64-apple-darwin", "x64"],
    ["darwin-arm64", "aarch64-apple-darwin", "arm64"],
    ["darwin-universal", "universal-apple-darwin", "x64 arm64"],
  ],
  win32: [
    ["win32-x64-msvc", "x86_64-pc-windows-msvc", "x64"],
    ["win32-x64-gnu", "x86_64-pc-windows-gnu", "x64"],
    ["win32-arm64-msvc", "aarch64-pc-windows-msvc", "arm64"],
    ["win32-ia32-msvc", "i686-pc-windows-msvc", "ia32"],
  ],
  freebsd: [
    ["freebsd-x64", "x86_64-unknown-freebsd", "x64"],
    ["freebsd-arm64", "aarch64-unknown-freebsd", "arm64"],
    ["freebsd-ppc64", "powerpc64le-unknown-freebsd", "ppc64"],
  ],
  android: [
    ["android-arm64", "aarch64-linux-android", "arm64"],
    ["android-arm-eabi", "armv7-linux-androideabi", "arm"],
  ],
  openharmony: [
    ["openharmony-arm64", "aarch64-unknown-linux-ohos", "arm64"],
    ["openharmony-x64", "x86_64-unknown-linux-ohos", "x64"],
  ],
};

/** What the variants need. */
export const variantLevels: Readonly<Record<Variant, CpuLevel>> = { modern: 3, baseline: 2 };

/** Every target that napi-rs builds for, WebAssembly excepted; each of x64 is followed by its variants. */
export const targets: readonly Target[] = /* @__PURE__ */ Object.entries(rows).flatMap(
  ([platform, list]) =>
    list.flatMap(([base, triple, arch, libc]) => {
      const plain = { triple, platform, arches: arch.split(" "), libc: libc ?? null, base };
      return [
        { ...plain, name: base, variant: null, cpu: null },
        ...(arch === "x64" && platform !== "openharmony"
          ? (["modern", "baseline"] as const)
          : []
        ).map((variant) => ({
          ...plain,
          name: `${base}-${variant}`,
          variant,
          cpu: `x86-64-v${variantLevels[variant]}`,
        })),
      ];
    }),
);

/**
 * Names of the targets that run on a machine, the closest first.
 * `libc` is asked on Linux only; null there means unknown, and both C libraries fit. Without `cpuLevel` there are no
 * variants; with it, those that the processor can run come first, and where the level is unknown (null), `baseline`
 * is one of them.
 */
export function targetsOf(
  platform: string,
  arch: string,
  libc: () => Libc | null,
  cpuLevel?: () => CpuLevel | null,
): readonly string[] {
  const fitting = targets.filter(
    (target) =>
      target.platform === platform &&
      target.arches.includes(arch) &&
      (target.variant === null || cpuLevel !== undefined),
  );
  const own = fitting.every((target) => target.libc === null) ? null : libc();
  const level = fitting.some((target) => target.variant !== null) ? cpuLevel?.() : null;
  return fitting
    .filter((target) => own === null || target.libc === null || target.libc === own)
    .filter(({ variant }) => variant === null || variantLevels[variant] <= (level ?? 2))
    .sort((one, other) => levelOf(other) - levelOf(one))
    .map(({ name }) => name);
}

function levelOf({ variant }: Target): number {
  return variant === null ? 1 : variantLevels[variant];
}
