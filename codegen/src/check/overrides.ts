/** Override strings (`ts_type`, `ts_args_type` …), where they stand in Rust, and FT2003. */
import type { Diagnostic, Position, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { SourceItem, SourceParameter, SourceSignature } from "../model/manifest.js";
import { type OverrideForm, syntaxFault } from "../types/type-syntax.js";

export interface Override {
  readonly key: string;
  readonly text: string;
  readonly form: OverrideForm;
  /** The literal with its quotes; the item where the extractor does not tell. */
  readonly span: Span;
  readonly isLiteral: boolean;
  readonly at: string;
}

const keys: Readonly<Record<string, OverrideForm>> = {
  ts_type: "type",
  ts_args_type: "parameters",
  ts_return_type: "returns",
  ts_generic_types: "typeParameters",
};

export function overridesOf(item: SourceItem): readonly Override[] {
  switch (item.kind) {
    case "function":
      return [...ofAttributes(item, true), ...ofParameters(item.signature, item)];
    case "class":
      return item.members.flatMap((member) => [
        ...ofAttributes(member, member.kind !== "field"),
        ...(member.signature === null ? [] : ofParameters(member.signature, member)),
      ]);
    case "object":
    case "tuple":
      return item.fields.flatMap((field) =>
        ofAttributes({ ...field, id: `${item.id}::${field.rustName}` }, false),
      );
    case "union":
      return item.variants.flatMap((variant) =>
        variant.fields.flatMap((field) =>
          ofAttributes({ ...field, id: `${item.id}::${variant.rustName}` }, false),
        ),
      );
    default:
      return [];
  }
}

type Owner = Pick<SourceItem, "id" | "attributes" | "nameSpan" | "textSpans">;

/** `ts_type` is a whole signature on what is called. */
function ofAttributes(owner: Owner, isCalled: boolean): readonly Override[] {
  return Object.entries(keys).flatMap(([key, form]): readonly Override[] => {
    const text = owner.attributes[key];
    if (typeof text !== "string") return [];
    const literal = owner.textSpans?.[key];
    return [
      {
        key,
        text,
        form: key === "ts_type" && isCalled ? "signature" : form,
        span: literal ?? owner.nameSpan,
        isLiteral: literal !== undefined,
        at: owner.id,
      },
    ];
  });
}

function ofParameters(
  { parameters }: SourceSignature,
  { id, nameSpan }: Owner,
): readonly Override[] {
  return parameters.flatMap(({ override, overrideSpan }: SourceParameter): readonly Override[] =>
    override === null
      ? []
      : [
          {
            key: "ts_arg_type",
            text: override,
            form: "type",
            span: overrideSpan ?? nameSpan,
            isLiteral: overrideSpan !== undefined,
            at: id,
          },
        ],
  );
}

/** FT2003, at the character inside the attribute. */
export function malformedOverride(override: Override): readonly Diagnostic[] {
  const { key, text, form, at } = override;
  const fault = syntaxFault(text, form);
  if (fault === null) return [];
  return [
    diagnostic("FT2003", `\`${key}\` of \`${at}\` does not parse: ${fault.message}`, {
      primary: placeIn(override, fault.start, fault.end),
      at,
      help: `correct \`${text}\`, which is to be ${meaning[form]}`,
    }),
  ];
}

const meaning: Readonly<Record<OverrideForm, string>> = {
  type: "a type",
  returns: "the type of a result",
  parameters: "parameters without their brackets",
  signature: "all that follows the function's name",
  typeParameters: "type parameters without their brackets",
};

/** A range of the text as a place in Rust; the whole literal where it holds escapes. */
export function placeIn({ text, span, isLiteral }: Override, start: number, end: number): Span {
  const bytes = byteLength(text);
  const quotes = span.end.byteOffset - span.start.byteOffset - bytes;
  // `"…"` has two quotes, `r#"…"#` an `r` and as many `#` on either side.
  const lead = quotes === 2 ? 1 : (quotes + 1) / 2;
  if (!isLiteral || quotes < 2 || (quotes > 2 && quotes % 2 === 0)) return span;
  const last = Math.max(end, Math.min(start + 1, text.length));
  return {
    file: span.file,
    start: positionIn(text, start, span.start, lead),
    end: positionIn(text, last, span.start, lead),
  };
}

function positionIn(text: string, offset: number, from: Position, lead: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const isFirst = lineStart === 0;
  return {
    line: from.line + before.split("\n").length - 1,
    column: isFirst ? from.column + lead + offset : offset - lineStart + 1,
    byteOffset: from.byteOffset + lead + byteLength(before),
  };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
