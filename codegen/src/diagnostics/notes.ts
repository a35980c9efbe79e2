/** Advice on policy: what nobody has to mend now, and what stands there at every run. */
import type { Code } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";
import { sortDiagnostics } from "./order.js";
import { renderBlocks, renderSummary, renderText, type TextOptions } from "./render.js";
import { wrapText } from "./wrap.js";

/** True for the panic rule, policy, and what a macro hides. */
export function isNote({ code }: Diagnostic): boolean {
  const others: readonly Code[] = ["FT1005", "FT1007"];
  return code.startsWith("FT5") || others.includes(code);
}

/** As `renderText`, with the notes behind everything else: counted in one line, or listed where `every` is asked for. */
export function renderWithNotes(
  diagnostics: readonly Diagnostic[],
  options: TextOptions,
  between: string = "",
): string {
  const notes = sortDiagnostics(diagnostics.filter(isNote));
  const others = renderText(
    diagnostics.filter((each) => !isNote(each)),
    options,
  );
  if (notes.length === 0) return others + between;
  const said =
    options.every === true
      ? [renderBlocks(notes, options), "", renderSummary(notes)]
      : wrapText(noteCount(notes), options.width ?? null, "  ");
  const above = others + between;
  return [...(above === "" ? [] : [above]), ...said, ""].join("\n");
}

/** `20 warnings of policy: FT1005 × 17, FT5003 × 3; --verbose lists them`. */
function noteCount(notes: readonly Diagnostic[]): string {
  const counts = new Map<Code, number>();
  for (const { code } of notes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `${code} × ${count}`);
  const word = notes.every(({ severity }) => severity === "warning") ? "warning" : "finding";
  const [plural, them] = notes.length === 1 ? ["", "it"] : ["s", "them"];
  return `${notes.length} ${word}${plural} of policy: ${parts.join(", ")}; --verbose lists ${them}`;
}
