/** Texts that napi could have written: each declaration of a name of its own, in any spelling. */
import * as fc from "fast-check";

const word = fc.constantFrom("a", "b2", "key", "value", "delete_", "$x", "été");
const keyword = fc.constantFrom("string", "number", "boolean", "void", "unknown", "this", "null");

const { type } = fc.letrec<{ type: string }>((tie) => {
  const inner = tie("type");
  const parameter = fc
    .tuple(word, fc.boolean(), inner)
    .map(([name, optional, one]) => `${name}${optional ? "?" : ""}: ${one}`);
  return {
    type: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      keyword,
      fc.constantFrom("'it\\'s'", "-1", "0x10", "true", "typeof globalThis", "unique symbol"),
      fc.constantFrom("Buffer", "Promise<void>", "Item0", "ns.Item0", "import('m').A<string>"),
      inner.map((one) => `Array<${one}>`),
      inner.map((one) => `(${one})[]`),
      fc.tuple(inner, inner).map(([one, other]) => `(${one}) | (${other})`),
      fc.tuple(inner, inner).map(([one, other]) => `(${one}) & (${other})`),
      fc.tuple(inner, inner).map(([one, other]) => `[first: ${one}, second?: ${other}]`),
      parameter.map((one) => `{ ${one}, 'k-x': string }`),
      parameter.map((one) => `{ readonly [K in keyof Item0]: ${one.replace(/^.*?: /u, "")} }`),
      fc.tuple(parameter, inner).map(([one, returns]) => `((${one}) => ${returns})`),
      inner.map((one) => `(${one} extends infer X ? X : never)`),
      inner.map((one) => `\`a\${${one}}\``),
    ),
  };
});

const docs = fc.constantFrom(
  "",
  "/** One line. */\n",
  "/**\n * Two,\n * lines: a-b, (c-d: e).\n */\n",
);

const member = fc.oneof(
  type.map((one) => `value: ${one}`),
  type.map((one) => `readonly 'k-x'?: ${one}`),
  type.map((one) => `run(a: ${one}, ...rest: unknown[]): ${one}`),
  type.map((one) => `get got(): ${one}`),
  type.map((one) => `set got(value: ${one})`),
  type.map((one) => `[globalThis.Symbol.iterator](): ${one}`),
);
const ofClass = fc.oneof(
  member,
  type.map((one) => `constructor(a?: ${one})`),
  type.map((one) => `static make(): ${one}`),
);
const block = (members: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(fc.tuple(docs, members), { maxLength: 4 }).map((list) => {
    const lines = list.map(([comment, text]) => comment + text);
    return `{\n${lines.join("\n")}\n}`;
  });
const values = fc.array(fc.oneof(fc.integer(), fc.constantFrom("'x'", "'it\\'s'", "1 << 3")), {
  maxLength: 4,
});

type Declaration = (name: string) => string;

const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  type.map(
    (one): Declaration =>
      (name) =>
        `const ${name}: ${one}`,
  ),
  fc.tuple(type, type).map(
    ([one, other]): Declaration =>
      (name) =>
        `function ${name}<T>(a: ${one}, b?: T): ${other}`,
  ),
  block(ofClass).map(
    (body): Declaration =>
      (name) =>
        `class ${name} ${body}`,
  ),
  fc
    .tuple(values, fc.boolean(), fc.boolean())
    .map(([list, isConst, trailing]): Declaration => (name) => {
      const members = list.map((value, index) => `M${index} = ${value}`).join(",\n");
      return `${isConst ? "const " : ""}enum ${name} {\n${members}${trailing && list.length > 0 ? "," : ""}\n}`;
    }),
);
/** `declare` may be left out, and stands before none of these. */
const typeDeclaration: fc.Arbitrary<Declaration> = fc.oneof(
  fc.tuple(type, fc.boolean()).map(([one, broken]): Declaration => (name) => {
    return `type ${name}<A = void> =${broken ? "\n  " : " "}${one}`;
  }),
  block(member).map(
    (body): Declaration =>
      (name) =>
        `interface ${name} ${body}`,
  ),
);

const statement = fc.oneof(
  fc.tuple(declaration, fc.boolean()).map(([write, declared]): Declaration => (name) => {
    return `export ${declared ? "declare " : ""}${write(name)}`;
  }),
  typeDeclaration.map(
    (write): Declaration =>
      (name) =>
        `export ${write(name)}`,
  ),
  fc
    .array(fc.oneof(declaration, typeDeclaration), { maxLength: 3 })
    .map((list): Declaration => (name) => {
      const body = list.map((write, index) => `export ${write(`${name}Inner${index}`)}`);
      return `export declare namespace ns {\n${body.join("\n")}\n}`;
    }),
);

export const declaredText: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(docs, statement), { maxLength: 8 }), fc.constantFrom("\n", "\r\n"))
  .map(([list, lineEnd]) => {
    const statements = list.map(([comment, write], index) => comment + write(`Item${index}`));
    return `${statements.join("\n\n")}\n`.replaceAll("\n", lineEnd);
  });
