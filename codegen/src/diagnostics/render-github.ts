/** Findings as workflow commands, which GitHub shows beside the lines of a pull request. */
import type { Diagnostic, Span } from "./diagnostic.js";
import { sortDiagnostics } from "./order.js";

/** One command for each finding, in order. */
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
