import { fs, url } from "../../builtin.js";
import type { EmbeddedManifest } from "./manifest.js";
import { registeredManifests } from "./register-embedded.js";

/** What can be known of a program that may be an executable of its own. */
export interface EmbeddedFacts {
  /** URL of this code; undefined where a bundler turned it into CommonJS. */
  readonly moduleUrl: string | undefined;
  /** The program runs in Bun. */
  readonly isBun: boolean;
  /** Deno says that `deno compile` made the program. */
  readonly isDenoExecutable: boolean;
  /** The program is a Node SEA. */
  readonly isNodeExecutable: boolean;
  /** Absolute path or URL of the script that was started; undefined without one. */
  readonly script: string | undefined;
  /** An asset of the Node SEA; null where it has none of that name. */
  asset(key: string): Uint8Array | null;
  /** Manifests that modules of this program registered. */
  registeredManifests(): readonly EmbeddedManifest[];
  /** Bytes of a file, by path or `file:` URL. */
  readBytes(path: string): Uint8Array;
  /** Unpacks gzip; throws where more than `mostBytes` come out, or the bytes are damaged. */
  gunzip(bytes: Uint8Array, mostBytes: number): Uint8Array;
}

/** The real world. */
export function embeddedFacts(): EmbeddedFacts {
  // Undefined in Bun, in Deno and in a Node without it.
  const sea = process.getBuiltinModule("node:sea") as typeof import("node:sea") | undefined;
  const isNodeExecutable = sea?.isSea() ?? false;
  return {
    moduleUrl: import.meta.url,
    isBun: process.versions["bun"] !== undefined,
    isDenoExecutable: isDenoExecutable(globalThis),
    isNodeExecutable,
    script: isNodeExecutable ? undefined : process.argv[1],
    asset(key) {
      if (sea === undefined || !isNodeExecutable) return null;
      try {
        return new Uint8Array(sea.getRawAsset(key));
      } catch {
        return null;
      }
    },
    registeredManifests,
    readBytes: (path) => fs.readFileSync(path.startsWith("file:") ? url.fileURLToPath(path) : path),
    gunzip: (bytes, mostBytes) =>
      process.getBuiltinModule("node:zlib").gunzipSync(bytes, { maxOutputLength: mostBytes }),
  };
}

function isDenoExecutable(world: object): boolean {
  const deno: unknown = Reflect.get(world, "Deno");
  if (typeof deno !== "object" || deno === null) return false;
  const build: unknown = Reflect.get(deno, "build");
  return typeof build === "object" && build !== null && Reflect.get(build, "standalone") === true;
}
