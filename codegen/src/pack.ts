/** `pack` as a function. The config of a workspace imports this package too, so what packs is loaded when it is called. */
import type { PackedResult, PackOptions } from "./commands/pack.js";

/**
 * Packs every addon of a config: a leaf package for each target, and the core. Throws an error whose `diagnostics` say
 * what disagrees; then nothing is written.
 */
export async function pack(options: PackOptions = {}): Promise<readonly PackedResult[]> {
  const { packQuietly } = await import("./commands/pack.js");
  return packQuietly(options);
}
