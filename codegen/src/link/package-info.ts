import type { Manifest } from "../model/manifest.js";
import type { PackageInfo } from "../model/surface.js";
import type { GenerateOptions } from "../model/views.js";

/** What Cargo.toml and the config say about the package. */
export function linkPackage(manifest: Manifest, options: GenerateOptions): PackageInfo {
  const { crate } = manifest;
  const folder = crate.root.split("/").findLast((part) => part !== "" && part !== ".");
  return {
    name: crate.package,
    version: crate.version,
    license: crate.license,
    repository: crate.repository,
    description: crate.description,
    addon: folder ?? crate.name,
    crateRoot: crate.root,
    out: options.out,
    targets: options.targets,
    leaf: options.leaf,
    envPrefix: options.envPrefix,
    workspace: options.workspace,
  };
}
