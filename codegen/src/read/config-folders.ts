/** Folders that ferrotype owns whole must hold nothing of the author's: what is not planned in them is removed. */
import { existsSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";

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
  ];
  const inputs = config.inputs.map((input) =>
    relative(config.root, input).split(sep).join(posix.sep),
  );
  const kept = [...config.addons.map((addon) => addon.crate), ...inputs];
  for (const [index, one] of owned.entries()) {
    const held = kept.find((path) => holds(one.folder, path));
    if (held !== undefined)
      faults.push(clash(one, `${held} is not generated, and ${one.folder} is owned whole`));
    else if (existsSync(join(config.root, one.folder, "Cargo.toml"))) {
      faults.push(clash(one, `${one.folder} is a Rust crate, and would be owned whole`));
    }
    const other = owned
      .slice(index + 1)
      .find(({ folder }) => holds(one.folder, folder) || holds(folder, one.folder));
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
  return path === folder || path.startsWith(`${folder}/`);
}
