/** Prints the result of a verb on stdout: as text with places, as JSON, or as annotations for GitHub. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { jsonReport } from "../diagnostics/json-report.js";
import { renderGithub } from "../diagnostics/render-github.js";
import { isNote, renderWithNotes } from "../diagnostics/notes.js";
import { renderText, type TextOptions } from "../diagnostics/render.js";
import type { Format } from "./arguments.js";
import { readSourceText } from "./source-text.js";

export interface Report {
  readonly verb: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly json: boolean;
  /** How findings are printed where not as JSON. @default "text" */
  readonly format?: Format;
  /** List everything that one finding is said of, and the notes. */
  readonly verbose?: boolean;
  /** Whether notes on policy become annotations. @default "listed" where `verbose`, else "counted" */
  readonly notes?: "listed" | "counted";
  /** Absolute folder that the files of the findings are relative to; null: no line of them is shown. */
  readonly root: string | null;
  /** What the verb tells besides, for the summary of the JSON result. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** The text for people. @default the findings and their number, the notes last */
  readonly text?: (diagnostics: readonly Diagnostic[], options: TextOptions) => string;
}

/** Prints one result. */
export function report({
  verb,
  diagnostics,
  json,
  format = "text",
  verbose = false,
  notes = verbose ? "listed" : "counted",
  root,
  result,
  text = renderWithNotes,
}: Report): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(jsonReport(verb, diagnostics, result))}\n`);
    return;
  }
  if (format === "text") {
    const source = (file: string): string | null =>
      root === null ? null : readSourceText(root, file);
    process.stdout.write(text(diagnostics, { ...terminal(), source, every: verbose }));
  }
  annotate(notes === "listed" ? diagnostics : diagnostics.filter((each) => !isNote(each)), format);
}

/** Findings for stderr, where stdout is a result that goes on to another program. GitHub reads either stream. */
export function renderFindings(
  diagnostics: readonly Diagnostic[],
  { format }: Pick<Report, "format">,
): string {
  const color = process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  const text = format === "text" ? renderText(diagnostics, { color }) : "";
  const annotated = format === "github" || process.env["GITHUB_ACTIONS"] === "true";
  return annotated ? text + renderGithub(diagnostics) : text;
}

/** What the terminal can show; https://no-color.org says how it is asked for less. */
function terminal(): Pick<TextOptions, "color" | "width"> {
  const { isTTY, columns } = process.stdout;
  if (!isTTY) return { color: false, width: null };
  const plain = (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
  return { color: !plain, width: columns > 0 ? columns : null };
}

/** Shows findings beside the lines of a pull request, where that is asked for or GitHub runs us. */
function annotate(diagnostics: readonly Diagnostic[], format: Format): void {
  if (format === "github" || process.env["GITHUB_ACTIONS"] === "true") {
    process.stdout.write(renderGithub(diagnostics));
  }
}

/** True where a finding stops the run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
