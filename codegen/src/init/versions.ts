/** The version of what is written: cargo's, which need not be npm's. */
import { setVersion } from "./edit-cargo-toml.js";
import { textAt } from "./json-file.js";
import type { Addon, TextFile } from "./project.js";

export interface AlignedVersion {
  /** Cargo.toml with the version of package.json, or as it was. */
  readonly cargoToml: TextFile;
  /** What a person should know of it; null where the two agree. */
  readonly note: string | null;
}

/** Sets the crate's version to that of the package.json which is about it, where it is one. */
export function alignVersion({ crate, cargoToml, owner }: Addon): AlignedVersion {
  const version = owner === null ? null : textAt(owner.value, "version");
  if (owner === null || version === null || version === crate.version) {
    return { cargoToml, note: null };
  }
  const differ = `${owner.path} is version ${version} and ${cargoToml.path} ${crate.version}, which the written package takes`;
  // Where releases are counted elsewhere, package.json holds a place for the number.
  if (!SEMVER.test(version) || /^0\.0\.0(?:-|$)/u.test(version)) {
    return { cargoToml, note: `${differ}: set it in ${cargoToml.path} with each release.` };
  }
  const text = setVersion(cargoToml, version);
  if (text === null) {
    const note = `${differ}: it stands in the [workspace.package] of its workspace; set it to ${version} there, or in ${cargoToml.path}.`;
    return { cargoToml, note };
  }
  const note = `${differ}: it is set to ${version}. npm version does not set it; set it with each release.`;
  return { cargoToml: { ...cargoToml, text }, note };
}

const SEMVER = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/u;
