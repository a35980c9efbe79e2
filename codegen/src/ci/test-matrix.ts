/** Where packages are tried out: on every system of the targets, and on every line of Node where that costs little. */
import { targets, type Target } from "@ferrotype/runtime/binary";

import { runners } from "./build-matrix.js";
import type { MatrixRow } from "./workflow.js";

/** A row for each pair of target and Node. `nodes`: the oldest first; systems that cost more get the last but one. */
export function testMatrix(
  names: readonly string[],
  nodes: readonly string[],
): readonly MatrixRow[] {
  const current = nodes.at(-2) ?? nodes.at(-1) ?? "";
  return systems.flatMap(({ runner, platform, arch, libc, every }) => {
    const target = targets.find(
      (each) => names.includes(each.name) && fits(each, platform, arch, libc),
    );
    if (target === undefined) return [];
    return (every ? nodes : [current]).map((node) => ({
      target: target.name,
      runner,
      node,
      // Debian's Node runs the steps, Alpine's runs the package.
      image: libc === "musl" ? `node:${node}-alpine` : "",
    }));
  });
}

function fits(target: Target, platform: string, arch: string, libc: string | null): boolean {
  // A variant needs a processor that a runner need not have; the loader falls back to the plain target.
  if (target.variant !== null || target.libc !== libc) return false;
  return target.platform === platform && target.arches.includes(arch);
}

interface System {
  readonly runner: string;
  readonly platform: string;
  readonly arch: string;
  readonly libc: "gnu" | "musl" | null;
  /** On every Node. */
  readonly every: boolean;
}

const systems: readonly System[] = [
  { runner: runners.linuxX64, platform: "linux", arch: "x64", libc: "gnu", every: true },
  { runner: runners.linuxX64, platform: "linux", arch: "x64", libc: "musl", every: false },
  { runner: runners.linuxArm64, platform: "linux", arch: "arm64", libc: "gnu", every: false },
  { runner: runners.linuxArm64, platform: "linux", arch: "arm64", libc: "musl", every: false },
  { runner: runners.macArm64, platform: "darwin", arch: "arm64", libc: null, every: true },
  { runner: runners.macX64, platform: "darwin", arch: "x64", libc: null, every: false },
  { runner: runners.windowsX64, platform: "win32", arch: "x64", libc: null, every: true },
  { runner: runners.windowsArm64, platform: "win32", arch: "arm64", libc: null, every: false },
];
