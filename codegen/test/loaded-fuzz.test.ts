/** What comes over the channel of the child that loads an addon: nothing that an addon writes there confuses us. */
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { explainRefusal } from "../src/read/loaded/refusals.js";
import { onMessage, parseMessage } from "../src/read/loaded/message.js";
import type { ProbedObject, ProbeMessage } from "../src/read/loaded/probe.js";
import { exportsOf, stampOf } from "../src/read/loaded/shape.js";

const more = Number(process.env["FUZZ_RUNS"] ?? 0);
const runs = more > 0 ? { numRuns: more } : { numRuns: 500, seed: 4 };

const name = fc.oneof(
  fc.string(),
  fc.constantFrom("__proto__", "constructor", "__ferrotype", "[Symbol.dispose]", "0", "-1"),
);
const property = fc.record({
  name,
  type: fc.constantFrom("function", "object", "string", "number", "accessor", "undefined"),
  value: fc.oneof(fc.constant(null), fc.string(), fc.integer()),
  getter: fc.boolean(),
  setter: fc.boolean(),
});
const { object } = fc.letrec<{ object: ProbedObject }>((tie) => ({
  object: fc
    .record({
      property,
      own: fc.oneof(
        { depthSize: "small" },
        fc.constant([]),
        fc.array(tie("object"), { maxLength: 3 }),
      ),
      prototype: fc.array(property, { maxLength: 3 }),
    })
    .map(({ property: one, own, prototype }) => ({ ...one, own, prototype })),
}));

test("a shape becomes exports, each with a name and a kind", () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), (probed) => {
      const exports = exportsOf(probed);
      for (const one of exports) {
        expect(["class", "enum", "function", "value"]).toContain(one.kind);
        if (one.kind !== "class") expect(one.statics).toEqual([]);
        if (one.kind !== "enum") expect(one.values).toEqual({});
      }
      const names = exports.map(({ namespace, name: own }) => [namespace, own]);
      expect(names).not.toContainEqual([null, "__ferrotype"]);
    }),
    runs,
  );
});

test("a stamp is whole or none", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), (fields) => {
      expect(stampOf(fields) === null || typeof fields["contract"] === "string").toBe(true);
    }),
    runs,
  );
});

test("any line is a message or nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      parseMessage(line);
    }),
    runs,
  );
});

test("any JSON that looks like a message is one or nothing, and what is one can be read", () => {
  const field = fc.oneof(fc.jsonValue(), fc.array(object, { maxLength: 2 }));
  const value = fc.record(
    {
      kind: fc.constantFrom("shape", "refused", "loading", "odd"),
      exports: field,
      stamp: field,
      message: field,
      by: fc.constantFrom("linker", "addon", "probe", "odd", 1),
    },
    { requiredKeys: ["kind"] },
  );
  fc.assert(
    fc.property(value, (one) => {
      const message = parseMessage(JSON.stringify(one));
      if (message?.kind === "shape") {
        exportsOf(message.exports);
        stampOf(message.stamp);
      }
      if (message?.kind === "refused") explainRefusal(message.message);
    }),
    runs,
  );
});

test("messages are found between lines of others, however they are cut", async () => {
  const message: ProbeMessage = { kind: "refused", message: "no ü 😀", by: "addon" };
  const noise = fc.array(fc.string().map((text) => text.replaceAll("\n", " ")));
  await fc.assert(
    fc.asyncProperty(noise, noise, fc.array(fc.nat(200)), async (before, behind, cuts) => {
      const own = `\n${JSON.stringify(message)}\n`;
      const bytes = Buffer.from(`${before.join("\n")}${own}${behind.join("\n")}`);
      const channel = new PassThrough();
      const found: (ProbeMessage | null)[] = [];
      onMessage(channel, (one) => found.push(one));
      let start = 0;
      for (const cut of [...cuts.toSorted((left, right) => left - right), bytes.length]) {
        const end = Math.min(Math.max(cut, start), bytes.length);
        channel.write(bytes.subarray(start, end));
        start = end;
      }
      channel.end();
      await setImmediate();
      expect(found).toContainEqual(message);
    }),
    { ...runs, numRuns: Math.min(runs.numRuns, 200) },
  );
});

test("any words of a linker are explained", () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      expect(explainRefusal(words).help).not.toBe("");
    }),
    runs,
  );
});

test.each([
  ["./x.node: undefined symbol: SSL_new", "nothing here defines `SSL_new`"],
  [
    "dlopen(x.node, 0x0001): symbol not found in flat namespace '_SSL_new'",
    "nothing here defines `SSL_new`",
  ],
  ["Error relocating x.node: SSL_new: symbol not found", "nothing here defines `SSL_new`"],
  ["x.node: undefined symbol: napi_new_one", "it needs `napi_new_one` of a newer Node-API"],
  ["x.node: undefined symbol: _ZN2v86String3NewE", "of V8 or Node directly"],
  [
    "/lib/libc.so.6: version `GLIBC_2.38' not found (required by x.node)",
    "it is built against glibc 2.38, which is newer than the one here",
  ],
  ["/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found", "lacks GLIBCXX_3.4.32"],
  [
    "libssl.so.3: cannot open shared object file: No such file or directory",
    "it needs the library libssl.so.3, which is not installed here",
  ],
  [
    "dlopen(x.node): Library not loaded: @rpath/libssl.3.dylib",
    "it needs the library @rpath/libssl.3.dylib",
  ],
  ["The specified module could not be found.\n\\\\?\\C:\\x.node", "that the linker names"],
  ["compiled against a different Node.js version using NODE_MODULE_VERSION 108", "no Node-API"],
  ["Module did not self-register: 'x.node'.", "registers no module with Node"],
  ["x.node: file too short", "the file is cut short"],
  ["failed to map segment from shared object: Operation not permitted", "does not let code run"],
  ["cannot allocate memory in static TLS block", "thread-local variables"],
])("%s", (words, meaning) => {
  expect(explainRefusal(words).meaning).toContain(meaning);
});
