/** The allow-list: accepted findings, and FT6005 for entries that accept nothing. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Allowance, GenerateOptions } from "../model/views.js";
import { acceptedText, isAcceptedName, typesOfItem } from "../types/accepted-names.js";

/** The findings that no entry accepts, and one for each entry without a match. */
export function applyAllow(
  findings: readonly Diagnostic[],
  surface: Surface,
  { allow }: GenerateOptions,
): readonly Diagnostic[] {
  const keys = new Map(surface.items.map((item) => [item.origin.rustPath, item.id]));
  const used = new Set<Allowance>();
  const kept = findings.filter((finding) => {
    const entries = allow.filter((entry) => accepts(entry, finding, keys));
    for (const entry of entries) used.add(entry);
    return entries.length === 0;
  });
  for (const entry of allow) if (isPrinted(entry, surface)) used.add(entry);
  const unmatched = allow
    .filter((entry) => !used.has(entry))
    .map(({ code, at }) =>
      diagnostic(
        "FT6005",
        `the allow-list accepts ${code} at \`${at}\`, but there is no such finding`,
        {
          help: "take the entry out of the config",
        },
      ),
    );
  return [...kept, ...unmatched];
}

/** By Rust path or JavaScript name; an entry for an item covers its members. */
function accepts(
  { code, at }: Allowance,
  finding: Diagnostic,
  keys: ReadonlyMap<string, string>,
): boolean {
  if (code !== finding.code || finding.at === null) return false;
  return finding.at === at || keys.get(finding.at) === at || finding.at.startsWith(`${at}::`);
}

/** Accepted names leave no finding: the linker has put `unknown` in their place. */
function isPrinted(entry: Allowance, surface: Surface): boolean {
  if (!isAcceptedName(entry)) return false;
  const text = acceptedText(entry.because);
  const holds = (type: TsType): boolean => JSON.stringify(type).includes(JSON.stringify(text));
  return surface.items.some(
    (item) =>
      (item.id === entry.at || item.origin.rustPath === entry.at) && typesOfItem(item).some(holds),
  );
}
