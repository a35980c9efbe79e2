/** FT4002: what the loaded addon exports and nothing declares. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { LoadedExport } from "../model/loaded.js";
import type { Manifest } from "../model/manifest.js";
import { isOn } from "../types/attributes.js";
import { itemKey } from "../types/context.js";
import type { Witness } from "./loaded.js";

/** The stamp object: known, and in no d.ts. */
const stampName = "__ferrotype";

/**
 * `known` are the keys that something declares. What an author keeps out of the d.ts by `skip_typescript` is meant to
 * be undeclared; only the source tells it. Without a d.ts (`witness`), exports that macros and hooks make are not told
 * from undeclared ones.
 */
export function checkUndeclared(
  exports: ReadonlyMap<string, LoadedExport>,
  source: Manifest | null,
  known: ReadonlySet<string>,
  witness: Witness = "types",
): readonly Diagnostic[] {
  const isOpen = witness === "source" && source !== null && makesMore(source);
  const nowhere =
    witness === "types" ? "which is declared nowhere" : "which is no item of the source";
  const items = new Map(source?.items.map((item) => [itemKey(item), item]));
  const byRustName = new Map(source?.items.map((item) => [item.rustName, item]));
  const strays = new Map(source?.strayImpls.map((stray) => [itemKey(stray), stray]));
  return [...exports].flatMap(([key, one]) => {
    if (one.name === stampName || known.has(key)) return [];
    const item = items.get(key);
    if (item?.attributes["skip_typescript"] !== undefined) return [];
    const message = `the loaded addon exports \`${key}\`, ${nowhere}`;
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
    if (isOpen) return [];
    // Of a renamed constant napi exports the Rust name.
    const origin = item ?? byRustName.get(one.name);
    const looksLikeTask = origin === undefined && one.name.endsWith("Task");
    return [
      diagnostic(
        "FT4002",
        looksLikeTask ? `${message}; \`#[napi] impl Task for ${one.name}\` exports it` : message,
        {
          primary: origin?.nameSpan ?? null,
          at: origin?.id ?? key,
          help: looksLikeTask ? "take `#[napi]` off the `impl`" : null,
        },
      ),
    ];
  });
}

/** A macro whose items have no fixed name, or a `module_exports` hook: the source does not say what they export. */
function makesMore({ items, diagnostics }: Manifest): boolean {
  const ids = new Set(items.map(({ id }) => id));
  return (
    diagnostics.some(({ code, at }) => code === "FT1007" && !ids.has(at ?? "")) ||
    items.some(({ attributes }) => isOn(attributes, "module_exports"))
  );
}
