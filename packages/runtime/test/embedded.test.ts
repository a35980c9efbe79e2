import { afterEach, describe, expect, test } from "vitest";

import { registerEmbedded } from "../src/index.js";
import { embeddedFacts } from "../src/load/embedded/embedded-facts.js";
import { embeddedItem, embeddedTargets } from "../src/load/embedded/embedded-item.js";
import { isExecutable } from "../src/load/embedded/is-executable.js";
import { archiveKey, isEmbeddedManifest, manifestKey } from "../src/load/embedded/manifest.js";
import { archive, content, file, manifest, program, type Program } from "./embedded-world.js";
import { table } from "./load-world.js";

const HOST = ["linux-x64-gnu-modern", "linux-x64-gnu", "linux-x64-musl"];
const gnu = "linux-x64-gnu";
const GZ = `addon.${gnu}.node.gz`;

describe("a program is an executable", () => {
  const cases: Readonly<Record<string, readonly [Program, boolean]>> = {
    "not in plain Node": [{}, false],
    "in a Node SEA": [{ isNodeExecutable: true }, true],
    "in what deno compile made": [{ isDenoExecutable: true }, true],
    "in Bun's root": [{ isBun: true, moduleUrl: "file:///$bunfs/root/app" }, true],
    "in Bun's root, escaped": [{ isBun: true, moduleUrl: "file:///%24bunfs/root/app" }, true],
    "in Bun's root on Windows": [{ isBun: true, moduleUrl: "file:///B:/~BUN/root/app.exe" }, true],
    "in Bun's root on Windows, escaped": [
      { isBun: true, moduleUrl: "file:///B:/%7EBUN/root/app.exe" },
      true,
    ],
    "not in a home folder with ~BUN": [
      { isBun: true, moduleUrl: "file:///home/~BUN/app/node_modules/x/index.js" },
      false,
    ],
    "not in a folder with $bunfs": [
      { isBun: true, moduleUrl: "file:///srv/$bunfs/root/index.js" },
      false,
    ],
    "not under Node with a folder of Bun's name": [{ moduleUrl: "file:///$bunfs/root/app" }, false],
    "not in a CommonJS bundle by itself": [{ moduleUrl: undefined }, false],
    "with registered binaries": [{ registered: [manifest([gnu])] }, true],
  };
  test.each(Object.entries(cases))("%s", (_name, [world, expected]) => {
    expect(isExecutable(program(world))).toBe(expected);
  });

  test("the environment has no say", () => {
    process.env["PI_COMPILED"] = "1";
    process.env["FERROTYPE_COMPILED"] = "1";
    try {
      expect(isExecutable(embeddedFacts())).toBe(false);
    } finally {
      delete process.env["PI_COMPILED"];
      delete process.env["FERROTYPE_COMPILED"];
    }
  });
});

