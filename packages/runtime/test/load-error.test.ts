import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, test } from "vitest";

import type { AddonTable } from "../src/load/addon-table.js";
import { LoadError } from "../src/load/load-error.js";
import type { World } from "./load-world.js";
import {
  LEAF,
  NATIVE,
  failure,
  linux,
  stamp,
  systemError,
  table,
  windows,
  world,
} from "./load-world.js";

const leaf = LEAF("linux-x64-gnu");
const foreign = LEAF("win32-x64-msvc", "/app/node_modules");
const workspace: AddonTable = { ...table, workspace: true, command: "pnpm codegen" };
const cloned: AddonTable = {
  ...table,
  command: "npm run codegen",
  from: pathToFileURL(resolve("/app/generated/addon/binding.js")).href,
};
const newer = { ...stamp, contract: "bbbb", exports: { ...stamp.exports, newOne: "1" } };
const refused = (message: string): World => ({
  files: { [leaf]: linux },
  loads: { [leaf]: new Error(message) },
});

/** What users read, case by case; `vitest -u` renews the golden file. */
const cases: readonly (readonly [name: string, facts: World, of?: AddonTable])[] = [
  ["the leaf is not installed", {}],
  ["optional dependencies are switched off", { env: { npm_config_omit: "dev optional" } }],
  ["node_modules of another platform", { files: { [foreign]: windows } }],
  ["nothing was built in the workspace", {}, workspace],
  ["nothing was built, no command known", {}, { ...table, workspace: true }],
  [
    "nothing was built in a clone of the project that generates it",
    { texts: { "/app/generated/addon/package.json": '{ "name": "@x/addon" }' } },
    cloned,
  ],
  [
    "in a bundle of a project",
    { texts: { "/app/generated/addon/package.json": '{ "name": "app" }' } },
    cloned,
  ],
  ["a platform that nobody knows", { platform: "sunos" }],
  ["a target that is not published", { arch: "riscv64" }],
  ["another platform", { files: { [leaf]: windows } }],
  ["another processor", { files: { [leaf]: { ...linux, arches: ["arm64"] } } }],
  ["another C library", { files: { [leaf]: { ...linux, libc: "musl" } } }],
  ["another version", { files: { [leaf]: { ...linux, stamp: { ...stamp, version: "0.9.0" } } } }],
  ["another package", { files: { [leaf]: { ...linux, stamp: { ...stamp, package: "@y/z" } } } }],
  ["another contract, installed", { files: { [leaf]: { ...linux, stamp: newer } } }],
  [
    "another contract, workspace",
    { files: { [NATIVE("linux-x64-gnu")]: { ...linux, stamp: newer } } },
    workspace,
  ],
  ["damaged", { files: { [leaf]: { ...linux, damage: "it is empty" } } }],
  ["not permitted", { files: { [leaf]: systemError("EACCES") } }],
  ["noexec", refused("x.node: failed to map segment from shared object: Operation not permitted")],
  ["a newer glibc", refused("/lib/libc.so.6: version `GLIBC_2.38' not found (required by x.node)")],
  ["a missing DLL", refused("The specified module could not be found.")],
  ["an addon of another kind", refused("Module did not self-register: 'x.node'.")],
  ["refused for another reason", refused("x.node: undefined symbol: foo")],
  ["an override that does not exist", { env: { X_ADDON_PATH: resolve("/own/x.node") } }],
  [
    "an override that does not fit",
    { env: { X_ADDON_PATH: resolve("/own/x.node") }, files: { [resolve("/own/x.node")]: windows } },
  ],
];

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
    expect(error.cause).toEqual(new Error("no dlopen"));
    expect(error.candidates.map(({ verdict }) => verdict)).toEqual(["failed to load", "not found"]);
    expect(error.message.endsWith(error.help)).toBe(true);
  });

  test("every cause has a code of its own", () => {
    const codes = new Set(cases.map(([, facts, of]) => failure(world(facts), of).code));
    expect([...codes].sort()).toEqual([
      "ERR_FERROTYPE_DAMAGED",
      "ERR_FERROTYPE_LOAD_FAILED",
      "ERR_FERROTYPE_NOT_FOUND",
      "ERR_FERROTYPE_NOT_PERMITTED",
      "ERR_FERROTYPE_UNSUPPORTED_TARGET",
      "ERR_FERROTYPE_WRONG_ARCHITECTURE",
      "ERR_FERROTYPE_WRONG_CONTRACT",
      "ERR_FERROTYPE_WRONG_LIBC",
      "ERR_FERROTYPE_WRONG_PACKAGE",
      "ERR_FERROTYPE_WRONG_PLATFORM",
      "ERR_FERROTYPE_WRONG_VERSION",
    ]);
  });

  test("without a cause it has none", () => {
    const error = new LoadError("ERR_FERROTYPE_NOT_FOUND", "x", [], "y");
    expect(Object.hasOwn(error, "cause")).toBe(false);
  });
});
