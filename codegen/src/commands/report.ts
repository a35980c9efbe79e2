/** Prints findings: as text with their places, as JSON, or as annotations where GitHub runs us. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";

export interface Report {
  readonly verb: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly json: boolean;
  /** Further keys of the JSON result. */
  readonly result?: Readonly<Record<string, unknown>>;
}

/** Prints one result to stdout. */
export function report({ verb, diagnostics, json, result }: Report): void {
  if (json) process.stdout.write(`${JSON.stringify({ verb, ...result, diagnostics })}\n`);
  else for (const diagnostic of diagnostics) process.stdout.write(`${renderText(diagnostic)}\n`);
}

/** True where a finding stops the run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function renderText({ code, severity, message, primary, related, help }: Diagnostic): string {
  const place =
    primary === null ? "" : `${primary.file}:${primary.start.line}:${primary.start.column}: `;
  const lines = [`${place}${severity} ${code}: ${message}`];
  for (const { message: what, span } of related) {
    lines.push(`  ${span.file}:${span.start.line}:${span.start.column}: ${what}`);
  }
  if (help !== null) lines.push(`  help: ${help}`);
  return lines.join("\n");
}
