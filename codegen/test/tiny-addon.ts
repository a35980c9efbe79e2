/** Builds and loads `crates/ferrotype/tests/addon`, the second addon of this repository. */
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the binary exports, as it stands at the border: tokens are numbers, row sets are pairs. */
export interface TinyAddon {
  readonly __ferrotype: {
    readonly package: string;
    readonly version: string;
    readonly algorithm: number;
    readonly contract: string;
    readonly napi: number;
    readonly cpuLevel: number;
    abort(id: number): void;
  };
  readonly Ledger: {
    new (owner: string): Ledger;
    opened(owner: string, balance: unknown): Ledger;
  };
  readLines(
    path: unknown,
    options?: { limit?: unknown } | null,
    token?: number,
  ): Promise<[packed: Buffer, summary: { sizeBytes: number }]>;
  repeat(text: string, times: unknown): string;
  sizeOfFile(path: unknown): number;
  namesIn(path: unknown): string[];
  divide(dividend: unknown, divisor: unknown): number;
  average(numbers: readonly unknown[]): Promise<number>;
  pick(numbers: readonly number[], place: number): Promise<number>;
  countSteps(durationMs: number, token?: number): Promise<number>;
  stepsTaken(): number;
}

export interface Ledger {
  owner: string;
  readonly balance: number;
  post(amount: unknown): this;
  share(people: unknown): number;
}

/** Builds the addon in the quick profile; the path of a copy in `folder`, under a name that Node loads. */
export function buildTinyAddon(folder: string): string {
  const cargo = spawnSync(
    "cargo",
    [
      "build",
      "--profile",
      "quick",
      "-p",
      "tiny-addon",
      "--message-format",
      "json-render-diagnostics",
    ],
    { cwd: workspace, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (cargo.status !== 0) throw new Error(`cargo build failed:\n${cargo.stderr}`);
  const library = cargo.stdout.split("\n").flatMap(libraryOf).at(-1);
  if (library === undefined) throw new Error("cargo names no library of tiny-addon");
  const path = join(folder, "tiny.node");
  copyFileSync(library, path);
  return path;
}

export function loadTinyAddon(path: string): TinyAddon {
  return createRequire(import.meta.url)(path) as TinyAddon;
}

function libraryOf(line: string): string[] {
  if (!line.startsWith("{")) return [];
  const message = JSON.parse(line) as {
    reason: string;
    target?: { name: string };
    filenames?: string[];
  };
  if (message.reason !== "compiler-artifact" || message.target?.name !== "tiny_addon") return [];
  return (message.filenames ?? []).filter((name) => /\.(?:so|dylib|dll)$/.test(name));
}
