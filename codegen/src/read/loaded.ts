/**
 * The loaded view: the shape of a built addon, as a child process sees it.
 *
 * Invariant: an addon is never loaded in our own process. A crash or a hang of it is a diagnostic.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

import { diagnostic } from "../diagnostics/make.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LoadedView } from "../model/loaded.js";
import { type ChildOutcome, loadInChild } from "./loaded/child.js";
import { exportsOf, stampOf } from "./loaded/shape.js";

export interface LoadOptions {
  /** How long loading may take. @default 30000 */
  readonly timeoutMs?: number;
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
  let binaryHash: string;
  try {
    binaryHash = await hashFile(binaryPath);
  } catch (error) {
    return failed(refused(binaryPath, messageOf(error)));
  }
  const outcome = await loadInChild(binaryPath, timeoutMs);
  if (outcome.kind !== "shape") return failed(findingOf(outcome, binaryPath, timeoutMs));
  const view = { exports: exportsOf(outcome.exports), stamp: stampOf(outcome.stamp), binaryHash };
  return { view, diagnostics: [] };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function failed(finding: Diagnostic): LoadedReading {
  return { view: null, diagnostics: [finding] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(binaryPath: string, reason: string): Diagnostic {
  const help = adviceFor(reason);
  return diagnostic("FT4008", `\`${binaryPath}\` cannot be loaded: ${reason}`, { help });
}

function adviceFor(reason: string): string {
  if (reason.includes("ENOENT")) return "build the addon first";
  if (/undefined symbol|symbol not found|symbol lookup error/iu.test(reason)) {
    return "a library that the addon links against is missing or of another version; `nm -D` lists what it needs";
  }
  if (/cannot open shared object file|image not found|specified module/iu.test(reason)) {
    return "install the shared library that it names, or link it statically";
  }
  if (reason.includes("file too short")) return "the file is incomplete: build the addon again";
  if (/invalid ELF header|wrong ELF class|not a valid Win32|mach-o/iu.test(reason)) {
    return "the file was built for another platform: build the addon for this one";
  }
  return "build the addon again for this platform";
}

function findingOf(
  outcome: Exclude<ChildOutcome, { kind: "shape" }>,
  binaryPath: string,
  timeoutMs: number,
): Diagnostic {
  switch (outcome.kind) {
    case "refused":
      return refused(binaryPath, outcome.message);
    case "hung":
      return diagnostic("FT4007", `\`${binaryPath}\` was still loading after ${timeoutMs} ms`, {
        help: "look at what runs at load: `#[module_init]`, `ctor`, statics that wait for a thread or a lock",
      });
    case "died": {
      // The linker binds lazily and ends the process when a symbol is missing after all.
      const missing = /symbol lookup error: (?<words>.*)/u.exec(outcome.stderr)?.groups?.["words"];
      if (missing !== undefined) return refused(binaryPath, `symbol lookup error: ${missing}`);
      return crash(outcome, binaryPath);
    }
  }
}

function crash(
  { code, signal, stderr }: Extract<ChildOutcome, { kind: "died" }>,
  binaryPath: string,
): Diagnostic {
  const how = signal ?? `exit code ${code !== null && code > 0xffff ? hexadecimal(code) : code}`;
  const words = lastWords(stderr);
  const said = words === "" ? "" : `; its last words: ${words}`;
  return diagnostic(
    "FT4006",
    `\`${binaryPath}\` ends the process while it is loaded: ${how}${said}`,
    {
      help: "look at what runs at load: `#[module_init]`, `#[module_exports]`, `ctor`",
    },
  );
}

function hexadecimal(code: number): string {
  return `0x${code.toString(16)}`;
}

/** The first line that a panic wrote, else the last line. */
function lastWords(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const panic = lines.findIndex((line) => line.includes("panicked at"));
  return (panic === -1 ? lines.at(-1) : lines.slice(panic, panic + 2).join(" ")) ?? "";
}
