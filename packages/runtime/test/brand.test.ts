import { describe, expect, test } from "vitest";

import type { Brand, BrandFactory } from "../src/brand.js";
import { brand } from "../src/brand.js";
import { errorGuard } from "../src/native-error.js";

type ProcessId = number & Brand<"test/ProcessId">;
const ProcessId: BrandFactory<number, ProcessId> = brand("ProcessId", "u32");

describe("a brand", () => {
  test("lets pass what fits, unchanged", () => {
    const id: ProcessId = ProcessId(7);
    expect(id).toBe(7);
    expect(brand<string, string>("Name", "string")("x")).toBe("x");
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 32])("%s is out of range", (value) => {
    expect(() => ProcessId(value)).toThrow(
      expect.objectContaining({
        name: "RangeError",
        code: "ERR_OUT_OF_RANGE",
        message: `ProcessId: the value must be an integer from 0 to 4294967295, but is ${value}`,
      }),
    );
  });

  test("another type", () => {
    expect(() => ProcessId("7" as never)).toThrow(
      expect.objectContaining({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE" }),
    );
  });

  test("is and unsafe, also taken off", () => {
    const { is, unsafe } = ProcessId;
    expect([7, -1, "7", null].map(is)).toEqual([true, false, false, false]);
    expect(unsafe(-1)).toBe(-1);
  });
});

describe("a guard", () => {
  const isFsError = errorGuard(["ENOENT", "EACCES"]);
  test("knows its codes, on errors of any realm", () => {
    expect(isFsError(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe(true);
    expect(isFsError({ message: "x", code: "EACCES" })).toBe(true);
  });

  test("and nothing else", () => {
    const others = [
      Object.assign(new Error("x"), { code: "EPERM" }),
      new Error("x"),
      { code: "ENOENT" },
      null,
      "ENOENT",
      undefined,
    ];
    expect(others.some(isFsError)).toBe(false);
  });
});
