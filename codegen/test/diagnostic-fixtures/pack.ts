/** FT6017 to FT6024: what speaks against packing. */
import type { BinaryInfo } from "@ferrotype/runtime/binary";

import type { Code } from "../../src/diagnostics/codes.js";
import type { Surface } from "../../src/model/surface.js";
import {
  checkAwaited,
  checkBinaries,
  checkDistinct,
  checkPresent,
  checkProfile,
  checkVariants,
} from "../../src/pack/check-binaries.js";
import { checkLock } from "../../src/pack/check-lock.js";
import { checkPackages } from "../../src/pack/check-packages.js";
import { corePackage } from "../../src/pack/core-package.js";
import { findTarget } from "../../src/pack/find-binaries.js";
import { leafPackage } from "../../src/pack/leaf-package.js";
import type { BuiltBinary, PackedPackage } from "../../src/pack/packed-package.js";
import { fn, surfaceOf } from "../diff-cases.js";
import { options, parameter, string } from "../surface-builders.js";
import type { Act, Fixture } from "./fixture.js";

const surface: Surface = surfaceOf([fn("open", [parameter("path", string)])], {
  targets: ["linux-x64-gnu", "linux-x64-musl"],
  leaf: "@fixture/natives-<target>",
});

/** The surface of the fixture, as its lock has it. */
export const packSurface: Surface = surface;

/** A surface of a package that says something else of itself. */
function withPackage(more: Partial<Surface["package"]>): Surface {
  return { ...surface, package: { ...surface.package, ...more } };
}

/** What a good binary for Linux on x64 says of itself. */
const reading: BinaryInfo = {
  format: "elf",
  platform: "linux",
  arches: ["x64"],
  libc: "gnu",
  stamp: {
    package: surface.package.name,
    version: surface.package.version,
    algorithm: surface.contract.algorithm,
    contract: surface.contract.hash,
    exports: {},
  },
  damage: null,
};

/** A binary of the fixture for a target of the table. */
export function binary(
  name: string,
  more: Partial<BinaryInfo> = {},
  sha256: string = name,
): BuiltBinary {
  const target = findTarget(name);
  if (target === null) throw new Error(`there is no target ${name}`);
  const { platform, libc, arches } = target;
  const file = `natives.${name}.node`;
  return {
    target,
    path: `/binaries/${file}`,
    shown: `binaries/${file}`,
    sizeBytes: 8,
    sha256,
    readings: arches.map(() => ({ ...reading, platform, libc, arches, ...more })),
  };
}

/** The packages of the fixture. */
function packages(): { readonly core: PackedPackage; readonly leaf: PackedPackage } {
  const licences = [{ path: "LICENSE", content: "MIT\n" }];
  const absolute = (path: string): string => `/${path}`;
  const core = corePackage({ surface, options, absolute, licences, rust: true });
  return { core, leaf: leafPackage(surface, binary("linux-x64-gnu"), core, licences) };
}

const stamped = (more: Partial<NonNullable<BinaryInfo["stamp"]>>): Act => {
  const stamp = reading.stamp === null ? null : { ...reading.stamp, ...more };
  return () => checkBinaries([binary("linux-x64-gnu", { stamp })], surface);
};
const present = (...found: readonly string[]): Act => {
  return () => checkPresent("natives", surface.package.targets, found, ["artifacts"]);
};
const awaited = (target: string): Act => {
  return () => checkAwaited([{ target, shown: `natives.${target}.node` }], ["darwin-universal"]);
};

export const packFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT6017: {
    fires: () => checkLock(surface, withPackage({ version: "9.9.9" }), "natives.json", "npm run x"),
    quiet: () => checkLock(surface, withPackage({ addon: "other" }), "natives.json", "npm run x"),
  },
  FT6018: {
    fires: present("linux-x64-gnu", "darwin-x64"),
    quiet: present("linux-x64-musl", "linux-x64-gnu"),
  },
  FT6019: {
    fires: () => checkBinaries([binary("linux-x64-gnu", { arches: ["arm64"] })], surface),
    quiet: () => checkBinaries([binary("linux-x64-gnu", { libc: null })], surface),
  },
  FT6020: { fires: stamped({ version: "0.0.9" }), quiet: stamped({}) },
  FT6021: {
    fires: () => checkDistinct([binary("linux-x64-gnu"), binary("linux-x64-gnu", {}, "other")]),
    quiet: () => checkDistinct([binary("linux-x64-gnu"), binary("linux-x64-gnu")]),
  },
  FT6022: { fires: awaited("linux-x64-gnu"), quiet: awaited("darwin-x64") },
  FT6023: {
    fires: () => checkVariants(["linux-x64-gnu-modern", "linux-x64-musl"]),
    quiet: () => checkVariants(["linux-x64-gnu-modern", "linux-x64-gnu"]),
  },
  FT6024: {
    fires: () => {
      const { core, leaf } = packages();
      return checkPackages(core, [{ ...leaf, manifest: { ...leaf.manifest, cpu: ["arm64"] } }]);
    },
    quiet: () => {
      const { core, leaf } = packages();
      return checkPackages(core, [leaf]);
    },
  },
  FT6025: {
    fires: () => checkProfile("natives", "quick"),
    quiet: () => checkProfile("natives", "release"),
  },
};
