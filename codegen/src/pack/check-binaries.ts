/** What speaks against binaries, before they become packages. Pure. */
import type { BinaryInfo, Target } from "@ferrotype/runtime/binary";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Surface } from "../model/surface.js";
import { findTarget } from "./find-binaries.js";
import { npmLibc } from "./leaf-package.js";
import { binaryFile, type BuiltBinary } from "./packed-package.js";

/** FT6018: targets without a binary. */
export function checkPresent(
  addon: string,
  wanted: readonly string[],
  found: readonly string[],
  folders: readonly string[],
): readonly Diagnostic[] {
  const missing = wanted.filter((target) => !found.includes(target));
  if (missing.length === 0) return [];
  const [first = ""] = missing;
  const files = missing.map((target) => binaryFile(addon, target)).join(", ");
  const what = missing.length === 1 ? "a binary is" : `${missing.length} binaries are`;
  const one = missing.length === 1 ? "it" : "them";
  const universal =
    first === "darwin-universal"
      ? "; it is made of those for darwin-x64 and darwin-arm64, on macOS alone"
      : "";
  return [
    diagnostic("FT6018", `${what} missing: ${files}; looked for in ${folders.join(" and ")}`, {
      help: `build ${one} (napi build --target …) and name the folder with --binaries DIR${universal}; --partial packs what is there, to try it here`,
    }),
  ];
}

/** What a stamp is compared with: a lock, or the table of a package that is there. */
export interface Identity {
  readonly package: Pick<Surface["package"], "name" | "version">;
  readonly contract: Pick<Surface["contract"], "algorithm" | "hash">;
}

/** FT6019, FT6020: what each binary says of itself against its name and against the lock. */
export function checkBinaries(
  binaries: readonly BuiltBinary[],
  surface: Identity,
): readonly Diagnostic[] {
  return binaries.flatMap((binary) => {
    const foreign = binary.readings
      .map((reading, index) => headerFault(reading, binary.target, index))
      .find((fault) => fault !== null);
    if (foreign !== undefined) {
      return [
        diagnostic("FT6019", `${binary.shown} is not for ${binary.target.name}: ${foreign}`, {
          help: `build it with --target ${binary.target.triple}, or give it the name of the target that it is for`,
        }),
      ];
    }
    const misfit = binary.readings
      .map((reading) => levelFault(reading, binary.target))
      .find((fault) => fault !== null);
    if (misfit !== undefined) {
      return [
        diagnostic("FT6019", `${binary.shown} is not for ${binary.target.name}: ${misfit}`, {
          help: levelHelp(binary.target),
        }),
      ];
    }
    const stale = binary.readings
      .map((reading) => stampFault(reading, surface))
      .find((fault) => fault !== null);
    if (stale === undefined) return [];
    return [
      diagnostic("FT6020", `${binary.shown} does not belong to this package: ${stale}`, {
        help: `build it again from the commit that is packed`,
      }),
    ];
  });
}

/** What a stamp says of the processor against a target; one that says nothing of Node-API is too old to say. */
function levelFault({ stamp }: BinaryInfo, { cpu }: Target): string | null {
  if (stamp === null || (stamp.cpu === undefined && stamp.napi === undefined)) return null;
  const built = `x86-64-v${stamp.cpu ?? 1}`;
  return built === (cpu ?? "x86-64-v1") ? null : `it is compiled for ${built}`;
}

function levelHelp({ name, base, variant, cpu }: Target): string {
  return variant === null
    ? `build it without -C target-cpu, or let the config name ${name}-baseline or ${name}-modern`
    : `build it with RUSTFLAGS="-C target-cpu=${cpu ?? ""}"; ${base} is for all processors`;
}