describe("the binary in a program", () => {
  test("is unpacked only when it is asked for", () => {
    const read: string[] = [];
    const facts = program({
      registered: [manifest([gnu])],
      readBytes: (path) => {
        read.push(path);
        return archive(gnu);
      },
    });
    const item = embeddedItem(table, HOST, facts);
    expect(item).toMatchObject({
      package: table.package,
      version: table.version,
      target: gnu,
      fileName: `addon.${gnu}.node`,
      sizeBytes: content(gnu).length,
      sha256: "ab".repeat(32),
    });
    expect(read).toEqual([]);
    expect(Buffer.from(item?.bytes() ?? [])).toEqual(Buffer.from(content(gnu)));
    expect(read).toEqual([GZ]);
  });

  test("is the one of the closest target", () => {
    const facts = program({ registered: [manifest(["linux-x64-musl", gnu])] });
    expect(embeddedItem(table, HOST, facts)?.target).toBe(gnu);
    expect(embeddedItem(table, ["linux-x64-musl"], facts)?.target).toBe("linux-x64-musl");
    expect(embeddedItem(table, ["darwin-arm64"], facts)).toBeNull();
    expect(embeddedTargets(table, facts)).toEqual(["linux-x64-musl", gnu]);
  });

  test("of another package is not taken", () => {
    const facts = program({ registered: [manifest([gnu], { package: "@y/addon" })] });
    expect(embeddedItem(table, HOST, facts)).toBeNull();
    expect(embeddedTargets(table, facts)).toBeNull();
  });

  test("of the right contract comes before others, which are given where they are alone", () => {
    const old = manifest([gnu], { version: "0.9.0", contract: "bbbb" });
    const right = manifest([gnu]);
    expect(embeddedItem(table, HOST, program({ registered: [old, right] }))?.version).toBe("1.0.0");
    expect(embeddedItem(table, HOST, program({ registered: [old] }))?.version).toBe("0.9.0");
  });

  test("is an asset of a Node SEA", () => {
    const facts = program({
      assets: {
        [manifestKey("@x/addon")]: JSON.stringify(manifest([gnu])),
        [archiveKey("@x/addon", GZ)]: archive(gnu),
      },
    });
    const item = embeddedItem(table, HOST, facts);
    expect(Buffer.from(item?.bytes() ?? [])).toEqual(Buffer.from(content(gnu)));
  });

  test.each([
    ["no asset", {}],
    ["no JSON", { [manifestKey("@x/addon")]: "{" }],
    ["another shape", { [manifestKey("@x/addon")]: '{"format":2}' }],
  ])("is not there with %s", (_name, assets) => {
    expect(embeddedItem(table, HOST, program({ assets: { other: "", ...assets } }))).toBeNull();
  });

  test("that is cut short, or larger than the manifest says, is damaged", () => {
    const cut = archive(gnu).subarray(0, 20);
    const huge = archive("a much longer name of a target");
    for (const bytes of [cut, huge]) {
      const facts = program({ registered: [manifest([gnu])], files: { [GZ]: bytes } });
      expect(() => embeddedItem(table, HOST, facts)?.bytes()).toThrow(
        `the archive ${GZ} in this program is damaged`,
      );
    }
  });

  test("whose asset is missing names it", () => {
    const facts = program({
      assets: { [manifestKey("@x/addon")]: JSON.stringify(manifest([gnu])) },
    });
    expect(() => embeddedItem(table, HOST, facts)?.bytes()).toThrow(
      `this executable has no asset ${archiveKey("@x/addon", GZ)}`,
    );
  });
});

describe("registering", () => {
  const REGISTRY = Symbol.for("ferrotype.embedded");
  afterEach(() => {
    Reflect.deleteProperty(globalThis, REGISTRY);
  });

  test("adds to what generated modules put there", () => {
    const first = manifest([gnu], { package: "first" });
    const second = manifest([gnu], { package: "second" });
    Reflect.set(globalThis, REGISTRY, [first, "no manifest"]);
    registerEmbedded(second);
    expect(embeddedFacts().registeredManifests()).toEqual([first, second]);
  });

  test("refuses what is no manifest", () => {
    // @ts-expect-error: files are missing
    expect(() => registerEmbedded({ format: 1, package: "x" })).toThrow(TypeError);
  });

  test.each([
    ["a path as file name", { fileName: "../addon.node" }],
    ["a drive as file name", { fileName: "c:addon.node" }],
    ["a file that is no addon", { fileName: "addon.dll" }],
    ["a size of nothing", { sizeBytes: 0 }],
    ["a size that is no number", { sizeBytes: Number.NaN }],
    ["a short hash", { sha256: "ab" }],
  ])("%s is no manifest", (_name, wrong) => {
    const files = [{ ...file(gnu, GZ), ...wrong }];
    expect(isEmbeddedManifest(manifest([]))).toBe(true);
    expect(isEmbeddedManifest(manifest([], { files }))).toBe(false);
  });
});
