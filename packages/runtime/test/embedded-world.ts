/** A program for the rules of executables: what it runs in, and what is part of it. */
import { gzipSync, gunzipSync } from "node:zlib";

import type { EmbeddedFacts } from "../src/load/embedded/embedded-facts.js";
import type { EmbeddedFile, EmbeddedManifest } from "../src/load/embedded/manifest.js";
import { systemError, table } from "./load-world.js";

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** What the binary of a target holds, and as an archive. */
export const content = (target: string): Uint8Array => bytesOf(`binary of ${target}`);
export const archive = (target: string): Uint8Array => gzipSync(content(target));

export function file(target: string, path: string): EmbeddedFile {
  return {
    target,
    fileName: `addon.${target}.node`,
    sizeBytes: content(target).length,
    sha256: "ab".repeat(32),
    archive: path,
    archiveBytes: archive(target).length,
  };
}

/** The manifest that fits the table of the tests. */
export function manifest(
  targets: readonly string[],
  more: Partial<EmbeddedManifest> = {},
): EmbeddedManifest {
  return {
    format: 1,
    package: table.package,
    version: table.version,
    algorithm: table.algorithm,
    contract: table.contract,
    files: targets.map((target) => file(target, `addon.${target}.node.gz`)),
    ...more,
  };
}

export interface Program extends Partial<EmbeddedFacts> {
  readonly registered?: readonly EmbeddedManifest[];
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly assets?: Readonly<Record<string, Uint8Array | string>>;
}

/** A plain Node program, but for what is said. */
export function program({
  registered = [],
  files = {},
  assets = {},
  ...facts
}: Program): EmbeddedFacts {
  return {
    moduleUrl: "file:///app/node_modules/@ferrotype/runtime/dist/index.js",
    isBun: false,
    isDenoExecutable: false,
    isNodeExecutable: Object.keys(assets).length > 0,
    script: "/app/main.js",
    asset(key) {
      const found = assets[key];
      return typeof found === "string" ? bytesOf(found) : (found ?? null);
    },
    registeredManifests: () => registered,
    readBytes(path) {
      const found = files[path];
      if (found === undefined) throw systemError("ENOENT");
      return found;
    },
    gunzip: (bytes, mostBytes) => gunzipSync(bytes, { maxOutputLength: mostBytes }),
    ...facts,
  };
}
