/** Enums, brands and guards work where there is no binary at all. */
import * as brands from "@ferrotype/natives/brands";
import * as enums from "@ferrotype/natives/enums";
import { describe, expect, test } from "vitest";

import { failureOf } from "./failure.js";
import { copyPackage, packageFolder } from "./package-copy.js";
import { jsonOf, runNode } from "./run-node.js";

const { root } = copyPackage();

describe.each(["enums", "brands", "errors"])("@ferrotype/natives/%s", (module) => {
  test("loads no binary", () => {
    const code = `import * as own from "@ferrotype/natives/${module}";
      const files = process.report.getReport().sharedObjects.filter((path) => path.endsWith(".node"));
      console.log(JSON.stringify([files, Object.keys(own).length > 0]));`;
    expect(jsonOf(code, packageFolder)).toEqual([[], true]);
  });

  test("works without a binary", () => {
    const code = `import * as own from "@ferrotype/natives/${module}"; console.log(JSON.stringify(Object.keys(own)))`;
    expect(jsonOf(code, root)).not.toEqual([]);
  });
});

test("the other modules do load it: the way of looking is right", () => {
  const code = `import "@ferrotype/natives/fs";
    console.log(JSON.stringify(process.report.getReport().sharedObjects.filter((path) => path.endsWith(".node")).length))`;
  expect(jsonOf(code, packageFolder)).toBe(1);
  expect(runNode('import "@ferrotype/natives/fs"', root).status).toBe(1);
});

describe("enums", () => {
  test.each(Object.entries(enums))("%s is frozen and holds strings alone", (_name, values) => {
    expect(Object.isFrozen(values)).toBe(true);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    const strings = Object.values(values);
    expect(strings.every((value) => typeof value === "string")).toBe(true);
    expect(new Set(strings).size).toBe(strings.length);
  });

  test("cannot be changed", () => {
    const signals: Record<string, string> = enums.Signal;
    expect(failureOf(() => (signals["Term"] = "SIGKILL")).class).toBe("TypeError");
    expect(failureOf(() => (signals["New"] = "x")).class).toBe("TypeError");
    expect(failureOf(() => delete signals["Term"]).class).toBe("TypeError");
    expect(enums.Signal.Term).toBe("SIGTERM");
  });
});

test("brands check what they brand", () => {
  const { ProcessId, RelativePath } = brands;
  expect(ProcessId(7)).toBe(7);
  expect(ProcessId.is(7)).toBe(true);
  expect([ProcessId.is(-1), ProcessId.is(1.5), ProcessId.is("7")]).toEqual([false, false, false]);
  expect(failureOf(() => ProcessId(-1))).toMatchObject({ class: "RangeError" });
  expect(RelativePath("a/b")).toBe("a/b");
  expect(failureOf(() => RelativePath(1 as unknown as string))).toMatchObject({
    class: "TypeError",
  });
});
