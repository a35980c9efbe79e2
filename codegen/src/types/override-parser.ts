/** A cursor over the tokens of a type. */
import type { Keyword, TsType, TypeParameterOfFunction } from "../model/type.js";
import { resolveName, type TypeContext } from "./context.js";
import type { Token } from "./lex-override.js";
import { array, intersection, keyword, literal, named, union } from "./tree.js";

/** The text holds what the grammar does not know. */
export class Unsupported extends Error {}

const keywords: ReadonlySet<string> = new Set<Keyword>([
  "any",
  "bigint",
  "boolean",
  "never",
  "null",
  "number",
  "object",
  "string",
  "symbol",
  "this",
  "undefined",
  "unknown",
  "void",
]);

const beyond: ReadonlySet<string> = new Set(
  "asserts extends infer import is keyof new typeof unique abstract".split(" "),
);

function isTypeKeyword(text: string): text is Keyword {
  return keywords.has(text);
}

/** It holds a position, so it is a class. */
export class OverrideParser {
  readonly #tokens: readonly Token[];
  readonly #context: TypeContext;
  #index = 0;

  constructor(tokens: readonly Token[], context: TypeContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  atEnd(): boolean {
    return this.#peek().kind === "end";
  }

  type(): TsType {
    if (this.#startsFunction()) {
      this.#expect("(");
      const parameters = this.parameters(")");
      this.#expect("=>");
      return { kind: "function", parameters, returns: this.type() };
    }
    this.#accept("|");
    const members = [this.#intersection()];
    while (this.#accept("|")) members.push(this.#intersection());
    if (beyond.has(this.#peek().text)) throw new Unsupported();
    return union(...members);
  }

  signature(): { readonly parameters: TypeParameterOfFunction[]; readonly returns: TsType } {
    this.#expect("(");
    const parameters = this.parameters(")");
    return { parameters, returns: this.#accept(":") ? this.type() : keyword("void") };
  }

  parameters(close: ")" | "end"): TypeParameterOfFunction[] {
    const found: TypeParameterOfFunction[] = [];
    while (!(close === "end" ? this.atEnd() : this.#accept(")"))) {
      const rest = this.#accept("...");
      const name = this.#word();
      const optional = this.#accept("?");
      const type = this.#accept(":") ? this.type() : keyword("any");
      found.push({ name, type, optional, rest });
      if (!this.#accept(",") && this.#peek().text !== ")" && !this.atEnd()) throw new Unsupported();
    }
    return found;
  }

  #intersection(): TsType {
    this.#accept("&");
    const members = [this.#postfix()];
    while (this.#accept("&")) members.push(this.#postfix());
    return intersection(...members);
  }

  #postfix(): TsType {
    const readonly = this.#accept("readonly");
    let type = this.#primary();
    let lists = 0;
    while (this.#peek().text === "[") {
      this.#index += 1;
      if (!this.#accept("]")) throw new Unsupported();
      type = array(type, readonly && lists === 0);
      lists += 1;
    }
    if (readonly && lists === 0) throw new Unsupported();
    return type;
  }

  #primary(): TsType {
    const token = this.#next();
    if (token.kind === "string") return literal(unquote(token.text));
    if (token.kind === "number" && !token.text.endsWith("n")) return literal(Number(token.text));
    if (token.text === "-" && this.#peek().kind === "number")
      return literal(-Number(this.#next().text));
    if (token.text === "(") {
      const inner = this.type();
      this.#expect(")");
      return inner;
    }
    if (token.text === "[") return this.#tuple();
    if (token.text === "{") return this.#object();
    if (token.kind !== "word" || beyond.has(token.text)) throw new Unsupported();
    if (token.text === "true" || token.text === "false") return literal(token.text === "true");
    if (isTypeKeyword(token.text)) return keyword(token.text);
    return this.#name(token.text);
  }

  #name(head: string): TsType {
    let name = head;
    while (this.#accept(".")) name += `.${this.#word()}`;
    const types: TsType[] = [];
    if (this.#accept("<")) {
      do types.push(this.type());
      while (this.#accept(","));
      this.#expect(">");
    }
    const [element] = types;
    if (element !== undefined && types.length === 1) {
      if (name === "Array") return array(element, false);
      if (name === "ReadonlyArray") return array(element, true);
    }
    if (this.#context.typeParameters.includes(name))
      return { kind: "opaque", text: name, names: [] };
    const resolved = resolveName(name, this.#context);
    // A member of an enum has no node in the model.
    if (resolved.kind === "item" && name.startsWith(`${resolved.id}.`)) throw new Unsupported();
    return named(resolved, ...types);
  }

  #tuple(): TsType {
    const elements: { name: string | null; type: TsType; optional: boolean }[] = [];
    while (!this.#accept("]")) {
      if (this.#peek().text === "...") throw new Unsupported();
      const isNamed =
        this.#peek().kind === "word" &&
        (this.#at(1) === ":" || (this.#at(1) === "?" && this.#at(2) === ":"));
      const name = isNamed ? this.#word() : null;
      const before = isNamed && this.#accept("?");
      if (isNamed) this.#expect(":");
      const type = this.type();
      elements.push({ name, type, optional: before || this.#accept("?") });
      if (!this.#accept(",") && this.#peek().text !== "]") throw new Unsupported();
    }
    return { kind: "tuple", elements };
  }

  #object(): TsType {
    const fields: { name: string; type: TsType; optional: boolean; readonly: boolean }[] = [];
    while (!this.#accept("}")) {
      const readonly = this.#peek().text === "readonly" && ![":", "?"].includes(this.#at(1));
      if (readonly) this.#index += 1;
      const key = this.#next();
      if (key.kind !== "word" && key.kind !== "string") throw new Unsupported();
      const optional = this.#accept("?");
      this.#expect(":");
      const name = key.kind === "string" ? unquote(key.text) : key.text;
      fields.push({ name, type: this.type(), optional, readonly });
      if (!this.#accept(";") && !this.#accept(",") && this.#peek().text !== "}")
        throw new Unsupported();
    }
    return { kind: "object", fields };
  }

  /** `(` starts a function type where the bracket that closes it is followed by `=>`. */
  #startsFunction(): boolean {
    if (this.#peek().text !== "(") return false;
    let depth = 0;
    for (let index = this.#index; index < this.#tokens.length; index += 1) {
      const text = this.#tokens[index]?.text ?? "";
      if (text === "(") depth += 1;
      if (text === ")") depth -= 1;
      if (depth === 0) return this.#tokens[index + 1]?.text === "=>";
    }
    return false;
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: "end", text: "", start: 0, end: 0 };
  }

  #at(offset: number): string {
    return this.#tokens[this.#index + offset]?.text ?? "";
  }

  #next(): Token {
    const token = this.#peek();
    this.#index += 1;
    return token;
  }

  #accept(text: string): boolean {
    if (this.#peek().text !== text || this.#peek().kind === "string") return false;
    this.#index += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw new Unsupported();
  }

  #word(): string {
    const token = this.#next();
    if (token.kind !== "word") throw new Unsupported();
    return token.text;
  }
}

function unquote(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/gu, "$1");
}
