/** Prints findings on stdout: as text with their places, as JSON, and as annotations where GitHub runs us. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { countDiagnostics, sortDiagnostics } from "../diagnostics/order.js";
import { renderGithub, renderText } from "../diagnostics/render.js";

export interface Report {
  readonly verb: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly json: boolean;
  /** Absolute folder that the files of the findings are relative to; null: no line of them is shown. */
  readonly root: string | null;
  /** Further keys of the JSON result. */
  readonly result?: Readonly<Record<string, unknown>>;
}

/** Prints one result. */
export function report({ verb, diagnostics, json, root, result }: Report): void {
  if (json) {
    const findings = sortDiagnostics(diagnostics);
    const count = countDiagnostics(findings);
    process.stdout.write(`${JSON.stringify({ verb, ...result, diagnostics: findings, count })}\n`);
    return;
  }
  const color = process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  const source = (file: string): string | null => {
    if (root === null || !existsSync(join(root, file))) return null;
    return readFileSync(join(root, file), "utf8");
  };
  process.stdout.write(renderText(diagnostics, { color, source }));
  annotate(diagnostics);
}

/** Shows findings beside the lines of a pull request, where GitHub runs us. */
export function annotate(diagnostics: readonly Diagnostic[]): void {
  if (process.env["GITHUB_ACTIONS"] === "true") process.stdout.write(renderGithub(diagnostics));
}

/** True where a finding stops the run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
