/** What `cfg` says on a target, from the target's name. */

/** Values of `target_os`, `target_arch` … on a target; a key that is absent is not known. */
export type TargetFacts = ReadonlyMap<string, readonly string[]>;

const systems: ReadonlyMap<string, { readonly os: string; readonly family: readonly string[] }> =
  new Map([
    ["android", { os: "android", family: ["unix"] }],
    ["darwin", { os: "macos", family: ["unix"] }],
    ["freebsd", { os: "freebsd", family: ["unix"] }],
    ["linux", { os: "linux", family: ["unix"] }],
    ["openharmony", { os: "linux", family: ["unix"] }],
    ["win32", { os: "windows", family: ["windows"] }],
  ]);

const architectures: ReadonlyMap<
  string,
  { readonly arch: string; readonly width: string; readonly endian?: string }
> = new Map([
  ["arm", { arch: "arm", width: "32" }],
  ["arm64", { arch: "aarch64", width: "64" }],
  ["ia32", { arch: "x86", width: "32" }],
  ["loong64", { arch: "loongarch64", width: "64" }],
  ["ppc64", { arch: "powerpc64", width: "64" }],
  ["riscv64", { arch: "riscv64", width: "64" }],
  ["s390x", { arch: "s390x", width: "64", endian: "big" }],
  ["x64", { arch: "x86_64", width: "64" }],
]);

/** The system a target is for: `linux-x64-gnu` → `linux`. */
export function platformOf(target: string): string {
  return target.split("-")[0] ?? target;
}

const environments: ReadonlyMap<string, readonly string[]> = new Map([
  ["android", ["", "eabi"]],
  ["linux", ["gnu", "musl", "gnueabihf", "musleabihf"]],
  ["win32", ["msvc", "gnu"]],
]);

/** A target without its variant: `linux-x64-gnu-modern` → `linux-x64-gnu`. What exists on one exists on all of them. */
export function baseTarget(target: string): string {
  return target.replace(
    /^((?:linux|darwin|win32|freebsd)-x64(?:-\w+)?)-(?:modern|baseline)$/u,
    "$1",
  );
}

/** Null for a target that is not known. */
export function targetFacts(target: string): TargetFacts | null {
  const [platform = "", architecture = "", libc = "", ...rest] = baseTarget(target).split("-");
  const system = systems.get(platform);
  const libcs = environments.get(platform) ?? [""];
  if (system === undefined || !libcs.includes(libc) || rest.length > 0) return null;
  const facts = new Map<string, readonly string[]>([
    ["target_os", [system.os]],
    ["target_family", system.family],
    ["unix", system.family.includes("unix") ? ["true"] : []],
    ["windows", system.family.includes("windows") ? ["true"] : []],
    ["target_env", [environment(platform, libc)]],
    ["target_vendor", [vendor(platform)]],
  ]);
  const found = architectures.get(architecture);
  if (found !== undefined) {
    facts.set("target_arch", [found.arch]);
    facts.set("target_pointer_width", [found.width]);
    facts.set("target_endian", [found.endian ?? "little"]);
    return facts;
  }
  return platform === "darwin" && architecture === "universal" ? facts : null;
}

function environment(platform: string, libc: string): string {
  if (platform === "openharmony") return "ohos";
  if (platform === "android") return "";
  return libc.replace(/(?:ea)?bi(?:hf)?$/u, "").replace(/e$/u, "");
}

function vendor(platform: string): string {
  if (platform === "darwin") return "apple";
  return platform === "win32" ? "pc" : "unknown";
}
