/**
 * Whether a text is TypeScript at all: the whole grammar of types, parameters and signatures, without making anything
 * of it. What `override-parser.ts` leaves opaque is judged here too.
 */
import { scanTypeScript, type SyntaxFault, type Token } from "./lex-override.js";
import { TokenCursor, UnexpectedToken } from "./token-cursor.js";

/** What a text stands for: a type, what follows `):`, the inside of `(…)`, all after a function's name, the inside of `<…>`. */
export type OverrideForm = "type" | "returns" | "parameters" | "signature" | "typeParameters";

/** Where the text stops being what it stands for, or null. */
export function syntaxFault(text: string, form: OverrideForm): SyntaxFault | null {
  const scanned = scanTypeScript(text);
  if ("fault" in scanned) return scanned.fault;
  const cursor = new TokenCursor(scanned.tokens, text);
  try {
    forms[form](cursor);
    // napi pastes the text into the file: declarations may follow on lines of their own.
    if (!atDeclaration(cursor)) cursor.expectEnd();
    return null;
  } catch (error) {
    if (error instanceof UnexpectedToken) return error.fault;
    throw error;
  }
}

const forms: Readonly<Record<OverrideForm, (cursor: TokenCursor) => void>> = {
  type: readType,
  returns: readReturns,
  parameters: (cursor) => readParameters(cursor, ""),
  signature: readSignature,
  typeParameters: (cursor) => readTypeParameters(cursor, ""),
};

const declarations: ReadonlySet<string> = new Set(
  "abstract class const declare enum export function import interface let module namespace type var".split(
    " ",
  ),
);

function atDeclaration(cursor: TokenCursor): boolean {
  return cursor.afterLineBreak() && declarations.has(cursor.peek().text);
}

function readType(cursor: TokenCursor): void {
  if (atFunction(cursor)) return readFunction(cursor);
  readUnion(cursor);
  if (cursor.afterLineBreak() || !cursor.accept("extends")) return;
  if (atFunction(cursor)) readFunction(cursor);
  else readUnion(cursor);
  cursor.expect("?");
  readType(cursor);
  cursor.expect(":");
  readType(cursor);
}

function atFunction(cursor: TokenCursor): boolean {
  if (cursor.at("<") || cursor.at("new")) return true;
  if (cursor.at("abstract") && cursor.at("new", 1)) return true;
  if (!cursor.at("(")) return false;
  return cursor.at("=>", cursor.behindBracket());
}

function readFunction(cursor: TokenCursor): void {
  if (cursor.accept("abstract")) cursor.expect("new");
  else cursor.accept("new");
  if (cursor.accept("<")) readTypeParameters(cursor, ">");
  cursor.expect("(");
  readParameters(cursor, ")");
  cursor.expect("=>");
  readReturns(cursor);
}

function readUnion(cursor: TokenCursor): void {
  cursor.accept("|");
  do readIntersection(cursor);
  while (cursor.accept("|"));
}

function readIntersection(cursor: TokenCursor): void {
  cursor.accept("&");
  do readOperator(cursor);
  while (cursor.accept("&"));
}

function readOperator(cursor: TokenCursor): void {
  if (atFunction(cursor)) cursor.fail("a function type in brackets");
  if (["keyof", "readonly", "unique"].some((word) => cursor.accept(word))) {
    return readOperator(cursor);
  }
  if (cursor.accept("infer")) {
    cursor.word();
    if (cursor.accept("extends")) readUnion(cursor);
    return;
  }
  readPostfix(cursor);
}

function readPostfix(cursor: TokenCursor): void {
  readPrimary(cursor);
  while (!cursor.afterLineBreak() && cursor.accept("[")) {
    if (cursor.accept("]")) continue;
    readType(cursor);
    cursor.expect("]");
  }
}

/** Words that no type can begin with. */
const notTypes: ReadonlySet<string> = new Set(
  "break case catch class const continue debugger default delete do else enum export extends finally for function if in instanceof return super switch throw try var while with".split(
    " ",
  ),
);

/** Words that nothing can be named; `this` is a parameter all the same. */
const notNames: ReadonlySet<string> = new Set([
  ...notTypes,
  ..."false import new null true typeof void".split(" "),
]);

