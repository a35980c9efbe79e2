import type { Manifest } from "../model/manifest.js";

/** The name under which an addon's files go: its folder's, or the crate's where that is the workspace itself. */
export function addonName({ root, name }: Manifest["crate"]): string {
  return root.split("/").findLast((part) => part !== "" && part !== ".") ?? name;
}

/** The crate's folder as a reader writes it; the workspace itself is `.`. */
export function crateFolder({ root }: Manifest["crate"]): string {
  return root === "" ? "." : root;
}
