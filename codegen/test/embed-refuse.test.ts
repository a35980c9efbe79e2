/** `ferrotype embed`: what it refuses, and what it says then. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { elf, exampleStamp, pe, stampBytes } from "../../packages/runtime/test/synthetic-binary.js";
import { prepare } from "../../scripts/prepare.js";
import { core, embedProject, type EmbedProject, forBun, musl } from "./embed-project.js";

let project: EmbedProject;

beforeAll(async () => {
  if (!(await prepare())) throw new Error("the generator does not compile");
});
beforeEach(() => {
  project = embedProject();
});
afterEach(() => {
  project.remove();
});

describe("a binary that does not fit is refused", () => {
  test.each([
    [
      "another version",
      elf({ stamp: stampBytes({ ...exampleStamp, version: "1.2.4" }) }),
      "FT6020",
    ],
    ["another contract", elf({ stamp: stampBytes({ ...exampleStamp, contract: "ff" }) }), "FT6020"],
    ["another package", elf({ stamp: stampBytes({ ...exampleStamp, package: "y" }) }), "FT6020"],
    ["another C library", musl, "FT6019"],
    ["another processor", elf({ stamp: stampBytes(), machine: 183 }), "FT6019"],
    ["another system", pe(0x8664, stampBytes()), "FT6019"],
    ["no binary", Buffer.from("<html>"), "FT6019"],
  ])("%s", (_name, binary, code) => {
    project.installLeaf("linux-x64-gnu", binary);
    const run = project.embed(...forBun);
    expect(run.code).toBe(1);
    expect(run.out).toContain(`error[${code}]: node_modules/@x/addon-linux-x64-gnu/`);
    expect(run.out).toContain("install @x/addon-linux-x64-gnu@1.2.3");
    expect(existsSync(join(project.folder, "embedded"))).toBe(false);
  });

  test.each([
    ["npm", "package-lock.json", "npm install --no-save --force @x/addon-linux-x64-musl@1.2.3"],
    [
      "pnpm",
      "pnpm-lock.yaml",
      "supportedArchitectures: { os: [current, linux], cpu: [current, x64], libc: [current, musl] }",
    ],
    ["yarn", "yarn.lock", "yarn add @x/addon-linux-x64-musl@1.2.3 --ignore-platform"],
    ["bun", "bun.lock", "bun install --os=linux --cpu=x64"],
  ])("a leaf that is not installed: %s", (_manager, lock, command) => {
    project.write(lock, "{}");
    const run = project.embed(
      "--package",
      "@x/addon",
      "--for",
      "bun",
      "--target",
      "linux-x64-musl",
    );
    expect(run.code).toBe(1);
    expect(run.out).toContain("error[FT6018]: @x/addon has no binary for linux-x64-musl");
    expect(run.out.replaceAll(/\s+/gu, " ")).toContain(command);
  });

  test("a target that is not published", () => {
    const run = project.embed("--package", "@x/addon", "--for", "bun", "--target", "darwin-arm64");
    expect(run.out).toContain("error[FT6018]: @x/addon has no binary for darwin-arm64");
    expect(run.out).toContain("it is published for linux-x64-gnu, linux-x64-musl, win32-x64-msvc");
  });

  test.each([
    ["is not installed", "nope", undefined, "is neither installed here nor a folder"],
    ["asks for no addon", "@x/addon", "export const addon = 1;", "holds no table"],
    ["does not parse", "@x/addon", "import {", "holds no table"],
    ["throws first", "@x/addon", "throw new Error('no');", "holds no table"],
    ["never ends", "@x/addon", "for (;;);", "holds no table"],
  ])("a package that %s", (_name, asked, binding, text) => {
    project.installCore({}, binding);
    const run = project.embed("--package", asked, "--for", "bun");
    expect(run.code).toBe(1);
    expect(run.out).toContain("error[FT6011]: --package: ");
    expect(run.out).toContain(text);
  });

  test("a package without binding.js", () => {
    rmSync(join(project.folder, core, "binding.js"));
    expect(project.embed(...forBun).out).toContain("it has no binding.js");
  });
});

describe("wrong usage", () => {
  test.each([
    [["--for", "bun"], "embed wants --package NAME, an installed package, or its folder"],
    [
      ["--package", "@x/addon"],
      "embed wants --for, what makes the executable: bun, node-sea, deno",
    ],
    [["--package", "@x/addon", "--for", "buns"], "--for buns is not known; did you mean bun?"],
    [
      ["--package", "@x/addon", "--for", "bun", "--target", "linux-x64-gun"],
      "--target linux-x64-gun is not known; did you mean linux-x64-gnu?",
    ],
  ])("%j", (args, text) => {
    expect(project.embed(...args)).toEqual({ code: 2, out: "", err: `ferrotype: ${text}\n` });
  });

  test("a folder of somebody else is left alone", () => {
    project.write("dist/main.js", "mine");
    const run = project.embed(...forBun, "--out", "dist");
    expect(run.code).toBe(2);
    expect(run.err).toContain("dist holds what ferrotype embed did not write, such as main.js");
    project.embed(...forBun);
    project.write("embedded/addon/notes.txt", "mine");
    expect(project.embed(...forBun).err).toContain("such as notes.txt");
    expect(readFileSync(join(project.folder, "embedded/addon/notes.txt"), "utf8")).toBe("mine");
  });

  test.each(["main.js", "main.js/below"])("--out names a file: %s", (out) => {
    project.write("main.js", "mine");
    const { code, err } = project.embed(...forBun, "--out", out);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^ferrotype: --out: main\.js\S* is (?:a file|below \S*main\.js, a file); name a folder\n$/u,
    );
    expect(readFileSync(join(project.folder, "main.js"), "utf8")).toBe("mine");
  });

  test("a folder with the archives of another package is left alone", () => {
    project.embed(...forBun, "--out", "e");
    const path = join(project.folder, "e/manifest.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("@x/addon", "@y/addon"));
    expect(project.embed(...forBun, "--out", "e").err).toContain(
      "e is that of @y/addon; give @x/addon another folder",
    );
  });
});
