/** `ferrotype embed`: what it writes, and where it takes it from. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { elf, exampleStamp, stampBytes } from "../../packages/runtime/test/synthetic-binary.js";
import { prepare } from "../../scripts/prepare.js";
import { describeHost } from "../src/commands/verify-host.js";
import { core, embedProject, type EmbedProject, forBun, gnu, musl } from "./embed-project.js";

const [host = ""] = describeHost().targets;

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

/** Names, bytes and times of the files in a folder. */
function snapshot(folder: string): readonly (readonly [string, string, number])[] {
  return readdirSync(join(project.folder, folder))
    .sort()
    .map((name) => {
      const path = join(project.folder, folder, name);
      return [name, readFileSync(path).toString("base64"), statSync(path).mtimeMs] as const;
    });
}

describe("what is written", () => {
  test("archive and manifest agree with the binary", () => {
    expect(project.embed(...forBun)).toMatchObject({ code: 0, err: "" });
    const { files, ...rest } = project.manifestIn("embedded/addon");
    expect(rest).toEqual({
      format: 1,
      package: "@x/addon",
      version: "1.2.3",
      algorithm: 1,
      contract: exampleStamp.contract,
    });
    const archive = readFileSync(
      join(project.folder, "embedded/addon/addon.linux-x64-gnu.node.gz"),
    );
    expect(files).toEqual([
      {
        target: "linux-x64-gnu",
        fileName: "addon.linux-x64-gnu.node",
        sizeBytes: gnu.length,
        sha256: createHash("sha256").update(gnu).digest("hex"),
        archive: "addon.linux-x64-gnu.node.gz",
        archiveBytes: archive.length,
      },
    ]);
    expect(gunzipSync(archive).equals(gnu)).toBe(true);
    // No time, no system, no name.
    expect([...archive.subarray(0, 10)]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  test("is equal the second time, and untouched", () => {
    project.embed(...forBun);
    const first = snapshot("embedded/addon");
    expect(project.embed(...forBun).code).toBe(0);
    expect(snapshot("embedded/addon")).toEqual(first);
    project.embed(...forBun, "--out", "other");
    expect(snapshot("other").map(([name, bytes]) => [name, bytes])).toEqual(
      first.map(([name, bytes]) => [name, bytes]),
    );
  });

  test("holds every target that is asked for, and what is no longer asked for goes", () => {
    project.installLeaf("linux-x64-musl", musl);
    project.embed(...forBun, "--target", "linux-x64-musl");
    expect(project.manifestIn("embedded/addon").files.map(({ target }) => target)).toEqual([
      "linux-x64-gnu",
      "linux-x64-musl",
    ]);
    project.embed("--package", core, "--for", "node-sea", "--target", "linux-x64-musl");
    expect(readdirSync(join(project.folder, "embedded/addon")).sort()).toEqual([
      "addon.linux-x64-musl.node.gz",
      "manifest.json",
      "sea-assets.json",
    ]);
  });

  test("for this machine by default, with every variant that is there", () => {
    expect(host).toBe("linux-x64-gnu");
    project.installCore({
      targets: ["linux-x64-gnu-modern", "linux-x64-gnu-baseline", "linux-x64-gnu"],
    });
    project.installLeaf(
      "linux-x64-gnu-baseline",
      elf({ stamp: stampBytes(), extraSections: [".more"] }),
    );
    project.embed("--package", "@x/addon", "--for", "bun");
    expect(
      project
        .manifestIn("embedded/addon")
        .files.map(({ target }) => target)
        .sort(),
    ).toEqual(["linux-x64-gnu", "linux-x64-gnu-baseline"]);
  });

  test("a build in the working tree comes before the leaf", () => {
    project.installCore({ workspace: true });
    const built = elf({ stamp: stampBytes(), extraSections: [".built"] });
    project.write(`${core}/native/addon.linux-x64-gnu.node`, built);
    project.embed(...forBun);
    expect(project.manifestIn("embedded/addon").files[0]?.sizeBytes).toBe(built.length);
  });

  test("as JSON it tells the same", () => {
    const { summary } = JSON.parse(project.embed(...forBun, "--json").out) as {
      readonly summary: Readonly<Record<string, unknown>>;
    };
    expect(summary).toMatchObject({
      verb: "embed",
      folder: "embedded/addon",
      manifest: project.manifestIn("embedded/addon"),
      files: readdirSync(join(project.folder, "embedded/addon")).sort(),
    });
  });
});

describe("the module that registers", () => {
  const registry = Symbol.for("ferrotype.embedded");
  afterEach(() => {
    Reflect.deleteProperty(globalThis, registry);
  });

  test("tells the loader where the archives are", async () => {
    project.embed("--package", "@x/addon", "--for", "deno", "--target", "linux-x64-gnu");
    const folder = join(project.folder, "embedded/addon");
    await import(pathToFileURL(join(folder, "register.js")).href);
    const manifest = project.manifestIn("embedded/addon");
    expect(Reflect.get(globalThis, registry)).toEqual([
      {
        ...manifest,
        files: manifest.files.map((file) => ({
          ...file,
          archive: pathToFileURL(join(folder, file.archive)).href,
        })),
      },
    ]);
  });

  test("imports the archives as files for Bun", () => {
    project.embed(...forBun);
    const text = readFileSync(join(project.folder, "embedded/addon/register.js"), "utf8");
    expect(text).toContain(
      'import archive0 from "./addon.linux-x64-gnu.node.gz" with { type: "file" };\n',
    );
    expect(text).toContain("      archive: archive0,\n");
    expect(text).not.toContain("@ferrotype/runtime");
  });
});
