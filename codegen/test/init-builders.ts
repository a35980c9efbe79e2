/** Projects for the tests of `init`, on no disk. */
import { findPackageManager } from "../src/init/package-manager.js";
import type { Addon, Project } from "../src/init/project.js";

/** Files of a project that lies on no disk. */
export function files(texts: Readonly<Record<string, string>>): Pick<Project, "read" | "list"> {
  return {
    read: (path) => texts[path] ?? null,
    list: (folder) =>
      Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""),
  };
}

export function project(
  value: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, string>> = {},
): Project {
  const { read, list } = files(texts);
  const text = JSON.stringify(value, null, 2);
  return {
    root: "/p",
    packageJson: { path: "package.json", text, value },
    manager: findPackageManager(value, read),
    addons: [addon({})],
    read,
    list,
  };
}

export function addon({ crate, owner, napi, entry }: Partial<Addon> = {}): Addon {
  return {
    crate: crate ?? { folder: ".", name: "my-crate", version: "1.0.0", packageName: null },
    cargoToml: { path: "Cargo.toml", text: '[package]\nname = "my-crate"\n' },
    owner: owner ?? null,
    napi: napi ?? null,
    entry: entry ?? null,
  };
}
