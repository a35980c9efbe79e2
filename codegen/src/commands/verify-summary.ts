/** What `verify` read, and how much of it. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { PartialViews } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { groupItems } from "../types/groups.js";

/** Null parts were not read. */
export interface VerifySummary {
  readonly package: { readonly name: string; readonly version: string } | null;
  /** Names with versions of the crates whose items were read, the addon first; number of exported items. */
  readonly source: { readonly crates: readonly string[]; readonly items: number } | null;
  /** The d.ts, and how many names it exports. */
  readonly declared: { readonly file: string; readonly names: number } | null;
  /** The binary, the package that holds it, and how many names it exports. */
  readonly loaded: {
    readonly file: string;
    readonly owner: string | null;
    readonly names: number;
  } | null;
  /** The binary that was not loaded, and whose stamp was compared with the source. */
  readonly stamp: string | null;
  /** Number of notes by code; they stand among the diagnostics only where they were asked for. */
  readonly notes: Readonly<Record<string, number>>;
}

export interface Read {
  readonly package: VerifySummary["package"];
  readonly binary: string | null;
  readonly owner: string | null;
  readonly stamp: string | null;
  readonly notes: readonly Diagnostic[];
}

/** Counts what stands in the views. */
export function summaryOf({ source, declared, loaded }: PartialViews, read: Read): VerifySummary {
  const notes: Record<string, number> = {};
  for (const { code } of read.notes) notes[code] = (notes[code] ?? 0) + 1;
  return {
    package: read.package,
    source:
      source === null
        ? null
        : {
            crates: [
              `${source.crate.name} ${source.crate.version}`,
              ...new Set(
                source.items.map(({ crate }) => crate).filter((name) => name !== source.crate.name),
              ),
            ],
            items: groupItems(source, []).length,
          },
    declared:
      declared === null
        ? null
        : {
            file: declared.file,
            names: new Set(declared.items.filter(({ exported }) => exported).map(itemKey)).size,
          },
    loaded:
      loaded === null || read.binary === null
        ? null
        : {
            file: read.binary,
            owner: read.owner,
            names: loaded.exports.filter(({ name }) => name !== "__ferrotype").length,
          },
    stamp: read.stamp,
    notes: Object.fromEntries(Object.entries(notes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
