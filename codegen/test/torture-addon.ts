/** Builds `codegen/test/torture` with the real `napi build`, by way of the line itself, and reads its three views. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { buildAddon, buildExtractor, openCargo, type BuiltAddon } from "../src/commands/build.js";
import { openProgress } from "../src/commands/progress.js";
import type { DeclaredView } from "../src/model/declared.js";
import type { LoadedView } from "../src/model/loaded.js";
import type { Manifest } from "../src/model/manifest.js";
import { readDeclared } from "../src/read/declared.js";
import { readLoaded } from "../src/read/loaded.js";
import { findExtractor, readSource } from "../src/read/source.js";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** The addon itself, and the one of what spoils a d.ts. */
const addons = {
  torture: { name: "torture", crate: "codegen/test/torture" },
  broken: { name: "torture-broken", crate: "codegen/test/torture/broken" },
} as const;

/** A first build compiles napi and tokio. */
export const buildTimeoutMs = 600_000;

export interface Torture {
  readonly source: Manifest;
  readonly declared: DeclaredView;
  readonly loaded: LoadedView;
  /** Text of the d.ts that napi-rs wrote. */
  readonly dts: string;
  /** Path of the `.node`. */
  readonly binary: string;
}

/** Builds the addon where its sources moved, and reads its views; test files that want it at once take turns. */
export async function readTorture(which: keyof typeof addons = "torture"): Promise<Torture> {
  const addon = addons[which];
  const [source, built] = await takingTurns(async () => {
    const manifest = await readManifest(addon.crate);
    return [manifest, await build(addon, manifest)] as const;
  });
  const { view: loaded, diagnostics } = await readLoaded(built.binary);
  if (loaded === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const dts = readFileSync(built.declared, "utf8");
  const declared = readDeclared({ path: relative(root, built.declared), text: dts });
  return { source, declared, loaded, dts, binary: built.binary };
}

/** Anything that the addon gives, as `require` does: what it declares is what is in doubt, so nothing is refused. */
export type Untyped = ReturnType<NodeJS.Require>;

/** The addon itself. */
export function loadTorture({ binary }: Torture): Untyped {
  return createRequire(import.meta.url)(binary);
}

async function readManifest(crate: string): Promise<Manifest> {
  await buildExtractor(openCargo(root, crate), openProgress(true));
  const extractor = await findExtractor({ env: process.env, workspaceRoot: root });
  if (extractor.path === null) throw new Error("the extractor is not built: run pnpm codegen");
  const { manifest, diagnostics } = await readSource({
    crateDir: crate,
    workspaceRoot: root,
    extractBinary: extractor.path,
  });
  if (manifest === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return manifest;
}

function build(
  addon: { readonly name: string; readonly crate: string },
  source: Manifest,
): Promise<BuiltAddon> {
  const crates = [...new Set(source.items.map(({ crate }) => crate))];
  return buildAddon(openCargo(root, addon.crate), addon, crates, null, openProgress(true));
}

/** One process at a time; the lock of one that is gone is taken over. */
async function takingTurns<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(root, "target/ferrotype/torture.lock");
  mkdirSync(join(lock, ".."), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch {
      if (!isHeld(lock)) rmSync(lock, { force: true });
      await setTimeout(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isHeld(lock: string): boolean {
  try {
    const owner = readFileSync(lock, "utf8");
    // Empty: its owner is about to write.
    return owner === "" || process.kill(Number(owner), 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
