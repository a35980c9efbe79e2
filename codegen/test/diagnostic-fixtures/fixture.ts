/** What a fixture of a diagnostic is, and how it is run: by the real extractor, reader, linker and rules. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { checkAll } from "../../src/check/check-all.js";
import { checkStock } from "../../src/check/stock.js";
import { Stop } from "../../src/commands/stop.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { generate } from "../../src/generate.js";
import { link } from "../../src/link/link.js";
import type { LoadedExport, LoadedView } from "../../src/model/loaded.js";
import type { Manifest } from "../../src/model/manifest.js";
import type { GenerateOptions, Views } from "../../src/model/views.js";
import { readDeclared } from "../../src/read/declared.js";
import { findExtractor, readSource } from "../../src/read/source.js";
import { options } from "../builders.js";
import { loadedView } from "../declared-builders.js";

/** A small addon. `«…»` in its Rust marks where the finding is to point, and is not part of it. */
export interface Addon {
  /** `src/lib.rs`, under `use ferrotype::napi;`; or files by path. */
  readonly rust: string | Readonly<Record<string, string>>;
  readonly cargoToml?: string;
  /** Left out: there is no d.ts. */
  readonly dts?: string;
  /** Left out: nothing is loaded. */
  readonly loaded?: readonly LoadedExport[] | LoadedView;
  readonly options?: Partial<GenerateOptions>;
}

/** Findings of something that is no view: a tool, the disk, another verb. */
export type Act = (folder: string) => Promise<readonly Diagnostic[]> | readonly Diagnostic[];

export interface Fixture {
  /** Gives findings of this code and of no other. */
  readonly fires: Addon | Act;
  /** As near to it as can be, and gives none. */
  readonly quiet: Addon | Act;
  /** Parts of the `.d.ts` that is emitted for `fires` in spite of it. */
  readonly mended?: readonly string[];
}

/** What ran: the findings, and the Rust text that was marked. */
export interface Outcome {
  readonly findings: readonly Diagnostic[];
  readonly marked: { readonly file: string; readonly text: string } | null;
  /** Text that a finding's place covers. */
  readonly covered: (finding: Diagnostic | undefined) => string | null;
  readonly emitted: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** `generate` asks the rules about our output, `verify` those about napi's. */
export async function runFixture(given: Addon | Act, isStock: boolean): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-diagnostic-"));
  try {
    if (typeof given === "function") {
      return { findings: await act(given, folder), marked: null, covered: () => null, emitted: "" };
    }
    return await runAddon(given, folder, isStock);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function act(given: Act, folder: string): Promise<readonly Diagnostic[]> {
  try {
    return await given(folder);
  } catch (error) {
    if (error instanceof Stop) return error.diagnostics;
    throw error;
  }
}

const cargoToml = `[package]
name = "sample"
version = "0.1.0"
license = "MIT"

[package.metadata.ferrotype]
package = "@sample/addon"

[workspace]

[dependencies]
ferrotype = "0.1"
napi = "3"
napi-derive = "3"
`;

async function runAddon(given: Addon, folder: string, isStock: boolean): Promise<Outcome> {
  const files = filesOf(given);
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll(/[«»]/gu, "")]),
  );
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const source = await readManifest(folder);
  const views: Views = {
    source,
    declared:
      given.dts === undefined ? null : readDeclared({ path: "index.d.ts", text: given.dts }),
    loaded: isView(given.loaded) ? given.loaded : loadedOf(given.loaded),
  };
  const config = { ...options, ...given.options };
  const linked = link(views, config);
  const findings = isStock
    ? checkStock(views)
    : checkAll(views, linked.surface, config, linked.diagnostics);
  const bytes = (file: string): Buffer => Buffer.from(texts.get(file) ?? "");
  const emitted = generate({ ...views, loaded: null }, config).files;
  return {
    findings,
    marked: markedIn(files),
    covered: (finding) => {
      const span = finding?.primary ?? null;
      if (span === null) return null;
      return bytes(span.file).subarray(span.start.byteOffset, span.end.byteOffset).toString();
    },
    emitted: emitted
      .filter(({ path }) => path.endsWith(".d.ts"))
      .map(({ text }) => text)
      .join("\n"),
  };
}

function filesOf({ rust, cargoToml: own }: Addon): Readonly<Record<string, string>> {
  const files =
    typeof rust === "string"
      ? { "src/lib.rs": `use ferrotype::napi;\n${rust}\nferrotype::stamp!();\n` }
      : rust;
  return { "Cargo.toml": own ?? cargoToml, ...files };
}

function isView(loaded: Addon["loaded"]): loaded is LoadedView {
  return loaded !== undefined && !Array.isArray(loaded);
}

function loadedOf(exports: readonly LoadedExport[] | undefined): LoadedView | null {
  return exports === undefined ? null : loadedView(exports);
}

async function readManifest(folder: string): Promise<Manifest> {
  const extractor = await findExtractor({ env: process.env, workspaceRoot: root });
  if (extractor.path === null) throw new Error("the extractor is not built: run pnpm codegen");
  const { manifest, diagnostics } = await readSource({
    crateDir: ".",
    workspaceRoot: folder,
    extractBinary: extractor.path,
  });
  if (manifest === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return manifest;
}

function markedIn(files: Readonly<Record<string, string>>): Outcome["marked"] {
  for (const [file, text] of Object.entries(files)) {
    const marked = /«([^»]*)»/u.exec(text)?.[1];
    if (marked !== undefined) return { file, text: marked };
  }
  return null;
}