/** What a header says against a target, as the end of a sentence. */
function headerFault(reading: BinaryInfo, target: Target, index: number): string | null {
  const { platform, arches, libc, damage } = reading;
  const arch = target.arches[index] ?? "";
  if (damage !== null) return damage;
  // ELF headers tell Android and its kin from Linux only in part.
  const elf = platform === "linux" && !["darwin", "win32"].includes(target.platform);
  if (platform !== target.platform && !elf) {
    return `its header says ${platform ?? "nothing of a platform"}, and the name ${target.platform}`;
  }
  if (!arches.includes(arch)) {
    return `its header says ${arches.join(" and ")}, and the name ${arch}`;
  }
  if (target.libc !== null && libc !== null && libc !== target.libc) {
    return `it is linked to ${npmLibc(libc)}`;
  }
  return null;
}

/** What a stamp says against the lock; a binary without one cannot be asked. */
function stampFault({ stamp }: BinaryInfo, { package: info, contract }: Identity): string | null {
  if (stamp === null) return null;
  if (stamp.package !== info.name) return `it is of ${stamp.package}, not of ${info.name}`;
  if (stamp.version !== info.version) {
    return `it is version ${stamp.version}, and the package is ${info.version}`;
  }
  if (stamp.algorithm !== contract.algorithm || stamp.contract !== contract.hash) {
    return `its contract is ${stamp.contract}, and that of the package ${contract.hash}`;
  }
  return null;
}

/** FT6021: one file under two names, or two files for one target. */
export function checkDistinct(binaries: readonly BuiltBinary[]): readonly Diagnostic[] {
  return binaries.flatMap((binary, index) => {
    const before = binaries.slice(0, index);
    const rival = before.find(
      ({ target, sha256 }) => target.name === binary.target.name && sha256 !== binary.sha256,
    );
    if (rival !== undefined) {
      const message = `${rival.shown} and ${binary.shown} are both for ${binary.target.name}, and differ`;
      return [diagnostic("FT6021", message, { help: "remove the one that is not of this build" })];
    }
    const twin = before.find(
      ({ target, sha256 }) => target.name !== binary.target.name && sha256 === binary.sha256,
    );
    if (twin === undefined) return [];
    const message = `${twin.shown} and ${binary.shown} are one and the same file`;
    const { cpu } = binary.target;
    const help =
      cpu === null
        ? "build each target with its own --target"
        : `build ${binary.target.name} with RUSTFLAGS="-C target-cpu=${cpu}"`;
    return [diagnostic("FT6021", message, { help })];
  });
}

/** FT6022: binaries that nobody would ever look for. */
export function checkAwaited(
  found: readonly { readonly target: string; readonly shown: string }[],
  configured: readonly string[],
): readonly Diagnostic[] {
  const awaited = new Set(configured);
  if (awaited.has("darwin-universal")) awaited.add("darwin-x64").add("darwin-arm64");
  return found
    .filter(({ target }) => !awaited.has(target))
    .map(({ target, shown }) =>
      diagnostic("FT6022", `${shown} is not packed: the config names no target ${target}`, {
        help: `add ${JSON.stringify(target)} to targets in the config, or build no such binary`,
      }),
    );
}

/** FT6023: a variant for newer processors, and nothing for the others. */
export function checkVariants(configured: readonly string[]): readonly Diagnostic[] {
  return configured.flatMap((name) => {
    const { variant, base } = findTarget(name) ?? { variant: null, base: name };
    const others = [base, `${base}-baseline`];
    if (variant !== "modern" || others.some((other) => configured.includes(other))) return [];
    return [
      diagnostic("FT6023", `${name} is for newer processors, and no target is for the others`, {
        help: `add ${JSON.stringify(`${base}-baseline`)} or ${JSON.stringify(base)} to targets in the config`,
      }),
    ];
  });
}

/** FT6025: the last build was made in a profile that `generate` chose by itself. */
export function checkProfile(addon: string, profile: string | null): readonly Diagnostic[] {
  if (profile !== "quick" && profile !== "dev") return [];
  return [
    diagnostic("FT6025", `${addon} is packed as it was last built, in the profile ${profile}`, {
      help: "run `ferrotype generate --profile release` first, or name the folder of other binaries: --binaries DIR",
    }),
  ];
}
