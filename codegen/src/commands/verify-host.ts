/** This machine as a target, and whether a binary is for it. */
import {
  inspectBinary,
  libcOfExecutable,
  targetsOf,
  type BinaryInfo,
} from "@ferrotype/runtime/binary";

export interface Host {
  /** Names of its targets, the closest first. */
  readonly targets: readonly string[];
  /** The closest one, or platform and processor where no target is made for it. */
  readonly name: string;
}

/** The target that this process runs on. */
export function describeHost(): Host {
  const { platform, arch } = process;
  const targets = targetsOf(platform, arch, () => libcOfExecutable(process.execPath));
  return { targets, name: targets[0] ?? `${platform}-${arch}` };
}

/** True where this process can load the file, as far as its header tells. */
export function fitsHost(path: string): boolean {
  const info = inspectBinary(path);
  if (info.format === null || info.platform !== process.platform) return false;
  if (!info.arches.includes(process.arch)) return false;
  const libc = process.platform === "linux" ? libcOfExecutable(process.execPath) : null;
  return libc === null || info.libc === null || info.libc === libc;
}

/** `darwin-arm64`, as far as a file tells what it is built for. */
export function describeBinary({ platform, arches, libc }: BinaryInfo): string {
  return [platform ?? "unknown", arches.join("+"), ...(libc === null ? [] : [libc])].join("-");
}
