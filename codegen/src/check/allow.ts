/** The allow-list: accepted findings, and FT6005 for entries that accept nothing. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Allowance, GenerateOptions } from "../model/views.js";
import { typesOfItem } from "../model/types-of-item.js";
import { acceptedText, isAcceptedName } from "../types/accepted-names.js";

/** The findings that no entry accepts. */
export function withoutAccepted(
  findings: readonly Diagnostic[],
  surface: Surface,
  { allow }: GenerateOptions,
): readonly Diagnostic[] {
  const keys = keysOf(surface);
  return findings.filter((finding) => !allow.some((entry) => accepts(entry, finding, keys)));
}

/** FT6005 for each entry that accepts nothing. */
export function unmatchedEntries(
  findings: readonly Diagnostic[],
  surface: Surface,
  { allow }: GenerateOptions,
): readonly Diagnostic[] {
  const keys = keysOf(surface);
  return allow
    .filter((entry) => !findings.some((finding) => accepts(entry, finding, keys)))
    .filter((entry) => !isPrinted(entry, surface))
    .map(({ code, at }) =>
      diagnostic(
        "FT6005",
        `the allow-list accepts ${code} at \`${at}\`, but there is no such finding`,
        { help: "take the entry out of the config" },
      ),
    );
}

function keysOf(surface: Surface): ReadonlyMap<string, string> {
  return new Map(surface.items.map((item) => [item.origin.rustPath, item.id]));
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
