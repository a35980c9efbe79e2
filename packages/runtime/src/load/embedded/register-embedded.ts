import { type EmbeddedManifest, isEmbeddedManifest } from "./manifest.js";

/** On the global object, so that every copy of the runtime in a program sees the same list. */
const REGISTRY: unique symbol = Symbol.for("ferrotype.embedded");

/**
 * Tells the loader of binaries that are part of this program. It has to run before the package is imported that they
 * belong to; the modules that `ferrotype embed` writes do the same without importing anything.
 * Throws a TypeError for what is no manifest.
 */
export function registerEmbedded(manifest: EmbeddedManifest): void {
  if (!isEmbeddedManifest(manifest)) {
    throw new TypeError("registerEmbedded takes the manifest that ferrotype embed writes");
  }
  Reflect.set(globalThis, REGISTRY, [...listed(), manifest]);
}

/** What was registered in this thread, in order; what is no manifest is passed over. */
export function registeredManifests(): readonly EmbeddedManifest[] {
  return listed().filter(isEmbeddedManifest);
}

function listed(): readonly unknown[] {
  const found: unknown = Reflect.get(globalThis, REGISTRY);
  return Array.isArray(found) ? found : [];
}
