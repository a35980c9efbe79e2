import type { AddonTable } from "../addon-table.js";
import type { CacheItem } from "../cache/cache.js";
import type { EmbeddedFacts } from "./embedded-facts.js";
import {
  archiveKey,
  type EmbeddedFile,
  type EmbeddedManifest,
  isEmbeddedManifest,
  manifestKey,
} from "./manifest.js";

/**
 * The binary of `table` that is part of this program, for the first target of `host` that is; null where there is none.
 * One of another version or contract is given too where no other is there, so that the loader can say what differs.
 */
export function embeddedItem(
  table: AddonTable,
  host: readonly string[],
  facts: EmbeddedFacts,
): CacheItem | null {
  for (const target of host) {
    for (const source of embeddedSources(table, facts)) {
      const file = source.manifest.files.find((each) => each.target === target);
      if (file !== undefined) return itemOf(source, file, facts);
    }
  }
  return null;
}

/** Targets of `table` that are part of this program; null where nothing of the package is. */
export function embeddedTargets(table: AddonTable, facts: EmbeddedFacts): readonly string[] | null {
  const sources = embeddedSources(table, facts);
  if (sources.length === 0) return null;
  return [...new Set(sources.flatMap(({ manifest }) => manifest.files.map((each) => each.target)))];
}

interface EmbeddedSource {
  readonly manifest: EmbeddedManifest;
  read(file: EmbeddedFile): Uint8Array;
}

/** Every manifest of the package, those that fit the table first. */
function embeddedSources(table: AddonTable, facts: EmbeddedFacts): readonly EmbeddedSource[] {
  const registered = facts
    .registeredManifests()
    .map((manifest) => ({ manifest, read: (file: EmbeddedFile) => facts.readBytes(file.archive) }));
  const assets = assetManifest(table.package, facts);
  const all = assets === null ? registered : [...registered, assets];
  const own = all.filter(({ manifest }) => manifest.package === table.package);
  const fits = ({ manifest }: EmbeddedSource): boolean =>
    manifest.version === table.version &&
    manifest.algorithm === table.algorithm &&
    manifest.contract === table.contract;
  return [...own.filter(fits), ...own.filter((source) => !fits(source))];
}

/** The manifest among the assets of a Node SEA. */
function assetManifest(packageName: string, facts: EmbeddedFacts): EmbeddedSource | null {
  if (!facts.isNodeExecutable) return null;
  const bytes = facts.asset(manifestKey(packageName));
  if (bytes === null) return null;
  let manifest: unknown;
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (!isEmbeddedManifest(manifest)) return null;
  const read = (file: EmbeddedFile): Uint8Array => {
    const key = archiveKey(packageName, file.archive);
    const asset = facts.asset(key);
    if (asset === null) throw new Error(`this executable has no asset ${key}`);
    return asset;
  };
  return { manifest, read };
}

function itemOf(source: EmbeddedSource, file: EmbeddedFile, facts: EmbeddedFacts): CacheItem {
  const { manifest } = source;
  const { target, fileName, sizeBytes, sha256 } = file;
  return {
    package: manifest.package,
    version: manifest.version,
    target,
    fileName,
    sizeBytes,
    sha256,
    bytes() {
      const packed = source.read(file);
      try {
        return facts.gunzip(packed, sizeBytes);
      } catch (cause) {
        throw new Error(`the archive ${file.archive} in this program is damaged`, { cause });
      }
    },
  };
}
