import { expect, test } from "vitest";
import { diagnostic } from "../src/diagnostics/make.js";
import type { Manifest } from "../src/model/manifest.js";
import { emitTypeTests } from "../src/type-tests/emit-type-tests.js";
import { klass, manifest, member, options, signature } from "./builders.js";

const lock = klass("fs::Lock", [member("method", "close", { signature: signature([]) })]);

function textOf(rest: Partial<Manifest>, extended: readonly string[]): string {
  return emitTypeTests(manifest([lock], rest), options, new Set(extended))
    .map(({ text }) => text)
    .join("");
}

test("a class that the header extends may have members that the source does not know", () => {
  expect(textOf({}, [])).toContain('expectType<"close">(valueOf<keyof Lock>());');
  const text = textOf({}, ["Lock"]);
  expect(text).toContain('takes<keyof Lock>(valueOf<"close">());');
  expect(text).toContain('expectType<"prototype">(valueOf<keyof typeof Lock>());');
});

test("where a macro has names of its own, no list is the whole one", () => {
  const unread = diagnostic("FT1007", "the macro `m!` makes an item without a fixed name", {
    at: "m!",
  });
  const text = textOf({ diagnostics: [unread] }, []);
  expect(text).toContain('takes<keyof Lock>(valueOf<"close">());');
  expect(text).toContain('takes<keyof typeof Lock>(valueOf<"prototype">());');
  expect(text).toContain('takes<keyof typeof import("@demo/addon/enums")>(valueOf<never>());');
  expect(text).toContain('takes<keyof typeof import("@demo/addon")>(valueOf<"Lock">());');
});
