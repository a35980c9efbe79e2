/** FT1016: impl blocks that export a class by themselves. With a loaded addon, FT4002 says the same from what is there. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredView } from "../model/declared.js";
import type { Manifest } from "../model/manifest.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";
import { byFeatures } from "../types/presence.js";

export function checkStrayImpls(
  source: Manifest,
  declared: DeclaredView | null,
): readonly Diagnostic[] {
  const known = declaredByKey(declared);
  return source.strayImpls.flatMap((one) => {
    const key = itemKey(one);
    if (byFeatures(one, source.crate) !== true || known.has(key)) return [];
    const block =
      one.trait === null ? `impl ${one.rustName}` : `impl ${one.trait} for ${one.rustName}`;
    return [
      diagnostic(
        "FT1016",
        `\`#[napi] ${block}\` exports a class \`${key}\` that nothing declares`,
        {
          primary: one.nameSpan,
          at: one.rustName,
          help:
            one.trait === null
              ? `put \`#[napi]\` on \`struct ${one.rustName}\`, or take it off the block`
              : "take `#[napi]` off the block",
        },
      ),
    ];
  });
}
