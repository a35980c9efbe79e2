/**
 * The loaded view: the shape of a built addon, as a child process sees it.
 *
 * Invariant: an addon is never loaded in our own process. A crash or a hang of it is a diagnostic.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LoadedView } from "../model/loaded.js";
import { loadInChild } from "./loaded/child.js";
import { failureOf } from "./loaded/failures.js";
import { checkHost, thisHost } from "./loaded/host.js";
import { exportsOf, stampOf } from "./loaded/shape.js";

export interface LoadOptions {
  /** How long loading may take. @default 30000 */
  readonly timeoutMs?: number;
  /** Ends a reading that nobody waits for any more. */
  readonly ending?: AbortSignal;
}

export interface LoadedReading {
  /** Null where the addon could not be loaded; the diagnostics say why. */
  readonly view: LoadedView | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the view from a binary for this platform, whatever its file is called (`*.node`, `*.so`). */
export async function readLoaded(
  binaryPath: string,
  options: LoadOptions = {},
): Promise<LoadedReading> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const unsuited = checkHost(binaryPath, thisHost());
  if (unsuited !== null) return failed(unsuited);
  const loading = loadInChild(binaryPath, timeoutMs, options.ending);
  // At once and not as a stream, which takes five times as long.
  const binaryHash = createHash("sha256").update(readFileSync(binaryPath)).digest("hex");
  const outcome = await loading;
  if (outcome.kind !== "shape") return failed(failureOf(outcome, binaryPath, timeoutMs));
  const view = { exports: exportsOf(outcome.exports), stamp: stampOf(outcome.stamp), binaryHash };
  return { view, diagnostics: [] };
}

function failed(finding: Diagnostic): LoadedReading {
  return { view: null, diagnostics: [finding] };
}
