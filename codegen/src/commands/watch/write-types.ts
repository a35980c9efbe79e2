/** One pass of `watch`: reads the source of an addon and writes its types at once. */
import { readSource } from "../../read/source.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Manifest } from "../../model/manifest.js";
import { generateProvisional, type Confirmed } from "../../provisional.js";
import type { ResolvedAddon, ResolvedConfig } from "../../read/config.js";
import { planWrite } from "../../write/plan.js";
import { writePlan } from "../../write/write.js";
import { lockWorkspace } from "../run-lock.js";
import { optionsOf } from "../session.js";

export interface Pass {
  /** Null where the extractor gave none. */
  readonly source: Manifest | null;
  /** `.d.ts` files that are new on disk, relative to the workspace root. */
  readonly written: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes the types of one addon from its source alone; an error in the source leaves all files as they are. */
export async function writeTypes(
  config: ResolvedConfig,
  addon: ResolvedAddon,
  extractBinary: string,
  confirmed: Confirmed | null,
): Promise<Pass> {
  const { manifest: source, diagnostics } = await readSource({
    crateDir: addon.crate,
    workspaceRoot: config.root,
    extractBinary,
  });
  if (source === null) return { source, written: [], diagnostics };
  const generated = generateProvisional(source, confirmed, optionsOf(config, addon, source));
  // No folder is owned here: files that are no longer planned are for the build to remove.
  const release = await lockWorkspace(config.root, () => undefined);
  const plan = planWrite(config.root, generated.files, []);
  const written = writePlan(plan, []);
  release();
  return {
    source,
    written: [...written.changed, ...written.added].filter((path) => path.endsWith(".d.ts")),
    diagnostics: [...generated.diagnostics, ...written.diagnostics],
  };
}
