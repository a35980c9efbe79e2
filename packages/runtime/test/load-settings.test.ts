/** Settings that mean nothing, and leaves that cannot be resolved. */
import { describe, expect, test } from "vitest";

import { LEAF, candidatesOf, failure, linux, systemError, tableAt, world } from "./load-world.js";

describe("settings", () => {
  const files = { [LEAF("linux-x64-gnu")]: linux };

  test.each([
    ["X_ADDON_VARIANT", "fast", "modern or baseline"],
    ["X_ADDON_VARIANT", "Modern", "modern or baseline"],
    ["X_ADDON_ALLOW_MISMATCH", "yes", "1 or 0"],
  ])("%s=%s is told, once", (name, value, values) => {
    const facts = world({ files, env: { [name]: value } });
    candidatesOf(facts);
    expect(facts.warnings).toEqual([`${name} is ignored: it may be ${values}, not "${value}"`]);
  });

  test.each([
    ["X_ADDON_VARIANT", "modern"],
    ["X_ADDON_VARIANT", ""],
    ["X_ADDON_ALLOW_MISMATCH", "0"],
    ["PI_COMPILED", "0"],
  ])("%s=%s is not", (name, value) => {
    const facts = world({ files, env: { [name]: value } });
    candidatesOf(facts);
    expect(facts.warnings).toEqual([]);
  });
});

describe("the resolution of a leaf", () => {
  test.each<[string, unknown, string, string]>([
    [
      "it is not installed",
      systemError("MODULE_NOT_FOUND"),
      "not found",
      "the package is not installed",
    ],
    [
      "its package.json is broken",
      systemError("ERR_INVALID_PACKAGE_CONFIG"),
      "damaged",
      "ERR_INVALID_PACKAGE_CONFIG: no",
    ],
    [
      "Node does not permit it",
      systemError("ERR_ACCESS_DENIED"),
      "not permitted",
      "ERR_ACCESS_DENIED: no",
    ],
  ])("%s", (_name, error, verdict, detail) => {
    const resolve = (): never => {
      throw error;
    };
    expect(candidatesOf(world({ resolve }))[0]).toMatchObject({ verdict, detail });
  });

  test("its package.json does not parse, and the runtime says nothing of it", () => {
    const leaf = LEAF("linux-x64-gnu");
    const path = leaf.replace(/[^/]*$/u, "package.json");
    const resolve = (): never => {
      throw new Error(`Error parsing ${path}`);
    };
    const texts = { [path]: "{\n", "/app/package-lock.json": "" };
    const facts = world({ resolve, texts });
    expect(candidatesOf(facts)[0]).toMatchObject({
      source: "leaf",
      path,
      verdict: "damaged",
      detail: expect.stringMatching(/^its package\.json is damaged: /u),
    });
    const { code, help } = failure(facts);
    expect(code).toBe("ERR_FERROTYPE_DAMAGED");
    expect(help).toContain("Remove node_modules and install again, in /app:\n  npm install");
  });

  test("it exports nothing but its binary", () => {
    const leaf = LEAF("linux-x64-gnu");
    const resolve = (specifier: string): string => {
      if (specifier === "@x/addon-linux-x64-gnu") return leaf;
      throw systemError("ERR_PACKAGE_PATH_NOT_EXPORTED");
    };
    expect(candidatesOf(world({ resolve, files: { [leaf]: linux } }))[0]).toMatchObject({
      path: leaf,
      verdict: "loaded",
    });
  });

  test("from a bundle that has the package in it", () => {
    const leaf = LEAF("linux-x64-gnu");
    const facts = world({ files: { [leaf]: linux } });
    expect(candidatesOf(facts, tableAt("/app/dist/server"))[0]).toMatchObject({
      path: leaf,
      verdict: "loaded",
    });
  });
});
