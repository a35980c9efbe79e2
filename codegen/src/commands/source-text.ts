/** Texts of the files that findings point to. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Leads the paths of files that cargo unpacked from a registry; where that is differs from machine to machine. */
const registry = "<registry>/";

/** Text of a file by its path relative to `root`; null where it is not there. */
export function readSourceText(root: string, file: string): string | null {
  const path = file.startsWith(registry)
    ? inRegistry(file.slice(registry.length))
    : join(root, file);
  return path !== null && existsSync(path) ? readFileSync(path, "utf8") : null;
}

function inRegistry(file: string): string | null {
  const sources = join(process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"), "registry/src");
  if (!existsSync(sources)) return null;
  return (
    readdirSync(sources)
      .map((name) => join(sources, name, file))
      .find(existsSync) ?? null
  );
}
