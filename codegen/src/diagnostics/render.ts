/** Findings as text for people. The one place where a diagnostic becomes text; `render-github.ts` and `json-report.ts` are for machines. */
import type { Diagnostic, Severity, Span } from "./diagnostic.js";
import { excerptOf, excerptWidth } from "./excerpt.js";
import { foldDiagnostics, type Block } from "./fold.js";
import { countDiagnostics, sortDiagnostics } from "./order.js";
import { wrapText } from "./wrap.js";

export interface TextOptions {
  /** ANSI colours; the caller knows whether it writes to a terminal. */
  readonly color: boolean;
  /** Text of a file by its path relative to the workspace root; null where it cannot be had. */
  readonly source?: (file: string) => string | null;
  /** Columns of the terminal. @default null, lines are as long as their text */
  readonly width?: number | null;
  /** List everything that one finding is said of. @default false, ten of them */
  readonly every?: boolean;
}

type Style = Severity | "place" | "strong" | "good";
export type Paint = (style: Style, text: string) => string;

const styles: Readonly<Record<Style, string>> = {
  error: "1;31",
  warning: "1;33",
  info: "1;36",
  place: "34",
  strong: "1",
  good: "1;32",
};

/** Paints for a terminal, or not at all. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001B[${styles[style]}m${text}\u001B[0m` : text);
}

/** All findings in order, each with its place and the line that it is about; a summary at the end. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  if (diagnostics.length === 0) return "";
  const sorted = sortDiagnostics(diagnostics);
  return `${renderBlocks(sorted, options)}\n\n${renderSummary(sorted)}\n`;
}

/** Findings in the order given, without a summary; those that say the same of several things in one block. */
export function renderBlocks(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const page: Page = {
    paint: painter(options.color),
    source: remembered(options.source ?? ((): null => null)),
    width: options.width ?? null,
    every: options.every ?? false,
  };
  return foldDiagnostics(diagnostics)
    .map((block) => renderBlock(block, page))
    .join("\n\n");
}

interface Page {
  readonly paint: Paint;
  readonly source: (file: string) => string | null;
  readonly width: number | null;
  readonly every: boolean;
}

/** Many findings lie in one file, and the caller may read it from disk each time. */
function remembered(read: (file: string) => string | null): (file: string) => string | null {
  const texts = new Map<string, string | null>();
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = read(file);
    texts.set(file, text);
    return text;
  };
}

function renderBlock(block: Block, page: Page): string {
  const { first, others } = block;
  const { code, severity, message, primary, related, help } = first;
  const { paint, width } = page;
  const spans = [primary, ...related.map(({ span }) => span)];
  const gutter = Math.max(1, ...spans.map((span) => String(span?.start.line ?? 1).length));
  const indent = " ".repeat(gutter);
  const lines: string[] = [...headline(code, severity, message, page)];
  const addPlace = (arrow: string, span: Span, note: string): void => {
    const said = note === "" ? "" : `: ${note.replace(` in ${span.file}`, " here")}`;
    lines.push(`${indent}${paint("place", arrow)} ${placeOf(span)}${said}`);
    const text = page.source(span.file);
    const room = width === null ? excerptWidth : Math.max(20, width - gutter - 5);
    const excerpt = text === null ? null : excerptOf(text, span, Math.min(excerptWidth, room));
    if (excerpt === null) return;
    const number = String(span.start.line).padStart(gutter);
    lines.push(`${paint("place", `${number} |`)} ${excerpt.line}`);
    lines.push(`${indent} ${paint("place", "|")} ${paint(severity, excerpt.marks)}`);
  };
  const addNote = (label: string, text: string): void => {
    const deeper = `${indent}   ${" ".repeat(label.length)}  `;
    const [head = "", ...more] = text.split("\n");
    const [start = "", ...rest] = wrapText(`${indent} = ${label}: ${head}`, width, deeper);
    const sign = `${indent} ${paint("place", "=")} ${paint("strong", label)}`;
    lines.push(sign + start.slice(`${indent} = ${label}`.length), ...rest);
    lines.push(...more.map((line) => `${deeper}${line}`));
  };
  if (primary !== null) addPlace("-->", primary, "");
  for (const { message: note, span } of related) addPlace(":::", span, note);
  if (others.length > 0) lines.push(...renderOthers(block, indent, page));
  if (help !== null) addNote("help", help);
  return lines.join("\n");
}

function headline(
  code: string,
  severity: Severity,
  message: string,
  { paint, width }: Page,
): readonly string[] {
  const label = `${severity}[${code}]`;
  const [first = "", ...more] = wrapText(`${label}: ${message}`, width, "  ");
  const head = paint(severity, label) + paint("strong", first.slice(label.length));
  return [head, ...more.map((line) => paint("strong", line))];
}

const listed = 10;

/** Names with their places one a line, names alone in one paragraph. */
function renderOthers(
  { first, others }: Block,
  indent: string,
  { paint, width, every }: Page,
): readonly string[] {
  const sign = `${indent} ${paint("place", "=")} `;
  const file = first.primary?.file;
  const shown = every ? others : others.slice(0, listed);
  const hidden = others.length - shown.length;
  const rest = hidden === 0 ? [] : [`${indent}     … and ${hidden} more; --verbose lists all`];
  const names = shown.map(({ name }) => `\`${name}\``);
  if (others.every(({ place }) => place === null)) {
    const text = `the same goes for ${names.join(", ")}`;
    const [start = "", ...more] = wrapText(`${indent} = ${text}`, width, `${indent}     `);
    return [sign + start.slice(indent.length + 3), ...more, ...rest];
  }
  const column = Math.min(40, Math.max(...names.map((name) => name.length)));
  const row = (index: number, place: string): string =>
    `${indent}     ${(names[index] ?? "").padEnd(column)}  ${place}`.trimEnd();
  const full = shown.map(({ place }, index) => row(index, place === null ? "" : placeOf(place)));
  const isTooWide = width !== null && full.some((line) => line.length > width);
  const rows = shown.map(({ place }, index) => {
    if (!isTooWide || place === null || place.file !== file) return full[index] ?? "";
    return row(index, `line ${place.start.line}`);
  });
  return [`${sign}the same goes for ${others.length} more:`, ...rows, ...rest];
}

function placeOf({ file, start }: Span): string {
  return `${file}:${start.line}:${start.column}`;
}

/** `2 errors, 1 warning; …`, with the command that tells more about one of the codes. */
export function renderSummary(diagnostics: readonly Diagnostic[]): string {
  const worst = (["error", "warning", "info"] as const).flatMap((severity) =>
    diagnostics.filter((each) => each.severity === severity),
  );
  const [first] = worst;
  if (first === undefined) return "";
  return `${renderCount(diagnostics)}; \`ferrotype explain ${first.code}\` tells more`;
}

/** `2 errors, 1 warning`; empty where there is nothing. */
function renderCount(diagnostics: readonly Diagnostic[]): string {
  const count = countDiagnostics(diagnostics);
  return (["error", "warning", "info"] as const)
    .flatMap((severity) => {
      const plural = severity === "info" || count[severity] === 1 ? "" : "s";
      return count[severity] === 0 ? [] : [`${count[severity]} ${severity}${plural}`];
    })
    .join(", ");
}
