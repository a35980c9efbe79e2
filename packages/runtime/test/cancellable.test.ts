import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { nextCancelId } from "../src/call/cancel.js";
import { cancellable, wrap } from "../src/call/wrap.js";

interface Call {
  readonly values: readonly unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

let calls: Call[] = [];
let aborted: number[] = [];
const addon = { __ferrotype: { abort: (id: number) => void aborted.push(id) } };

/** A native function of two parameters and a token, which settles when the test says so. */
function native(...values: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => calls.push({ values, resolve, reject }));
}

const work = cancellable(native, { at: 1, arity: 2 }, addon);

function call(index = 0): Call {
  const found = calls[index];
  if (found === undefined) throw new Error(`there is no call ${index}`);
  return found;
}

beforeEach(() => {
  calls = [];
  aborted = [];
});

describe("without a signal", () => {
  test.each([[undefined], [{}], [{ signal: undefined }], [null], ["a string"], [7]])(
    "%s",
    async (options) => {
      const promise = work("a", options);
      expect(call().values).toEqual(["a", options]);
      call().resolve(7);
      await expect(promise).resolves.toBe(7);
    },
  );

  test("further arguments of a caller are no token", async () => {
    const promise = work("a", {}, 1, 2);
    expect(call().values).toEqual(["a", {}]);
    call().resolve(1);
    await promise;
  });
});

describe("with a signal", () => {
  test("the token stands after the parameters, given or not", async () => {
    const early = cancellable(native, { at: 0, arity: 3 }, addon);
    const options = { signal: new AbortController().signal };
    const promise = early(options);
    expect(call().values).toEqual([options, undefined, undefined, expect.any(Number)]);
    call().resolve("done");
    await expect(promise).resolves.toBe("done");
    expect(aborted).toEqual([]);
  });

  test("errors pass", async () => {
    const promise = work("a", { signal: new AbortController().signal });
    const error = new Error("no");
    call().reject(error);
    await expect(promise).rejects.toBe(error);
  });

  test("aborted before: nothing is called", async () => {
    const reason = { my: "reason" };
    await expect(work("a", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(calls).toEqual([]);
  });

  test("aborted later: the flag is set, the reason comes at once, the late result is forgotten", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const stack = reason.stack;
    const promise = work("a", { signal: controller.signal });
    controller.abort(reason);
    await expect(promise).rejects.toBe(reason);
    expect(reason.stack).toBe(stack);
    expect(aborted).toEqual([call().values[2]]);
    call().reject(new Error("late"));
    await new Promise((resolve) => setImmediate(resolve));
  });

  test("without a reason: an AbortError; by timeout: a TimeoutError", async () => {
    const controller = new AbortController();
    const promise = work("a", { signal: controller.signal });
    controller.abort();
    await expect(promise).rejects.toMatchObject({ name: "AbortError" });
    await expect(work("a", { signal: AbortSignal.timeout(1) })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  test("after the end an abort does nothing", async () => {
    const controller = new AbortController();
    const promise = work("a", { signal: controller.signal });
    call().resolve(1);
    await promise;
    controller.abort();
    expect(aborted).toEqual([]);
  });

  test("a reason of undefined is passed on", async () => {
    const signal = Object.assign(new EventTarget(), { aborted: true, reason: undefined });
    await expect(work("a", { signal })).rejects.toBeUndefined();
  });
});

describe("a signal that is shared", () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => void warnings.push(warning.name);
  beforeEach(() => void process.on("warning", listen));
  afterEach(() => void process.off("warning", listen));

  test("by thousands: one listener, none when all are done, every id once", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const promises = Array.from({ length: 5000 }, () => work("a", { signal }));
    expect(add).toHaveBeenCalledTimes(1);
    for (const { resolve } of calls) resolve(1);
    await Promise.all(promises);
    expect(remove).toHaveBeenCalledTimes(1);
    expect(new Set(calls.map(({ values }) => values[2])).size).toBe(5000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
    controller.abort();
    expect(aborted).toEqual([]);
  });

  test("aborted in the middle: those that run end, those that ended stay", async () => {
    const controller = new AbortController();
    const promises = Array.from({ length: 20 }, () => work("a", { signal: controller.signal }));
    call(3).resolve("done");
    await promises[3];
    controller.abort("stop");
    const results = await Promise.allSettled(promises);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      results.filter((result) => result.status === "rejected" && result.reason === "stop"),
    ).toHaveLength(19);
    expect(aborted).toHaveLength(19);
  });

  test("again after all have ended", async () => {
    const controller = new AbortController();
    const first = work("a", { signal: controller.signal });
    call().resolve(1);
    await first;
    const second = work("a", { signal: controller.signal });
    controller.abort("stop");
    await expect(second).rejects.toBe("stop");
  });

  test("the user's own handlers are heard and stay", async () => {
    const controller = new AbortController();
    const heard: string[] = [];
    const onabort = () => void heard.push("onabort");
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the property is what may not be touched
    controller.signal.onabort = onabort;
    controller.signal.addEventListener("abort", () => heard.push("listener"));
    const promise = work("a", { signal: controller.signal });
    expect(controller.signal.onabort).toBe(onabort);
    controller.abort("stop");
    await expect(promise).rejects.toBe("stop");
    expect(heard).toEqual(["onabort", "listener"]);
    expect(controller.signal.onabort).toBe(onabort);
  });
});

describe("what is no signal", () => {
  test.each([
    [42, "42"],
    [null, "null"],
    ["stop", '"stop"'],
    [{}, "an object"],
    [new AbortController(), "an instance of AbortController"],
  ])("%s rejects, and names it", async (signal, shown) => {
    const named = wrap(native, { name: "grep", async: true, cancel: { at: 0, arity: 1 } }, addon);
    await expect(named({ signal })).rejects.toMatchObject({
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: `grep: argument "signal" must be an AbortSignal, but is ${shown}`,
    });
    expect(calls).toEqual([]);
  });
});

test("ids are counted in one place for all copies of the runtime", async () => {
  const first = nextCancelId();
  vi.resetModules();
  const copy = await import("../src/call/cancel.js");
  expect(copy.nextCancelId).not.toBe(nextCancelId);
  expect(copy.nextCancelId()).toBe(first + 1);
});

test("an addon without a stamp: the promise still rejects", async () => {
  const plain = cancellable(native, { at: 0, arity: 1 }, {});
  const controller = new AbortController();
  const promise = plain({ signal: controller.signal });
  controller.abort("stop");
  await expect(promise).rejects.toBe("stop");
});
