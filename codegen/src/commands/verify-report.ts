/** The report of `verify` for people. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import {
  painter,
  renderBlocks,
  renderSummary,
  type Paint,
  type TextOptions,
} from "../diagnostics/render.js";
import { wrapText } from "../diagnostics/wrap.js";
import type { VerifySummary } from "./verify-summary.js";

/** What was read, what disagrees, and what to do next; one line where all agrees. `listed`: the notes are among the findings. */
export function renderVerify(
  summary: VerifySummary,
  diagnostics: readonly Diagnostic[],
  options: TextOptions,
  listed: boolean,
): string {
  const paint = painter(options.color);
  const notes = listed ? [] : noteLine(summary, options);
  if (diagnostics.length === 0)
    return [...agreement(summary, options, paint), ...notes, ""].join("\n");
  return [
    ...header(summary, options, paint),
    "",
    renderBlocks(bySeverity(diagnostics), options),
    "",
    ...wrap(renderSummary(bySeverity(diagnostics)), options),
    ...notes,
    "",
  ].join("\n");
}

function subject({ package: npm, source, declared, loaded }: VerifySummary): string {
  if (npm !== null) return `${npm.name} ${npm.version}`;
  return source?.crates[0] ?? declared?.file ?? loaded?.file ?? "the addon";
}

function header(summary: VerifySummary, options: TextOptions, paint: Paint): readonly string[] {
  const { source, declared, loaded, stamp } = summary;
  const places = [
    ...(source === null ? [] : [["source", source.crates.join(", ")] as const]),
    ...(declared === null ? [] : [["declared", declared.file] as const]),
    ...(loaded === null ? [] : [["loaded", loaded.owner ?? loaded.file] as const]),
    ...(stamp === null ? [] : [["stamp", stamp] as const]),
  ];
  const name = subject(summary);
  const [first = "", ...more] = wrap(`${name}: ${counts(summary)}`, options);
  return [
    paint("strong", name) + first.slice(name.length),
    ...more,
    ...places.map(([view, place]) => `  ${paint("place", view.padEnd(8))}  ${place}`),
  ];
}

/** `41 items from source, 28 declared, 13 loaded`. */
function counts({ source, declared, loaded }: VerifySummary): string {
  return [
    ...(source === null
      ? []
      : [`${source.items} ${source.items === 1 ? "item" : "items"} from source`]),
    ...(declared === null ? [] : [`${declared.names} declared`]),
    ...(loaded === null ? [] : [`${loaded.names} loaded`]),
  ].join(", ");
}

function agreement(summary: VerifySummary, options: TextOptions, paint: Paint): readonly string[] {
  const { source, declared, loaded, stamp } = summary;
  const views = [
    ...(source === null ? [] : ["source"]),
    ...(declared === null ? [] : ["types"]),
    ...(loaded === null ? [] : ["binary"]),
    ...(stamp === null ? [] : ["stamp of the binary"]),
  ];
  const last = views.at(-1) ?? "";
  const said =
    views.length === 1
      ? `nothing is wrong in the ${last}`
      : `${views.slice(0, -1).join(", ")} and ${last} agree`;
  const name = subject(summary);
  const [first = "", ...more] = wrap(`${name}: ${said} (${counts(summary)})`, options);
  const head = `${paint("strong", name)}: `;
  return [head + paint("good", said) + first.slice(name.length + 2 + said.length), ...more];
}

/** `12 notes: FT1005 11 times, …`. */
function noteLine({ notes }: VerifySummary, options: TextOptions): readonly string[] {
  const entries = Object.entries(notes);
  if (entries.length === 0) return [];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const parts = entries.map(([code, count]) => `${count} ${code}`).join(", ");
  const word = total === 1 ? "note on policy" : "notes on policy";
  return wrap(
    `${total} ${word} (${parts}); --policy lists ${total === 1 ? "it" : "them"}`,
    options,
  );
}

function wrap(text: string, { width = null }: TextOptions): readonly string[] {
  return wrapText(text, width, "  ");
}

const severities: readonly Severity[] = ["error", "warning", "info"];

/** The worst first, and of these what a caller meets first; what is alike stands together. */
function bySeverity(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      rank(left.code) - rank(right.code) ||
      (left.code < right.code ? -1 : Number(left.code > right.code)),
  );
}

/** What could not be read or belongs to another source explains the rest; then run time before types before source. */
function rank(code: Code): number {
  const roots: readonly Code[] = ["FT1001", "FT1009", "FT2001", "FT4009"];
  return roots.includes(code) ? -1 : families.indexOf(code.slice(0, 3));
}

const families: readonly string[] = ["FT4", "FT3", "FT2", "FT1", "FT5", "FT6", "FT7"];
