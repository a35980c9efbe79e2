import { describe, expect, test } from "vitest";

import type { AddonTable } from "../src/load/addon-table.js";
import { LoadError } from "../src/load/load-error.js";
import { cases, refused } from "./load-cases.js";
import type { World } from "./load-world.js";
import { failure, world } from "./load-world.js";

test("the texts", async () => {
  const texts = cases.map(([name, facts, of]) => {
    const error = failure(world(facts), of);
    return `## ${name}: ${error.code}\n\n${error.message}\n`;
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("expected/load-errors.txt");
});

describe("the error", () => {
  test("is an Error with all that was found", () => {
    const error = failure(world(refused("no dlopen")));
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("LoadError");
    expect(error.cause).toMatchObject({ message: "no dlopen" });
    expect(error.candidates.map(({ verdict }) => verdict)).toEqual(["failed to load", "not found"]);
    expect(error.message.endsWith(error.help)).toBe(true);
  });

  test("every verdict has a code of its own", () => {
    const codes = new Set(cases.map(([, facts, of]) => failure(world(facts), of).code));
    expect([...codes].sort()).toEqual([
      "ERR_FERROTYPE_DAMAGED",
      "ERR_FERROTYPE_LOAD_FAILED",
      "ERR_FERROTYPE_MISSING_EXPORTS",
      "ERR_FERROTYPE_NOT_CACHED",
      "ERR_FERROTYPE_NOT_FOUND",
      "ERR_FERROTYPE_NOT_PERMITTED",
      "ERR_FERROTYPE_UNSUPPORTED_TARGET",
      "ERR_FERROTYPE_WRONG_ARCHITECTURE",
      "ERR_FERROTYPE_WRONG_CONTRACT",
      "ERR_FERROTYPE_WRONG_LIBC",
      "ERR_FERROTYPE_WRONG_NODE_API",
      "ERR_FERROTYPE_WRONG_PACKAGE",
      "ERR_FERROTYPE_WRONG_PLATFORM",
      "ERR_FERROTYPE_WRONG_PROCESSOR",
      "ERR_FERROTYPE_WRONG_VERSION",
    ]);
  });

  const rows: [string, World, AddonTable?][] = cases.map(([...row]) => row);

  test.each(rows)("%s: ends in the one thing to do, and names no URL", (_name, facts, of) => {
    const { help, message } = failure(world(facts), of);
    expect(message.endsWith(help)).toBe(true);
    const last =
      help
        .split("\n")[0]
        ?.split(/(?<=\.) /u)
        .at(-1) ?? "";
    expect(last).toMatch(
      /^(?:Add|Build|Import|Install|Let|Make|Name|Put|Remove|Replace|Run|Set|Sign|Start|Use|On another)\b/u,
    );
    expect(message).not.toMatch(/https?:/u);
  });

  test("without a cause it has none", () => {
    const error = new LoadError("ERR_FERROTYPE_NOT_FOUND", "x", [], "y");
    expect(Object.hasOwn(error, "cause")).toBe(false);
  });
});
