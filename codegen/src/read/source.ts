/**
 * The source view: the manifest that `ferrotype-extract` prints for a crate.
 *
 * Invariant: nothing here reads Rust; the extractor alone does, in a process of its own.
 */
import { execFile } from "node:child_process";
import { resolve } from "node:path";

import { diagnostic } from "../diagnostics/make.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Manifest } from "../model/manifest.js";

export { findExtractor, type ExtractorSearch, type FoundExtractor } from "./source/extractor.js";

export interface SourceOptions {
  /** Folder of the crate, absolute or relative to the workspace root. */
  readonly crateDir: string;
  readonly workspaceRoot: string;
  /** Folders of further crates whose items belong to the addon. */
  readonly with?: readonly string[];
  /** Features that are on; without it, those that cargo turns on by default. */
  readonly features?: readonly string[];
  /** The `ferrotype-extract` binary, as `findExtractor` finds it. */
  readonly extractBinary: string;
  /** How long it may take; large workspaces take a second. @default 120000 */
  readonly timeoutMs?: number;
}

export interface SourceReading {
  /** Null where the extractor gave none. Its own findings are `manifest.diagnostics`. */
  readonly manifest: Manifest | null;
  /** What went wrong with the extractor itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The form of manifest that this generator reads. */
const schema = 1;

/** Runs the extractor over a crate. */
export async function readSource(options: SourceOptions): Promise<SourceReading> {
  const { crateDir, workspaceRoot, features, extractBinary, timeoutMs = 120_000 } = options;
  const parameters = [
    "--crate",
    resolve(workspaceRoot, crateDir),
    "--workspace-root",
    workspaceRoot,
    ...(options.with ?? []).flatMap((folder) => ["--with", resolve(workspaceRoot, folder)]),
    ...(features === undefined ? [] : ["--features", features.join(",")]),
  ];
  const run = await runExtractor(extractBinary, parameters, timeoutMs);
  const parsed = parseManifest(run.stdout);
  if (parsed !== null && "schema" in parsed && parsed.schema === schema && isWhole(parsed)) {
    return { manifest: parsed, diagnostics: [] };
  }
  return { manifest: null, diagnostics: [failure(run, parsed, crateDir, extractBinary)] };
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** What the system said where it failed; null for exit code 0. */
  readonly failure: string | null;
}

function runExtractor(
  binary: string,
  parameters: readonly string[],
  timeoutMs: number,
): Promise<Run> {
  return new Promise((done) => {
    const limits = {
      maxBuffer: Number.POSITIVE_INFINITY,
      windowsHide: true,
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    } as const;
    execFile(binary, parameters, limits, (error, stdout, stderr) => {
      const reason = error === null ? null : reasonOf(error, timeoutMs);
      done({ stdout, stderr: stderr.trim(), failure: reason });
    });
  });
}

function reasonOf(
  error: Error & { code?: unknown; signal?: unknown; killed?: unknown },
  timeoutMs: number,
): string {
  if (error.killed === true) return `it was still reading after ${timeoutMs / 1000} s`;
  if (typeof error.signal === "string") return `it was ended by ${error.signal}`;
  return typeof error.code === "number" ? `exit code ${error.code}` : error.message;
}

function parseManifest(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** The schema's number promises the rest; this only tells a manifest from another JSON. */
function isWhole(value: object): value is Manifest {
  const fields = value as Partial<Record<keyof Manifest, unknown>>;
  const lists = [fields.items, fields.strayImpls, fields.files, fields.inputs, fields.diagnostics];
  const objects = [fields.crate, fields.contract];
  return (
    lists.every(Array.isArray) && objects.every((each) => typeof each === "object" && each !== null)
  );
}

function failure(run: Run, parsed: object | null, crateDir: string, binary: string): Diagnostic {
  if (parsed !== null && "schema" in parsed && parsed.schema !== schema) {
    const message = `\`${binary}\` writes manifests of schema ${String(parsed.schema)}, this generator reads ${schema}`;
    return diagnostic("FT6008", message, {
      help: "bring both to one version: `cargo install ferrotype-extract`, or unset `FERROTYPE_EXTRACT`",
    });
  }
  const reason = run.failure ?? "it printed no manifest";
  const words = run.stderr
    .split("\n")
    .slice(-5)
    .join("\n")
    .replace(/^error: /u, "");
  const message = `the extractor failed on \`${crateDir}\`: ${words === "" ? reason : `${reason}: ${words}`}`;
  return diagnostic("FT6008", message, {
    help: `run it by hand to see more: \`${binary} --crate ${crateDir} --workspace-root .\``,
  });
}
