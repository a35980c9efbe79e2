/** FT4002: what the loaded addon exports and nothing declares. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { LoadedExport } from "../model/loaded.js";
import type { Manifest } from "../model/manifest.js";
import { itemKey } from "../types/context.js";

/** The stamp object: known, and in no d.ts. */
const stampName = "__ferrotype";

/**
 * `known` are the keys that something declares. What an author keeps out of the d.ts by `skip_typescript` is meant to
 * be undeclared; only the source tells it.
 */
export function checkUndeclared(
  exports: ReadonlyMap<string, LoadedExport>,
  source: Manifest | null,
  known: ReadonlySet<string>,
): readonly Diagnostic[] {
  const items = new Map(source?.items.map((item) => [itemKey(item), item]));
  const strays = new Map(source?.strayImpls.map((stray) => [itemKey(stray), stray]));
  return [...exports].flatMap(([key, one]) => {
    if (one.name === stampName || known.has(key)) return [];
    const item = items.get(key);
    if (item?.attributes["skip_typescript"] !== undefined) return [];
    const message = `the loaded addon exports \`${key}\`, which is declared nowhere`;
    const stray = strays.get(key);
    if (stray !== undefined) {
      const { trait, rustName, nameSpan: primary } = stray;
      const head = trait === null ? `impl ${rustName}` : `impl ${trait} for ${rustName}`;
      return [
        diagnostic("FT4002", `${message}; \`#[napi] ${head}\` exports it`, {
          primary,
          at: key,
          help: "take `#[napi]` off the `impl`",
        }),
      ];
    }
    const looksLikeTask = item === undefined && one.name.endsWith("Task");
    return [
      diagnostic(
        "FT4002",
        looksLikeTask ? `${message}; \`#[napi] impl Task for ${one.name}\` exports it` : message,
        {
          primary: item?.nameSpan ?? null,
          at: item?.id ?? key,
          help: looksLikeTask ? "take `#[napi]` off the `impl`" : null,
        },
      ),
    ];
  });
}
