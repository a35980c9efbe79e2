/** A position in tokens, and the faults that it reports. */
import type { SyntaxFault, Token } from "./lex-override.js";

/** The text is not what the grammar wants. */
export class UnexpectedToken extends Error {
  readonly fault: SyntaxFault;

  constructor({ start, end, text }: Token, wanted: string) {
    super(wanted);
    const found = text === "" ? "the text ends" : `\`${text}\` stands there`;
    this.fault = { start, end, message: `${found} where ${wanted} belongs` };
  }
}

/** It holds a position, so it is a class. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #index = 0;

  constructor(tokens: readonly Token[], text: string) {
    this.#tokens = tokens;
    this.#text = text;
  }

  peek(offset = 0): Token {
    const { length } = this.#text;
    return (
      this.#tokens[this.#index + offset] ?? { kind: "end", text: "", start: length, end: length }
    );
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** The token is that mark or word, and no string with the same text. */
  at(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token.text === text && (token.kind === "mark" || token.kind === "word");
  }

  atWord(offset = 0): boolean {
    return this.peek(offset).kind === "word";
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.#index += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`\`${text}\``);
  }

  word(wanted = "a name"): string {
    if (!this.atWord()) this.fail(wanted);
    return this.next().text;
  }

  fail(wanted: string): never {
    throw new UnexpectedToken(this.peek(), wanted);
  }

  expectEnd(): void {
    if (this.peek().kind !== "end") this.fail("nothing more");
  }

  /** The next token begins a line. */
  afterLineBreak(): boolean {
    const before = this.#tokens[this.#index - 1];
    return this.#text.slice(before?.end ?? 0, this.peek().start).includes("\n");
  }

  /** Index behind the bracket that closes the one at the cursor, as an offset. */
  behindBracket(): number {
    let depth = 0;
    for (let offset = 0; this.peek(offset).kind !== "end"; offset += 1) {
      const { kind, text } = this.peek(offset);
      if (kind !== "mark") continue;
      if ("([{".includes(text)) depth += 1;
      if (")]}".includes(text)) depth -= 1;
      if (depth === 0) return offset + 1;
    }
    return 0;
  }
}
