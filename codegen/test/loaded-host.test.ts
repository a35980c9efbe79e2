/** What the header of a file tells before anything is loaded. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { checkHost, type Host, thisHost } from "../src/read/loaded/host.js";
import { readLoaded } from "../src/read/loaded.js";
import { buildAddon } from "./loaded-addon.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-loaded-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("what is not for this machine", () => {
  const write = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const messageOf = (path: string, host: Host): string | undefined =>
    checkHost(path, host)?.message.replaceAll(folder, "…");
  const linux: Host = { platform: "linux", arch: "x64", libc: "gnu" };
  const mac: Host = { platform: "darwin", arch: "arm64", libc: null };

  test.each([
    [
      "text.node",
      "not a binary ".repeat(100),
      "`…/text.node` is no native addon: it is no shared library",
    ],
    ["empty.node", "", "`…/empty.node` is no native addon: it is empty"],
  ])("%s is no addon", async (name, content, message) => {
    const { view, diagnostics } = await readLoaded(write(name, content));
    expect(view).toBeNull();
    expect(diagnostics.map((each) => [each.code, each.message.replaceAll(folder, "…")])).toEqual([
      ["FT4012", message],
    ]);
  });

  test("a folder is no addon", () => {
    expect(checkHost(folder, linux)?.message).toContain("it is not a regular file");
  });

  test("a file that is not there is no crash", async () => {
    const { diagnostics } = await readLoaded(join(folder, "gone.node"));
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      ["FT4012", "build the addon first"],
    ]);
  });

  test.runIf(process.platform === "linux")("a binary of this host is for no other", () => {
    const path = buildAddon(folder, "throw", "host.node");
    const { arch } = process;
    const other = arch === "x64" ? "arm64" : "x64";
    expect(messageOf(path, mac)).toBe(
      `\`…/host.node\` cannot be loaded here: it is built for linux ${arch}, and this is darwin arm64`,
    );
    expect(messageOf(path, { ...linux, arch: other })).toBe(
      `\`…/host.node\` cannot be loaded here: it is built for linux ${arch}, and this is linux ${other}`,
    );
    expect(messageOf(path, thisHost())).toBeUndefined();
  });

  test.runIf(process.platform === "linux")("a binary for another C library is told", () => {
    const path = buildAddon(folder, "throw", "libc.node");
    const { libc } = thisHost();
    const other = libc === "musl" ? "gnu" : "musl";
    expect(messageOf(path, { ...thisHost(), libc: other })).toBe(
      `\`…/libc.node\` cannot be loaded here: it is built for the C library ${libc}, and this Node runs on ${other}`,
    );
  });

  test("an ELF file of another processor is not loaded", async () => {
    const machine = process.arch === "arm64" ? 62 : 183;
    const { diagnostics } = await readLoaded(write("foreign.node", elfHeader(machine)));
    expect(diagnostics.map(({ code }) => code)).toEqual(["FT4011"]);
  });
});

/** The least that the header of a 64-bit shared library says. */
function elfHeader(machine: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write("\x7fELF\x02\x01\x01", "latin1");
  bytes.writeUInt16LE(3, 16);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeUInt16LE(64, 52);
  return bytes;
}
