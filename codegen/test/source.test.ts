import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  findExtractor,
  readSource,
  type SourceOptions,
  type SourceReading,
} from "../src/read/source.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-source-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function place(path: string, text = "", modifiedSeconds?: number): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  if (modifiedSeconds !== undefined) utimesSync(whole, modifiedSeconds, modifiedSeconds);
  return whole;
}

describe("findExtractor", () => {
  const search = (env: Readonly<Record<string, string>> = {}) =>
    findExtractor({
      env,
      workspaceRoot: folder,
      targets: ["linux-x64-gnu", "linux-x64-musl"],
      from: join(folder, "node_modules/ferrotype/dist/source.js"),
    });
  const leaf = (target: string): string => {
    place(`node_modules/@ferrotype/extract-${target}/package.json`, "{}");
    return place(`node_modules/@ferrotype/extract-${target}/ferrotype-extract`);
  };

  test("takes what FERROTYPE_EXTRACT names, before all else", async () => {
    place("target/debug/ferrotype-extract");
    const path = place("elsewhere/extract");
    expect(await search({ FERROTYPE_EXTRACT: path })).toEqual({ path, diagnostics: [] });
  });

  test("takes nothing else when FERROTYPE_EXTRACT names what is not there", async () => {
    place("target/debug/ferrotype-extract");
    const { path, diagnostics } = await search({ FERROTYPE_EXTRACT: "nowhere/extract" });
    expect(path).toBeNull();
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["FT6006", "`FERROTYPE_EXTRACT` names `nowhere/extract`, which is not there"],
    ]);
  });

  test("takes the newest build of the workspace, before the package", async () => {
    leaf("linux-x64-gnu");
    place("target/release/ferrotype-extract", "", 1_000);
    const path = place("target/quick/ferrotype-extract", "", 2_000);
    place("target/debug/ferrotype-extract", "", 1_500);
    expect(await search()).toEqual({ path, diagnostics: [] });
  });

  test("looks where cargo was told to build", async () => {
    place("target/quick/ferrotype-extract");
    const path = place("built/debug/ferrotype-extract");
    expect((await search({ CARGO_TARGET_DIR: "built" })).path).toBe(path);
  });

  test("takes the package of the first target that has one", async () => {
    const path = leaf("linux-x64-musl");
    expect((await search()).path).toBe(path);
    expect((await search()).path).not.toBe(leaf("linux-x64-gnu"));
  });

  test("names the packages and cargo install when there is none", async () => {
    const { path, diagnostics } = await search();
    expect(path).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        code: "FT6006",
        message:
          "`ferrotype-extract` was not found: `@ferrotype/extract-linux-x64-gnu` or `@ferrotype/extract-linux-x64-musl` is not installed",
        help: expect.stringContaining("cargo install ferrotype-extract") as string,
      },
    ]);
  });
});

describe("readSource", () => {
  const manifest = {
    schema: 1,
    crate: { name: "x" },
    contract: { algorithm: 1, hash: "0", exports: {} },
    items: [],
    strayImpls: [],
    files: [],
    inputs: [],
    diagnostics: [],
  };

  /** A stand-in for the extractor: a Node script with the given body. */
  function readWith(
    body: string,
    rest: Pick<SourceOptions, "features" | "timeoutMs"> = {},
  ): Promise<SourceReading> {
    const extractBinary = place("extract.cjs", `#!${process.execPath}\n${body}\n`);
    chmodSync(extractBinary, 0o755);
    return readSource({
      crateDir: "crates/x",
      workspaceRoot: folder,
      extractBinary,
      ...rest,
    });
  }

  const print = (value: unknown): string =>
    `process.stdout.write(${JSON.stringify(JSON.stringify(value))});`;

  async function failureOf(body: string, timeoutMs = 60_000) {
    const { manifest: none, diagnostics } = await readWith(body, { timeoutMs });
    expect(none).toBeNull();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.code).toBe("FT6008");
    return diagnostics[0]?.message.replaceAll(folder, "…");
  }

  test("gives the manifest", async () => {
    expect(await readWith(print(manifest))).toEqual({ manifest, diagnostics: [] });
  });

  test("passes crate, root and features", async () => {
    const echo = `process.stdout.write(JSON.stringify({ ...${JSON.stringify(manifest)}, files: process.argv.slice(2) }));`;
    const { manifest: read } = await readWith(echo, { features: ["a", "b"] });
    expect(read?.files.map((each) => each.replaceAll(folder, "…"))).toEqual([
      "--crate",
      "…/crates/x",
      "--workspace-root",
      "…",
      "--features",
      "a,b",
    ]);
    expect((await readWith(echo)).manifest?.files).not.toContain("--features");
  });

  test("takes a manifest of findings although the exit code says so", async () => {
    const { manifest: read } = await readWith(`${print(manifest)} process.exitCode = 1;`);
    expect(read).toEqual(manifest);
  });

  test("takes a large manifest", async () => {
    const files = Array.from({ length: 100_000 }, (_, index) => `src/file-${index}.rs`);
    const { manifest: read } = await readWith(
      `process.stdout.write(JSON.stringify({ ...${JSON.stringify(manifest)}, files: Array.from({ length: 100_000 }, (_, index) => \`src/file-\${index}.rs\`) }));`,
    );
    expect(read?.files).toEqual(files);
  });

  test("quotes an extractor that fails", async () => {
    expect(await failureOf("console.error('error: no Cargo.toml here'); process.exit(2);")).toBe(
      "the extractor failed on `crates/x`: exit code 2: no Cargo.toml here",
    );
  });

  test("ends one that does not end, whatever it started", async () => {
    const child = "require('node:child_process').spawn('sleep', ['20'], { stdio: 'inherit' });";
    expect(await failureOf(`${child} setInterval(() => {}, 1e3);`, 800)).toBe(
      "the extractor failed on `crates/x`: it was still reading after 0.8 s",
    );
  });

  test("names the signal that ended it", async () => {
    expect(
      await failureOf("process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 9e3);"),
    ).toBe("the extractor failed on `crates/x`: it was ended by SIGKILL");
  });

  test.each([
    ["nothing", ""],
    ["text", "console.log('hello');"],
    ["half a manifest", print(manifest).replace('diagnostics\\":[]}', "")],
    ["another JSON", print({ schema: 1 })],
    ["a list", print([1])],
  ])("refuses %s", async (_what, body) => {
    expect(await failureOf(body)).toBe(
      "the extractor failed on `crates/x`: it printed no manifest",
    );
  });

  test("refuses another schema by its number", async () => {
    expect(await failureOf(print({ ...manifest, schema: 2 }))).toBe(
      "`…/extract.cjs` writes manifests of schema 2, this generator reads 1",
    );
  });

  test("says so when the binary is not there", async () => {
    const { diagnostics } = await readSource({
      crateDir: "crates/x",
      workspaceRoot: folder,
      extractBinary: join(folder, "gone"),
    });
    expect(diagnostics.map(({ code, message }) => [code, message.replaceAll(folder, "…")])).toEqual(
      [["FT6008", "the extractor failed on `crates/x`: spawn …/gone ENOENT"]],
    );
  });
});
