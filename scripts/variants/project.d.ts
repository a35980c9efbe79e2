import type { Target } from "../../packages/runtime/dist/binary.js";

/** What a process found. */
export interface Probed {
  readonly error: { readonly code: string; readonly message: string } | null;
  /** As `explainLoad` says. */
  readonly loaded: string | null;
  readonly variant: string | null;
  readonly candidates: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly detail: string;
  }[];
  /** Addons in the memory of the process, as the system says. */
  readonly mapped: readonly string[];
  /** As the loaded addon says, by CPUID. */
  readonly cpuLevel: number | null;
  /** How often `/proc/cpuinfo` was read. */
  readonly cpuinfoReads: number;
  /** The process has another environment than before. */
  readonly envChanged: boolean;
  readonly stderr: string;
}

export function layVariants(
  folder: string,
  binaries: Readonly<Record<string, string>>,
  targets: readonly Target[],
): void;

export function probe(
  folder: string,
  world?: {
    readonly cpuinfo?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly program?: string;
  },
): Probed;
