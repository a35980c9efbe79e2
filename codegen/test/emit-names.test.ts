import { expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import type { Item } from "../src/model/surface.js";
import {
  base,
  docs,
  field,
  global,
  item,
  number,
  optional,
  options,
  origin,
  parameter,
  promise,
  runtime,
  signature,
  string,
} from "./surface-builders.js";
import { makeSurface, surfaceOf } from "./surface-fixture.js";

function textOf(items: readonly Item[], file: string): string {
  const found = emit(surfaceOf(items), options).find(
    ({ path }) => path === `${options.out}/${file}`,
  );
  if (found === undefined) throw new Error(`${file} is not emitted`);
  return found.text;
}

const noop = (name: string, module: string | null): Item => ({
  ...base(name, module),
  kind: "function",
  overloads: [signature([], number)],
});

test("a reserved word is exported under its own name", () => {
  const items = [noop("delete", "fs"), noop("b", "search")];
  expect(textOf(items, "fs.d.ts")).toContain("declare function delete_(): number;");
  expect(textOf(items, "fs.d.ts")).toContain("export { delete_ as delete };");
  expect(textOf(items, "fs.js")).toContain("const delete_ = addon.delete;");
  expect(textOf(items, "index.js")).toContain('export { delete } from "./fs.js";');
});

test("a declaration hides a global, which is then named in full", () => {
  const items: Item[] = [
    { ...base("Promise", null), kind: "interface", direction: "out", fields: [] },
    { ...base("f", null), kind: "function", overloads: [signature([], promise(item("Promise")))] },
  ];
  expect(textOf(items, "index.d.ts")).toContain("function f(): globalThis.Promise<Promise>;");
});

test("an import that clashes with a declaration gets an alias", () => {
  const items: Item[] = [
    {
      ...base("RowSet", null),
      kind: "interface",
      direction: "out",
      fields: [field("rows", runtime("RowSet", string))],
    },
  ];
  const text = textOf(items, "index.d.ts");
  expect(text).toContain('import type { RowSet as RowSet_1 } from "@ferrotype/runtime";');
  expect(text).toContain("rows: RowSet_1<string>;");
});

test("an import that has the name of a global in use gets an alias", () => {
  const items: Item[] = [
    { ...base("Date", "a"), kind: "interface", direction: "out", fields: [] },
    {
      ...base("f", "b"),
      kind: "function",
      overloads: [signature([parameter("x", item("Date"))], global("Date"))],
    },
  ];
  const text = textOf(items, "b.d.ts");
  expect(text).toContain('import type { Date as Date_1 } from "./a.js";');
  expect(text).toContain("export declare function f(x: Date_1): Date;");
});

test("functions named like what a script imports do not clash with it", () => {
  const items: Item[] = [noop("addon", "fs"), noop("wrap", "fs"), noop("x", "search")];
  const wrapped = items.map((one): Item =>
    one.kind === "function" && one.name === "wrap"
      ? {
          ...one,
          overloads: [
            signature([optional("a", number)], number, {
              parameters: [
                { name: "a", optional: true, check: { kind: "primitive", name: "u32" } },
              ],
            }),
          ],
        }
      : one,
  );
  const text = textOf(wrapped, "fs.js");
  expect(text).toContain('import { addon as addon_1 } from "./binding.js";');
  expect(text).toContain('import { wrap as wrap_1 } from "./native-free.js";');
  expect(text).toContain("export const addon = addon_1.addon;");
  expect(text).toContain("export const wrap = /* @__PURE__ */ wrap_1(addon_1.wrap, {");
});

test("items of one name in two modules keep their names there and leave the index", () => {
  const kind = (module: string): Item => ({
    ...base("Kind", module),
    id: `${module}.Kind`,
    binaryName: `${module}.Kind`,
    kind: "enum",
    members: [{ name: "A", value: module, docs: docs(), origin: origin(`${module}::A`) }],
  });
  const items = [kind("fs"), kind("net"), noop("x", "fs"), noop("y", "net")];
  expect(textOf(items, "native-free.js")).toContain("export const FsKind = ");
  expect(textOf(items, "enums.js")).toContain(
    'export { FsKind, NetKind } from "./native-free.js";',
  );
  expect(textOf(items, "net.js")).toContain('export { NetKind as Kind } from "./native-free.js";');
  expect(textOf(items, "index.js")).not.toContain("Kind");
});

test("an item of a namespace is read from it", () => {
  const one = { ...noop("f", "ns"), id: "ns.f", binaryName: "ns.f" };
  expect(textOf([one, noop("g", "fs")], "ns.js")).toContain("export const f = addon.ns.f;");
});

test("what hand-written TypeScript names is imported", () => {
  const items: Item[] = [
    { ...base("Kind", "fs"), kind: "interface", direction: "both", fields: [] },
    {
      ...base("f", "search"),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("x", {
              kind: "opaque",
              text: "{ Kind: Kind; y: `${Kind}`, z?: 'it' }",
              names: [{ kind: "item", id: "Kind" }],
            }),
          ],
          number,
        ),
      ],
    },
  ];
  const text = textOf(items, "search.d.ts");
  expect(text).toContain('import type { Kind } from "./fs.js";');
  expect(text).toContain('z?: "it"');
});

test("a package of one module has an index only", () => {
  const paths = emit(surfaceOf([noop("f", null)]), options).map(({ path }) => path);
  expect(paths).not.toContain(`${options.out}/fs.js`);
  expect(paths).toContain(`${options.out}/index.js`);
});

test("the same surface gives the same bytes", () => {
  expect(emit(makeSurface(), options)).toEqual(emit(makeSurface(), options));
});

test("nothing that is committed changes when lines move", () => {
  const moved = JSON.parse(
    JSON.stringify(makeSurface(), (key, value: unknown) =>
      key === "line" ? Number(value) + 7 : value,
    ),
  ) as ReturnType<typeof makeSurface>;
  const committed = (surface: ReturnType<typeof makeSurface>) =>
    emit(surface, options).filter((file) => file.committed);
  expect(committed(moved)).toEqual(committed(makeSurface()));
  expect(emit(moved, options)).not.toEqual(emit(makeSurface(), options));
});
