/** The shape of a lock: what `model/surface.ts` declares, as far as a comparison reads it. */

/** What is wrong with a value at a path, in words; null where nothing is. */
type Shape = (value: unknown, path: string) => string | null;

/** Null where a value is a lock. */
export function faultOf(value: unknown): string | null {
  return lock(value, "");
}

const is =
  (kind: "string" | "number" | "boolean"): Shape =>
  (value, path) =>
    typeof value === kind ? null : `${place(path)} is not a ${kind}`;

const string = is("string");
const boolean = is("boolean");

const orNull =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? null : shape(value, path);

const scalar: Shape = (value, path) =>
  ["string", "number", "boolean"].includes(typeof value)
    ? null
    : `${place(path)} is not a plain value`;

const list =
  (element: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return `${place(path)} is not a list`;
    return firstFault(value.map((one: unknown, index) => () => element(one, `${path}[${index}]`)));
  };

const object =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (!isObject(value)) return `${place(path)} is not an object`;
    return firstFault(
      Object.entries(fields).map(
        ([key, shape]) =>
          () =>
            shape(value[key], path === "" ? key : `${path}.${key}`),
      ),
    );
  };

/** An object whose `kind` says which other fields it has. */
const kinds = (
  fieldsOf: () => Readonly<Record<string, Readonly<Record<string, Shape>>>>,
): Shape => {
  // Types hold types: the shapes are made when the first value is looked at.
  let shapes: ReadonlyMap<unknown, Shape> | null = null;
  return (value, path) => {
    if (!isObject(value)) return `${place(path)} is not an object`;
    shapes ??= new Map(Object.entries(fieldsOf()).map(([kind, fields]) => [kind, object(fields)]));
    const { kind } = value;
    const shape = shapes.get(kind);
    if (shape === undefined) return `${path}.kind is ${JSON.stringify(kind) ?? "missing"}`;
    return shape(value, path);
  };
};

const docs = object({ text: string, tags: list(object({ name: string, text: string })) });

const typeName = object({
  kind: string,
  name: (value, path) => (value === undefined ? null : string(value, path)),
  id: (value, path) => (value === undefined ? null : string(value, path)),
});

const type: Shape = kinds(() => ({
  keyword: { name: string },
  literal: { value: scalar },
  array: { element: type, readonly: boolean },
  tuple: { elements: list(object({ name: orNull(string), type, optional: boolean })) },
  union: { members: list(type) },
  intersection: { members: list(type) },
  function: { parameters: list(parameter), returns: type },
  object: { fields: list(object({ name: string, type, optional: boolean, readonly: boolean })) },
  name: { name: typeName, arguments: list(type) },
  opaque: { text: string, names: list(typeName) },
}));

const parameter: Shape = (value, path) =>
  object({ name: string, type, optional: boolean, rest: boolean })(value, path);

const signature = object({
  typeParameters: orNull(string),
  parameters: list(parameter),
  returns: type,
  wrapping: object({ parameters: list(object({ name: string, check: object({ kind: string }) })) }),
});

const base = {
  id: string,
  name: string,
  binaryName: string,
  module: orNull(string),
  docs,
  missingOn: list(string),
};

const item: Shape = kinds(() => ({
  function: { ...base, overloads: list(signature) },
  class: {
    ...base,
    construct: orNull(object({ signature, docs })),
    members: list(
      object({
        kind: string,
        name: string,
        docs,
        signature: orNull(signature),
        type: orNull(type),
        readonly: boolean,
      }),
    ),
  },
  interface: {
    ...base,
    direction: string,
    fields: list(object({ name: string, type, optional: boolean, readonly: boolean, docs })),
  },
  alias: { ...base, typeParameters: orNull(string), type },
  enum: { ...base, members: list(object({ name: string, value: scalar, docs })) },
  brand: { ...base, base: type, check: string, strict: boolean },
  const: { ...base, type },
  error: { ...base, codes: list(object({ code: string, docs })) },
}));

const lock = object({
  package: object({
    name: string,
    version: string,
    addon: string,
    envPrefix: string,
    license: orNull(string),
    targets: list(string),
  }),
  contract: object({ algorithm: is("number"), exports: object({}) }),
  items: list(item),
});

function firstFault(tests: readonly (() => string | null)[]): string | null {
  for (const test of tests) {
    const fault = test();
    if (fault !== null) return fault;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function place(path: string): string {
  return path === "" ? "it" : path;
}
