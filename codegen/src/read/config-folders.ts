/** Folders that ferrotype owns whole must hold nothing of the author's: what is not planned in them is removed. */
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, posix, relative, sep } from "node:path";

import type { ResolvedConfig } from "./config.js";
import type { ConfigFault } from "./config-schema.js";

/** Faults of the folders among each other and on the disk. */
export function checkFolders(config: ResolvedConfig): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const owned = [
    ...config.addons.map((addon, index) => ({
      key: "out",
      path: `addons[${index}].out`,
      folder: addon.out,
    })),
    { key: "locks", path: "locks", folder: config.locks },
    { key: "typeTests", path: "typeTests", folder: config.typeTests },
  ].map((one) => ({ ...one, real: realPath(join(config.root, one.folder)) }));
  const inputs = config.inputs.map((input) =>
    relative(config.root, input).split(sep).join(posix.sep),
  );
  const kept = [...config.addons.map((addon) => addon.crate), ...inputs].map((path) => ({
    path,
    real: realPath(join(config.root, path)),
  }));
  for (const [index, one] of owned.entries()) {
    const held = kept.find(({ real }) => holds(one.real, real));
    if (held !== undefined)
      faults.push(clash(one, `${held.path} is not generated, and ${one.folder} is owned whole`));
    else if (existsSync(join(config.root, one.folder, "Cargo.toml"))) {
      faults.push(clash(one, `${one.folder} is a Rust crate, and would be owned whole`));
    }
    const other = owned
      .slice(index + 1)
      .find(({ real }) => holds(one.real, real) || holds(real, one.real));
    if (other !== undefined) {
      faults.push(
        clash(
          one,
          `${one.path} and ${other.path} name ${one.folder} and ${other.folder}, one in the other`,
        ),
      );
    }
  }
  const names = new Map<string, string>();
  for (const [index, { name, crate }] of config.addons.entries()) {
    const first = names.get(name);
    if (first !== undefined) {
      faults.push({
        code: "FT6003",
        path: `addons[${index}].crate`,
        needle: crate,
        message: `${first} and ${crate} would both be the addon ${name}`,
        help: "rename the folder of one of the crates",
      });
    }
    names.set(name, crate);
  }
  return faults;
}

function clash(one: { readonly key: string; readonly path: string }, message: string): ConfigFault {
  return {
    code: "FT6003",
    path: one.path,
    needle: one.key,
    message,
    help: `give ${one.path} a folder of its own`,
  };
}

function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}

/** Where a path leads, links followed; what is not there yet keeps its name. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}
