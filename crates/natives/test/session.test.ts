/** Sessions in memory, from JavaScript. */
import { NativeSession, Role } from "@ferrotype/natives/session";
import { describe, expect, test } from "vitest";

import { failedCall, failureOf } from "./failure.js";

test("keeps settings", async () => {
  const session = new NativeSession({ config: { model: "a" } });
  await session.configure("model", "b");
  await session.configure("", "empty key");
  expect(await session.getConfig("model")).toBe("b");
  expect(await session.getConfig("")).toBe("empty key");
  expect(await session.getConfig("none")).toBeNull();
  expect(await new NativeSession(null).getConfig("model")).toBeNull();
});

describe("messages", () => {
  test("calls that are not awaited take effect in their order", async () => {
    const session = new NativeSession();
    const added = Array.from({ length: 200 }, (_, index) => session.addMessage(`m${index}`));
    const seen = session.getMessages();
    const cleared = session.clear();
    const after = session.addMessage("after");
    expect(await seen).toEqual(Array.from({ length: 200 }, (_, index) => `m${index}`));
    expect(await Promise.all(added)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    await cleared;
    expect(await after).toBe(201);
    expect(await session.getMessages()).toEqual(["after"]);
  });

  test("a range is the one at the time of the call", async () => {
    const session = new NativeSession();
    void session.addMessage("one");
    const rows = session.messages();
    void session.addMessage("two");
    expect((await rows).column("content")).toEqual(["one"]);
  });

  test("tell sequence, role and time", async () => {
    const session = new NativeSession();
    const before = Date.now();
    for (const role of [undefined, Role.Assistant, Role.System, "tool"] as const) {
      await session.addMessage(`grüße von ${role ?? "mir"} 😀`, role);
    }
    const rows = await session.messages();
    expect(rows.column("sequence")).toEqual([1, 2, 3, 4]);
    expect(rows.column("role")).toEqual(["user", "assistant", "system", "tool"]);
    expect(rows.at(1)?.content).toBe("grüße von assistant 😀");
    for (const time of rows.column("timestampMs")) {
      expect(time).toBeGreaterThanOrEqual(before - 1);
      expect(time).toBeLessThanOrEqual(Date.now() + 1);
    }
  });

  test("come by range", async () => {
    const session = new NativeSession();
    for (let index = 1; index <= 10; index += 1) await session.addMessage(`m${index}`);
    const sequences = async (range: object): Promise<readonly number[]> =>
      (await session.messages(range)).column("sequence");
    expect(await sequences({ last: 2 })).toEqual([9, 10]);
    expect(await sequences({ from: 3, to: 5 })).toEqual([3, 4, 5]);
    expect(await sequences({ to: 5, last: 1 })).toEqual([5]);
    expect(await sequences({ last: 0 })).toEqual([]);
    expect(await sequences({ from: 11 })).toEqual([]);
    expect(await sequences({ last: 99 })).toHaveLength(10);
  });
});

describe("closing", () => {
  test("`using` closes at the end of the block", async () => {
    let outside: NativeSession;
    {
      using session = new NativeSession();
      await session.addMessage("in time");
      outside = session;
    }
    const closed = { class: "Error", code: "ERR_SESSION_CLOSED" };
    expect(await failedCall(() => outside.addMessage("late"))).toMatchObject(closed);
    for (const call of [
      () => outside.getMessages(),
      () => outside.messages(),
      () => outside.clear(),
      () => outside.getConfig("a"),
      () => outside.configure("a", "b"),
    ]) {
      expect(await failedCall(call)).toMatchObject(closed);
    }
  });

  test("twice is fine", () => {
    const session = new NativeSession();
    session.close();
    expect(() => session.close()).not.toThrow();
    expect(() => session[Symbol.dispose]()).not.toThrow();
  });

  test("what was asked before it is answered", async () => {
    const session = new NativeSession();
    void session.addMessage("one");
    const rows = session.messages();
    session.close();
    expect((await rows).length).toBe(1);
  });
});

test("the class can be extended, and needs `new`", async () => {
  class Chat extends NativeSession {
    ask(question: string): Promise<number> {
      return this.addMessage(question);
    }
  }
  const chat = new Chat();
  expect(chat).toBeInstanceOf(Chat);
  expect(chat).toBeInstanceOf(NativeSession);
  expect(await chat.ask("why?")).toBe(1);
  const call = NativeSession as unknown as () => unknown;
  expect(failureOf(() => call()).class).toBe("TypeError");
});

test("a method on something else rejects", async () => {
  const { addMessage } = NativeSession.prototype;
  expect((await failedCall(() => addMessage.call({} as NativeSession, "x"))).class).toBe(
    "TypeError",
  );
});