function readPrimary(cursor: TokenCursor): void {
  const { kind } = cursor.peek();
  if (kind === "template") return readTemplate(cursor.next());
  if (kind === "string" || kind === "number") {
    cursor.next();
    return;
  }
  if (cursor.accept("-")) {
    if (cursor.peek().kind !== "number") cursor.fail("a number");
    cursor.next();
    return;
  }
  if (cursor.accept("(")) {
    readType(cursor);
    return cursor.expect(")");
  }
  if (cursor.accept("[")) return readTuple(cursor);
  if (cursor.at("{")) return atMapped(cursor) ? readMapped(cursor) : readObject(cursor);
  if (cursor.accept("typeof")) {
    if (cursor.at("import")) return readImport(cursor);
    return readName(cursor);
  }
  if (cursor.at("import")) return readImport(cursor);
  if (!cursor.atWord() || notTypes.has(cursor.peek().text)) cursor.fail("a type");
  readName(cursor);
}

/** The types between `${` and `}`. */
function readTemplate({ text, start, end }: Token): void {
  for (let from = text.indexOf("${"); from !== -1;) {
    if (text[from - 1] === "\\") {
      from = text.indexOf("${", from + 2);
      continue;
    }
    const to = closingBrace(text, from);
    const inner = text.slice(from + 2, to === -1 ? undefined : to);
    const fault = to === -1 ? null : syntaxFault(inner, "type");
    if (to === -1) throw new UnexpectedToken({ kind: "end", text: "", start, end }, "`}`");
    if (fault !== null) {
      const offset = start + from + 2;
      const place = { start: fault.start + offset, end: fault.end + offset };
      throw new UnexpectedToken({ kind: "word", text: inner, ...place }, "a type");
    }
    from = text.indexOf("${", to);
  }
}

function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] !== "}") continue;
    depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

function readName(cursor: TokenCursor): void {
  cursor.word("a type");
  while (cursor.accept(".")) cursor.word();
  readArguments(cursor);
}

function readArguments(cursor: TokenCursor): void {
  if (cursor.afterLineBreak() || !cursor.accept("<")) return;
  do readType(cursor);
  while (cursor.accept(","));
  cursor.expect(">");
}

function readImport(cursor: TokenCursor): void {
  cursor.expect("import");
  cursor.expect("(");
  if (cursor.peek().kind !== "string") cursor.fail("the name of a module in quotes");
  cursor.next();
  if (cursor.accept(",") && !cursor.at(")")) readType(cursor);
  cursor.expect(")");
  while (cursor.accept(".")) cursor.word();
  readArguments(cursor);
}

function readTuple(cursor: TokenCursor): void {
  while (!cursor.accept("]")) {
    const isRest = cursor.accept("...");
    const isNamed =
      cursor.atWord() && (cursor.at(":", 1) || (cursor.at("?", 1) && cursor.at(":", 2)));
    if (isNamed) {
      cursor.next();
      cursor.accept("?");
      cursor.expect(":");
    }
    readType(cursor);
    if (!isRest && !isNamed) cursor.accept("?");
    if (!cursor.accept(",") && !cursor.at("]")) cursor.fail("`,` or `]`");
  }
}

function atMapped(cursor: TokenCursor): boolean {
  let offset = 1;
  if (cursor.at("+", offset) || cursor.at("-", offset)) offset += 1;
  if (cursor.at("readonly", offset)) offset += 1;
  return cursor.at("[", offset) && cursor.atWord(offset + 1) && cursor.at("in", offset + 2);
}

function readMapped(cursor: TokenCursor): void {
  cursor.expect("{");
  if (cursor.accept("+") || cursor.accept("-")) cursor.expect("readonly");
  else cursor.accept("readonly");
  cursor.expect("[");
  cursor.word();
  cursor.expect("in");
  readType(cursor);
  if (cursor.accept("as")) readType(cursor);
  cursor.expect("]");
  if (cursor.accept("+") || cursor.accept("-")) cursor.expect("?");
  else cursor.accept("?");
  if (cursor.accept(":")) readType(cursor);
  cursor.accept(";");
  cursor.expect("}");
}

function readObject(cursor: TokenCursor): void {
  cursor.expect("{");
  while (!cursor.accept("}")) {
    readMember(cursor);
    const isParted = cursor.accept(";") || cursor.accept(",") || cursor.afterLineBreak();
    if (!isParted && !cursor.at("}")) cursor.fail("`;` or `}`");
  }
}

