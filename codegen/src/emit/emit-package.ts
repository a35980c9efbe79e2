/** `package.json` of the generated package. */
import type { Surface } from "../model/surface.js";
import type { Json } from "../print/json.js";
import { printPackageJson } from "../print/json.js";
import { runtimePackage } from "./file-context.js";

export interface PackageParts {
  readonly surface: Surface;
  /** Entry points without the index, in order. */
  readonly entries: readonly string[];
  readonly needsNodeTypes: boolean;
  /** Major and minor of the tool, which are those of the runtime that it writes for. */
  readonly toolVersion: string;
}

export function emitPackage({
  surface,
  entries,
  needsNodeTypes,
  toolVersion,
}: PackageParts): string {
  const { package: info } = surface;
  const manifest: Record<string, Json> = { name: info.name, version: info.version };
  if (info.description !== null) manifest["description"] = info.description;
  if (info.license !== null) manifest["license"] = info.license;
  if (info.repository !== null) {
    manifest["repository"] = {
      type: "git",
      url: repositoryUrl(info.repository),
      directory: info.out,
    };
  }
  manifest["type"] = "module";
  manifest["sideEffects"] = false;
  manifest["engines"] = { node: "^20.19 || >=22.12" };
  manifest["exports"] = {
    ".": entry("index"),
    ...Object.fromEntries(entries.map((name) => [`./${name}`, entry(name)])),
    "./package.json": "./package.json",
  };
  manifest["files"] = ["*.js", "*.d.ts", "*.d.ts.map", "README.md"];
  manifest["dependencies"] = {
    [runtimePackage]: info.workspace ? "workspace:*" : `^${toolVersion}.0`,
  };
  if (needsNodeTypes) {
    manifest["peerDependencies"] = { "@types/node": ">=20" };
    manifest["peerDependenciesMeta"] = { "@types/node": { optional: true } };
  }
  return printPackageJson(manifest);
}

function entry(name: string): Json {
  return { types: `./${name}.d.ts`, default: `./${name}.js` };
}

/** npm wants `git+https://….git` for what Cargo.toml gives as a page. */
function repositoryUrl(repository: string): string {
  if (!/^https:\/\/(?:github|gitlab)\.com\//.test(repository)) return repository;
  return `git+${repository.replace(/\/$|\.git$/, "")}.git`;
}
