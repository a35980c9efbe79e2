/** Items of one name under predicates that exclude each other: the type is one of theirs. */
import { expect, test } from "vitest";

import { generate } from "../src/generate.js";
import { base, brand, manifest, options, rust, unix, views, windows } from "./builders.js";

function declared(...items: Parameters<typeof manifest>[0]): string {
  const { files } = generate(views(manifest(items)), options);
  return files.find(({ path }) => path === "generated/demo/index.d.ts")?.text ?? "";
}

test("of aliases", () => {
  const text = declared(
    brand("Id", rust("u32"), null, { cfg: unix }),
    brand("Id", rust("String"), null, { cfg: windows }),
  );
  expect(text).toContain("export type Id = number | string;");
});

test("of constants", () => {
  const text = declared(
    { ...base("LIMIT", { cfg: unix, jsName: "LIMIT" }), kind: "const", type: rust("u32") },
    { ...base("LIMIT", { cfg: windows, jsName: "LIMIT" }), kind: "const", type: rust("String") },
  );
  expect(text).toContain("export declare const LIMIT: number | string;");
});

test("of unions", () => {
  const variant = (rustName: string): ReturnType<typeof base> & { value: string; fields: [] } => ({
    ...base(rustName),
    value: rustName,
    fields: [],
  });
  const union = (cfg: typeof unix, name: string): Parameters<typeof manifest>[0][number] => ({
    ...base("Event", { cfg }),
    kind: "union",
    discriminant: "type",
    variants: [variant(name)],
  });
  const text = declared(union(unix, "Signal"), union(windows, "Message"));
  expect(text).toContain('type: "Signal"');
  expect(text).toContain('type: "Message"');
});
