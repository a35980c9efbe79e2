/** Findings as text: for people, for machines, for GitHub. The one place where a diagnostic becomes text. */
import type { Diagnostic, Severity, Span } from "./diagnostic.js";
import { excerptOf } from "./excerpt.js";
import { countDiagnostics, sortDiagnostics } from "./order.js";

export interface TextOptions {
  /** ANSI colours; the caller knows whether it writes to a terminal. */
  readonly color: boolean;
  /** Text of a file by its path relative to the workspace root; null where it cannot be had. */
  readonly source?: (file: string) => string | null;
}

type Paint = (style: Severity | "place" | "strong", text: string) => string;

const styles = { error: "1;31", warning: "1;33", info: "1;36", place: "34", strong: "1" } as const;

/** All findings in order, each with its place and the line that it is about; a summary at the end. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  if (diagnostics.length === 0) return "";
  const paint: Paint = (style, text) =>
    options.color ? `\u001B[${styles[style]}m${text}\u001B[0m` : text;
  const sorted = sortDiagnostics(diagnostics);
  const source = remembered(options.source ?? ((): null => null));
  const blocks = sorted.map((each) => renderOne(each, paint, source));
  return `${blocks.join("\n\n")}\n\n${renderSummary(sorted)}\n`;
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

function renderOne(
  diagnostic: Diagnostic,
  paint: Paint,
  source: (file: string) => string | null,
): string {
  const { code, severity, message, primary, related, help } = diagnostic;
  const spans = [primary, ...related.map(({ span }) => span)];
  const gutter = Math.max(1, ...spans.map((span) => String(span?.start.line ?? 1).length));
  const indent = " ".repeat(gutter);
  const lines = [`${paint(severity, `${severity}[${code}]`)}${paint("strong", `: ${message}`)}`];
  const addPlace = (arrow: string, span: Span, note: string): void => {
    const { file, start } = span;
    const place = `${file}:${start.line}:${start.column}`;
    lines.push(`${indent}${paint("place", arrow)} ${place}${note === "" ? "" : `: ${note}`}`);
    const text = source(file);
    const excerpt = text === null ? null : excerptOf(text, span);
    if (excerpt === null) return;
    const number = String(start.line).padStart(gutter);
    lines.push(`${paint("place", `${number} |`)} ${excerpt.line}`);
    lines.push(`${indent} ${paint("place", "|")} ${paint(severity, excerpt.marks)}`);
  };
  if (primary !== null) addPlace("-->", primary, "");
  for (const { message: note, span } of related) addPlace(":::", span, note);
  if (help !== null) {
    const [first = "", ...more] = help.split("\n");
    lines.push(`${indent} ${paint("place", "=")} ${paint("strong", "help")}: ${first}`);
    lines.push(...more.map((line) => `${indent}         ${line}`));
  }
  return lines.join("\n");
}

/** `2 errors, 1 warning; …`, with the command that tells more about one of the codes. */
export function renderSummary(diagnostics: readonly Diagnostic[]): string {
  const count = countDiagnostics(diagnostics);
  const parts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const plural = severity === "info" || count[severity] === 1 ? "" : "s";
    return count[severity] === 0 ? [] : [`${count[severity]} ${severity}${plural}`];
  });
  const worst = (["error", "warning", "info"] as const).flatMap((severity) =>
    diagnostics.filter((each) => each.severity === severity),
  );
  const [first] = worst;
  if (first === undefined) return "";
  return `${parts.join(", ")}; \`ferrotype explain ${first.code}\` tells more`;
}

/** One JSON object with the findings in order and their number by severity. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const sorted = sortDiagnostics(diagnostics);
  return `${JSON.stringify({ diagnostics: sorted, count: countDiagnostics(sorted) })}\n`;
}

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return sortDiagnostics(diagnostics)
    .map((each) => `${githubCommand(each)}\n`)
    .join("");
}

const githubLevels = { error: "error", warning: "warning", info: "notice" } as const;

function githubCommand({ code, severity, message, primary, related, help }: Diagnostic): string {
  const properties = [
    ...(primary === null ? [] : githubPlace(primary)),
    `title=${escapeProperty(code)}`,
  ];
  const text = [
    message,
    ...related.map(({ message: note, span }) => {
      return `${span.file}:${span.start.line}:${span.start.column}: ${note}`;
    }),
    ...(help === null ? [] : [`help: ${help}`]),
  ].join("\n");
  return `::${githubLevels[severity]} ${properties.join(",")}::${escapeData(text)}`;
}

function githubPlace({ file, start, end }: Span): readonly string[] {
  const place = [`file=${escapeProperty(file)}`, `line=${start.line}`];
  // GitHub takes columns only within one line.
  return start.line === end.line
    ? [...place, `col=${start.column}`, `endColumn=${end.column}`]
    : [...place, `endLine=${end.line}`];
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
