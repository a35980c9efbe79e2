import type { Manifest } from "../model/manifest.js";
import type { PackageInfo } from "../model/surface.js";
import type { GenerateOptions } from "../model/views.js";
import { addonName, crateFolder } from "../types/addon-name.js";

/** What Cargo.toml and the config say about the package. */
export function linkPackage(manifest: Manifest, options: GenerateOptions): PackageInfo {
  const { crate } = manifest;
  return {
    name: crate.package,
    version: crate.version,
    license: crate.license,
    repository: crate.repository,
    description: crate.description,
    addon: addonName(crate),
    crateRoot: crateFolder(crate),
    out: options.out,
    targets: options.targets,
    leaf: options.leaf,
    envPrefix: options.envPrefix,
    workspace: options.workspace,
  };
}
