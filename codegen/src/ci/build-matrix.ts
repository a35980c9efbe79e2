/** Which runner builds which target, and with what. */
import { targets, type Target } from "@ferrotype/runtime/binary";

import type { MatrixRow } from "./workflow.js";

/** Runners of GitHub, each with an image that does not move. */
export const runners = {
  linuxX64: "ubuntu-24.04",
  linuxArm64: "ubuntu-24.04-arm",
  macArm64: "macos-15",
  macX64: "macos-15-intel",
  windowsX64: "windows-2025",
  windowsArm64: "windows-11-arm",
} as const;

/** The target that is made of two others when packages are made. */
export const universal = "darwin-universal";

/** A row for each target that is compiled; `others` are left to the project. */
export function buildMatrix(names: readonly string[]): {
  readonly rows: readonly MatrixRow[];
  readonly others: readonly string[];
} {
  // A universal binary is joined from both others, published or not.
  const parts = names.includes(universal) ? ["darwin-x64", "darwin-arm64"] : [];
  const wanted = [...new Set([...names, ...parts])].filter((name) => name !== universal);
  const rows = wanted.map((name) => ({ name, row: rowOf(name) }));
  return {
    rows: rows.flatMap(({ row }) => (row === null ? [] : [row])),
    others: rows.flatMap(({ name, row }) => (row === null ? [name] : [])),
  };
}

function rowOf(name: string): MatrixRow | null {
  const target = targets.find((each) => each.name === name);
  if (target === undefined) return null;
  const { triple, platform, libc, cpu } = target;
  const forCpu = cpu === null ? [] : [`target-cpu=${cpu}`];
  const row = (runner: string, build: string, built: string, codegen: readonly string[]) => ({
    target: name,
    runner,
    triple,
    build: [build, `--target ${built}`, ...rustFlags(triple, [...codegen, ...forCpu])].join(" "),
  });
  switch (platform) {
    case "linux":
      return row(
        runners.linuxX64,
        "cargo zigbuild",
        libc === "gnu" ? `${triple}.${oldestGlibc(target)}` : triple,
        // Else rustc makes no shared library for musl.
        libc === "musl" ? ["target-feature=-crt-static"] : [],
      );
    case "darwin":
      return row(runners.macArm64, "cargo build", triple, []);
    case "win32":
      // A clean Windows has no Visual C++ runtime. The GNU toolchain wants a libnode.dll that no runner has.
      return triple.endsWith("-msvc")
        ? row(runners.windowsX64, "cargo build", triple, ["target-feature=+crt-static"])
        : null;
    default:
      return null;
  }
}

function rustFlags(triple: string, options: readonly string[]): readonly string[] {
  if (options.length === 0) return [];
  const list = options.flatMap((option) => ['"-C"', JSON.stringify(option)]).join(", ");
  return [`--config 'target.${triple}.rustflags=[${list}]'`];
}

/** What binaries are linked for: the oldest that the architecture has, or that of RHEL 7. */
function oldestGlibc({ triple }: Target): string {
  if (triple.startsWith("loongarch64")) return "2.36";
  return triple.startsWith("riscv64") ? "2.27" : "2.17";
}
