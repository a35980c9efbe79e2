/** What the rules about napi's own d.ts share. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem } from "../model/declared.js";
import type { LoadedView } from "../model/loaded.js";
import type { SourceItem } from "../model/manifest.js";
import type { Direction, TypeContext } from "../types/context.js";
import type { ItemGroup } from "../types/groups.js";

export interface Stock {
  readonly groups: readonly ItemGroup[];
  /** In napi's style. */
  readonly types: TypeContext;
  readonly directions: ReadonlyMap<string, Direction>;
  /** Null where there is no d.ts: then the source tells what napi would write. */
  readonly declared: ReadonlyMap<string, readonly DeclaredItem[]> | null;
  /** Path of the d.ts. */
  readonly file: string;
  readonly loaded: LoadedView | null;
}

/** The item in Rust, with its position, and the place of the d.ts that says otherwise. */
export function stockFinding(
  code: Code,
  message: string,
  help: string,
  rust: Pick<SourceItem, "id" | "nameSpan">,
  declared: Span | null,
  { file }: Pick<Stock, "file">,
): Diagnostic {
  return diagnostic(code, message, {
    primary: rust.nameSpan,
    at: rust.id,
    help,
    related: declared === null ? [] : [{ message: `declared in ${file}`, span: declared }],
  });
}

/** Items of one kind that are not from a macro, each with what the d.ts has under its name. */
export function itemsOf<K extends SourceItem["kind"]>(
  kind: K,
  { groups, declared }: Stock,
): readonly {
  readonly key: string;
  readonly item: Extract<SourceItem, { kind: K }>;
  /** Empty where the d.ts has nothing of the name; null where there is no d.ts. */
  readonly declared: readonly DeclaredItem[] | null;
}[] {
  return groups.flatMap(({ key, items }) =>
    items.flatMap((item) =>
      isOfKind(item, kind) && !item.macro
        ? [{ key, item, declared: declared === null ? null : (declared.get(key) ?? []) }]
        : [],
    ),
  );
}

function isOfKind<K extends SourceItem["kind"]>(
  item: SourceItem,
  kind: K,
): item is Extract<SourceItem, { kind: K }> {
  return item.kind === kind;
}

/** The declared class or interface. */
export function shapeOf(
  declared: readonly DeclaredItem[],
): Extract<DeclaredItem, { kind: "class" | "interface" }> | undefined {
  return declared.find((one) => one.kind === "class" || one.kind === "interface");
}
