/**
 * TypeScript that authors write in attributes (`ts_type`, `ts_args_type` …), as trees.
 * The grammar covers what such strings hold; anything beyond it is kept as one opaque node with its free names.
 */
import type { Parameter } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { resolveName, type TypeContext } from "./context.js";
import { freeNames, lexTypeScript } from "./lex-override.js";
import { OverrideParser, Unsupported } from "./override-parser.js";

export interface OverrideSignature {
  readonly typeParameters: string | null;
  readonly parameters: readonly Parameter[];
  readonly returns: TsType;
}

/** A type; text beyond the grammar is one opaque node. */
export function parseType(text: string, context: TypeContext): TsType {
  return attempt(text, context, (parser) => parser.type()) ?? opaque(text, context);
}

/** The text of `ts_args_type`: parameters without the parentheses. */
export function parseParameters(text: string, context: TypeContext): readonly Parameter[] {
  const parsed = attempt(text, context, (parser) => parser.parameters("end"));
  if (parsed !== null) return parsed;
  return [{ name: "arguments", type: opaque(text, context), optional: false, rest: true }];
}

/** The text of a function's `ts_type`: everything after the name. */
export function parseSignature(text: string, context: TypeContext): OverrideSignature {
  const generics = leadingGenerics(text);
  const inner =
    generics === null
      ? context
      : {
          ...context,
          typeParameters: [...context.typeParameters, ...typeParameterNames(generics)],
        };
  const rest = generics === null ? text : text.slice(text.indexOf(generics) + generics.length + 1);
  const parsed = attempt(rest, inner, (parser) => parser.signature());
  if (parsed !== null) return { typeParameters: generics, ...parsed };
  const colon = rest.lastIndexOf("):");
  return {
    typeParameters: generics,
    parameters: parseParameters(rest.slice(rest.indexOf("(") + 1, Math.max(colon, 0)), inner),
    returns: parseType(colon === -1 ? "void" : rest.slice(colon + 2), inner),
  };
}

/** Where an override goes on with statements of its own: napi prints them after the declaration as they are. */
const nextStatement =
  /[;\n]\s*(?=(?:export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|const|enum|function|interface|namespace|type)\s)/u;
const overload =
  /^(?:export\s+)?(?:declare\s+)?function\s+[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?=[<(])/u;

/** The part of an override that is its own, without the statements that follow it. */
export function ownText(text: string): string {
  return text.split(nextStatement)[0] ?? text;
}

/** The signatures in the text of a function's `ts_type`: its own, and the overloads that follow it. */
export function overloadTexts(text: string): readonly string[] {
  const [own = text, ...others] = text.split(nextStatement);
  const more = others.filter((one) => overload.test(one));
  return [own, ...more.map((one) => one.replace(overload, ""))];
}

/** Names that `T extends X, U = Y` declares. */
export function typeParameterNames(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  let expected = true;
  for (const token of lexTypeScript(text) ?? []) {
    if ("([{<".includes(token.text) && token.text !== "") depth += 1;
    else if (")]}>".includes(token.text) && token.text !== "") depth -= 1;
    else if (token.text === "," && depth === 0) expected = true;
    else if (token.kind === "word" && expected && token.text !== "const") {
      names.push(token.text);
      expected = false;
    }
  }
  return names;
}

function leadingGenerics(text: string): string | null {
  const start = text.search(/\S/u);
  if (text[start] !== "<") return null;
  let depth = 0;
  for (const token of lexTypeScript(text) ?? []) {
    if (token.text === "<") depth += 1;
    if (token.text === ">") depth -= 1;
    if (depth === 0) return text.slice(start + 1, token.start);
  }
  return null;
}

function opaque(text: string, context: TypeContext): TsType {
  let spelled = text.trim();
  const names = freeNames(lexTypeScript(text) ?? [])
    .filter(({ name }) => !context.typeParameters.includes(name))
    .map(({ name, isValue }) => {
      const resolved = resolveName(name, context, isValue);
      if (resolved.kind === "item") spelled = withName(spelled, name, resolved.id);
      return resolved;
    });
  return { kind: "opaque", text: spelled, names };
}

/** A class by its JavaScript name where the text has the Rust one; a member of an enum and a key stay as they are. */
function withName(text: string, name: string, id: string): string {
  if (name === id || name.startsWith(`${id}.`)) return text;
  const word = name.replaceAll(/[$.]/gu, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(?<![\\w$.'"])${word}(?![\\w$.]|\\s*\\??:)`, "gu"), id);
}

function attempt<T>(
  text: string,
  context: TypeContext,
  read: (parser: OverrideParser) => T,
): T | null {
  const tokens = lexTypeScript(text);
  if (tokens === null) return null;
  const parser = new OverrideParser(tokens, context);
  try {
    const result = read(parser);
    return parser.atEnd() ? result : null;
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}
