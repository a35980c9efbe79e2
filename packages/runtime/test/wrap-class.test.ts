import { beforeEach, describe, expect, test, vi } from "vitest";

import type { ClassTable, NativeClass } from "../src/call/wrap-class.js";
import { wrap } from "../src/call/wrap.js";
import { wrapClass } from "../src/call/wrap-class.js";
import { packTable } from "./pack-rows.js";

function refuse(): never {
  throw Object.assign(new Error("napi says no"), { code: "InvalidArg" });
}

/** A class as napi makes it: statics that cannot be redefined, checks of its own. */
function makeNative() {
  class Tool {
    readonly size: number;
    #label = "none";

    constructor(size: number) {
      if (typeof size !== "number") refuse();
      this.size = size;
    }

    static of(size: number): Tool {
      if (typeof size !== "number") refuse();
      return new Tool(size);
    }

    // As napi's factories do.
    static zero(): Tool {
      return new this(0);
    }

    // Every function has a `length`, and napi lets a static have the name.
    static length(): number {
      return 3;
    }

    get label(): string {
      return this.#label;
    }

    set label(value: string) {
      if (typeof value !== "string") refuse();
      this.#label = value;
    }

    grow(by: number): number {
      if (typeof by !== "number") refuse();
      return this.size + by;
    }

    wait(_options?: object, token?: number): Promise<number | undefined> {
      return new Promise((resolve) => setImmediate(resolve, token));
    }

    list(): unknown {
      return [packTable(1, [{ kind: "u32", values: [this.size] }]), undefined];
    }

    [Symbol.iterator](first: string): string {
      if (typeof first !== "string") refuse();
      return first;
    }
  }
  Object.defineProperty(Tool, "of", { writable: false, configurable: false });
  return Tool;
}

const members: ClassTable = {
  name: "Tool",
  methods: {
    grow: { name: "Tool.grow", parameters: [["by", "u32"]] },
    wait: {
      name: "Tool.wait",
      async: true,
      parameters: [["options?", {}]],
      cancel: { at: 0, arity: 1 },
    },
    list: { name: "Tool.list", rows: ["size"] },
    "[Symbol.iterator]": { name: "Tool[Symbol.iterator]", parameters: [["first", "string"]] },
  },
  setters: { label: { name: "Tool.label", parameters: [["value", "string"]] } },
};

const whole: ClassTable = {
  ...members,
  construct: { name: "new Tool", parameters: [["size", "u32"]] },
  statics: { of: { name: "Tool.of", parameters: [["size", "u32"]] } },
};

let Native = makeNative();
const aborted: number[] = [];
const addon = { __ferrotype: { abort: (id: number) => void aborted.push(id) } };

beforeEach(() => {
  Native = makeNative();
});

describe("members of the prototype", () => {
  test("a class without wrapped statics or constructor stays itself", () => {
    expect(wrapClass(Native, members, addon)).toBe(Native);
  });

  test("methods, accessors and symbols of instances from anywhere", () => {
    const before = new Native(1);
    wrapClass(Native, members, addon);
    expect(before.grow(2)).toBe(3);
    expect(() => before.grow("x" as never)).toThrow(
      'Tool.grow: argument "by" must be an integer from 0 to 4294967295, but is "x"',
    );
    before.label = "new";
    expect(before.label).toBe("new");
    expect(() => {
      before.label = 7 as never;
    }).toThrow('Tool.label: argument "value" must be a string, but is 7');
    expect(() => before[Symbol.iterator](7 as never)).toThrow(
      'argument "first" must be a string, but is 7',
    );
    expect([...(before.list() as Iterable<unknown>)]).toEqual([{ size: 1 }]);
  });

  test("cancelling", async () => {
    wrapClass(Native, members, addon);
    const controller = new AbortController();
    const promise = new Native(1).wait({ signal: controller.signal });
    controller.abort("stop");
    await expect(promise).rejects.toBe("stop");
    expect(aborted).toHaveLength(1);
    await expect(new Native(1).wait()).resolves.toBeUndefined();
  });

  test("they stay as enumerable and configurable as they were", () => {
    wrapClass(Native, members, addon);
    expect(Object.keys(Native.prototype)).toEqual([]);
    expect(Object.getOwnPropertyDescriptor(Native.prototype, "grow")).toMatchObject({
      enumerable: false,
      configurable: true,
      writable: true,
    });
  });

  test("a class or function that this target lacks stays undefined", () => {
    const nothing = undefined as never;
    expect(wrapClass(nothing, members, addon)).toBeUndefined();
    expect(wrap(nothing, { name: "f" })).toBeUndefined();
  });

  test("a member that this target lacks is left out", () => {
    const lacking = { nope: { name: "Tool.nope", parameters: [] } };
    wrapClass(Native, { name: "Tool", methods: lacking, getters: lacking, setters: lacking });
    expect("nope" in Native.prototype).toBe(false);
  });
});