function readMember(cursor: TokenCursor): void {
  if (cursor.at("(") || cursor.at("<")) return readSignature(cursor);
  if (cursor.at("new") && (cursor.at("(", 1) || cursor.at("<", 1))) {
    cursor.next();
    return readSignature(cursor);
  }
  for (const modifier of ["readonly", "get", "set"]) {
    if (cursor.at(modifier) && startsKey(cursor, 1)) cursor.next();
  }
  readKey(cursor);
  cursor.accept("?");
  if (cursor.at("(") || cursor.at("<")) return readSignature(cursor);
  if (cursor.accept(":")) readType(cursor);
}

function startsKey(cursor: TokenCursor, offset: number): boolean {
  const { kind } = cursor.peek(offset);
  return kind === "word" || kind === "string" || kind === "number" || cursor.at("[", offset);
}

function readKey(cursor: TokenCursor): void {
  if (!startsKey(cursor, 0)) cursor.fail("the name of a member");
  const isComputed = cursor.next().text === "[";
  if (!isComputed) return;
  const isIndex = cursor.atWord() && cursor.at(":", 1);
  if (isIndex) {
    cursor.next();
    cursor.expect(":");
    readType(cursor);
  } else if (cursor.peek().kind === "word") {
    cursor.next();
    while (cursor.accept(".")) cursor.word();
  } else {
    cursor.next();
  }
  cursor.expect("]");
}

function readSignature(cursor: TokenCursor): void {
  if (cursor.accept("<")) readTypeParameters(cursor, ">");
  cursor.expect("(");
  readParameters(cursor, ")");
  if (cursor.accept(":")) readReturns(cursor);
}

/** A type, `x is T`, `asserts x` or `asserts x is T`. */
function readReturns(cursor: TokenCursor): void {
  if (cursor.at("asserts") && cursor.atWord(1) && !cursor.at("is", 1)) {
    cursor.next();
    cursor.word();
    if (cursor.accept("is")) readType(cursor);
    return;
  }
  if (cursor.atWord() && cursor.at("is", 1)) {
    cursor.next();
    cursor.next();
  }
  readType(cursor);
}

function closes(cursor: TokenCursor, close: string): boolean {
  return close === "" ? cursor.peek().kind === "end" : cursor.accept(close);
}

function readParameters(cursor: TokenCursor, close: ")" | ""): void {
  while (!closes(cursor, close)) {
    cursor.accept("...");
    readBinding(cursor);
    cursor.accept("?");
    if (cursor.accept(":")) readType(cursor);
    if (cursor.accept(",")) continue;
    if (closes(cursor, close)) return;
    cursor.fail(close === "" ? "`,`" : "`,` or `)`");
  }
}

/** A name, or a pattern. */
function readBinding(cursor: TokenCursor): void {
  if (cursor.accept("[")) {
    while (!cursor.accept("]")) {
      if (cursor.accept(",")) continue;
      cursor.accept("...");
      readBinding(cursor);
      if (!cursor.accept(",") && !cursor.at("]")) cursor.fail("`,` or `]`");
    }
    return;
  }
  if (cursor.accept("{")) {
    while (!cursor.accept("}")) {
      cursor.accept("...");
      const isShort = !cursor.at(":", 1);
      if (isShort) readBindingName(cursor);
      else if (startsKey(cursor, 0)) cursor.next();
      else cursor.fail("a name");
      if (cursor.accept(":")) readBinding(cursor);
      if (!cursor.accept(",") && !cursor.at("}")) cursor.fail("`,` or `}`");
    }
    return;
  }
  readBindingName(cursor);
}

function readBindingName(cursor: TokenCursor): void {
  if (notNames.has(cursor.peek().text)) cursor.fail("the name of a parameter");
  cursor.word("the name of a parameter");
}

function readTypeParameters(cursor: TokenCursor, close: ">" | ""): void {
  do {
    if (closes(cursor, close)) return;
    while (["const", "in", "out"].includes(cursor.peek().text) && cursor.atWord(1)) cursor.next();
    if (notNames.has(cursor.peek().text)) cursor.fail("the name of a type parameter");
    cursor.word("the name of a type parameter");
    if (cursor.accept("extends")) readType(cursor);
    if (cursor.accept("=")) readType(cursor);
  } while (cursor.accept(","));
  if (!closes(cursor, close)) cursor.fail(close === "" ? "`,`" : "`,` or `>`");
}