describe("a constructor of its own", () => {
  test("instances of either are instances of both", () => {
    const Tool = wrapClass(Native, whole, addon);
    expect(Tool).not.toBe(Native);
    for (const tool of [new Tool(1), new Native(1), Tool.of(1), Native.of(1)]) {
      expect(tool).toBeInstanceOf(Tool);
      expect(tool).toBeInstanceOf(Native);
      expect(tool.constructor).toBe(Tool);
      expect(Object.getPrototypeOf(tool)).toBe(Native.prototype);
    }
  });

  test("name, statics, prototype", () => {
    const Tool = wrapClass(Native, whole, addon);
    expect(Tool.name).toBe("Tool");
    expect(Tool.prototype).toBe(Native.prototype);
    expect(Object.getOwnPropertyNames(Tool).sort()).toEqual(
      Object.getOwnPropertyNames(Native).sort(),
    );
  });

  test("wrong arguments of constructor and statics are named", () => {
    const Tool = wrapClass(Native, whole, addon);
    expect(() => new Tool("x" as never)).toThrow(
      'new Tool: argument "size" must be an integer from 0 to 4294967295, but is "x"',
    );
    expect(() => Tool.of("x" as never)).toThrow(
      'Tool.of: argument "size" must be an integer from 0 to 4294967295, but is "x"',
    );
  });

  test("their stacks begin at the caller", () => {
    const Tool = wrapClass(Native, whole, addon);
    const firstFrame = (call: () => unknown): string | undefined => {
      try {
        call();
      } catch (error) {
        return (error as Error).stack?.split("\n")[1];
      }
      return undefined;
    };
    expect(
      firstFrame(function theCaller() {
        return new Tool("x" as never);
      }),
    ).toContain("theCaller");
    expect(
      firstFrame(function theCaller() {
        return Tool.of("x" as never);
      }),
    ).toContain("theCaller");
    expect(
      firstFrame(function theCaller() {
        return new Tool(1).grow("x" as never);
      }),
    ).toContain("theCaller");
  });

  test("one that cannot be made with new says so; its statics give instances", () => {
    const { construct: _, ...table } = whole;
    for (const closed of [table, members].map((one): ClassTable => ({
      ...one,
      construct: false,
    }))) {
      Native = makeNative();
      const Tool = wrapClass(Native, closed, addon);
      class Better extends Tool {}
      for (const Class of [Tool, Better]) {
        let caught: unknown;
        (function theCaller() {
          try {
            caught = new Class(1);
          } catch (error) {
            caught = error;
          }
        })();
        expect(caught).toBeInstanceOf(TypeError);
        expect(caught).toMatchObject({
          code: "ERR_ILLEGAL_CONSTRUCTOR",
          message: "Illegal constructor: Tool cannot be made with new",
        });
        expect((caught as Error).stack?.split("\n")[1]).toMatch(/theCaller|Better/u);
      }
      expect(Tool.of(1)).toBeInstanceOf(Tool);
      expect(Tool.of(1).constructor).toBe(Tool);
      expect(Tool.zero().size).toBe(0);
      expect(Tool.zero.name).toBe("zero");
      expect(Tool.length()).toBe(3);
    }
  });

  test("without new it throws", () => {
    const Tool = wrapClass(Native, whole, addon) as unknown as (size: number) => unknown;
    expect(() => Tool(1)).toThrow(
      new TypeError("Class constructor Tool cannot be invoked without 'new'"),
    );
  });

  test("it can be extended", () => {
    const Tool = wrapClass(Native, whole, addon);
    class Better extends Tool {
      best(): number {
        return this.grow(10);
      }
    }
    const better = new Better(1);
    expect(better.best()).toBe(11);
    expect(better).toBeInstanceOf(Better);
    expect(better).toBeInstanceOf(Native);
    expect(Better.of(1)).toBeInstanceOf(Tool);
  });
});

describe("once", () => {
  test("again: the same class, nothing wrapped twice", () => {
    const Tool = wrapClass(Native, whole, addon);
    const grow = Object.getOwnPropertyDescriptor(Native.prototype, "grow")?.value as unknown;
    expect(wrapClass(Native, whole, addon)).toBe(Tool);
    expect(wrapClass(Tool, whole, addon)).toBe(Tool);
    expect(Object.getOwnPropertyDescriptor(Native.prototype, "grow")?.value).toBe(grow);
  });

  test("also by another copy of the runtime", async () => {
    const Tool = wrapClass(Native, whole, addon);
    vi.resetModules();
    const copy = await import("../src/call/wrap-class.js");
    expect(copy.wrapClass).not.toBe(wrapClass);
    expect(copy.wrapClass(Native as NativeClass, whole, addon)).toBe(Tool);
  });

  test("a subclass in the addon is wrapped for itself", () => {
    class Derived extends Native {}
    wrapClass(Native, members, addon);
    const Wrapped = wrapClass(
      Derived,
      { name: "Derived", construct: { name: "new Derived", parameters: [["size", "u32"]] } },
      addon,
    );
    expect(Wrapped).not.toBe(Native);
    expect(new Wrapped(2)).toBeInstanceOf(Derived);
  });
});
