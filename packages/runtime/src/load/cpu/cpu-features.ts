import type { CpuLevel } from "../../binary/targets.js";

/** What is known of the processor. */
export interface Cpu {
  /** Null: unknown. */
  readonly level: CpuLevel | null;
  /** What it lacks for the next level, as its source names it; empty where that is not told. */
  readonly lacks: readonly string[];
}

/** What the levels need in the words of one source: `[of x86-64-v2, of x86-64-v3 besides]`. */
type Needs = readonly [two: readonly string[], three: readonly string[]];

/** As Linux names them; `abm` is LZCNT, and `xsave` is there only where the kernel saves the wide registers. */
const linuxNeeds: Needs = [
  ["cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"],
  ["abm", "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe", "xsave"],
];

/** As macOS names them. */
const darwinNeeds: Needs = [
  ["CX16", "LAHF", "POPCNT", "SSE4.1", "SSE4.2", "SSSE3"],
  ["LZCNT", "AVX1.0", "AVX2", "BMI1", "BMI2", "F16C", "FMA", "MOVBE", "OSXSAVE"],
];

export const UNKNOWN: Cpu = { level: null, lacks: [] };

/** What macOS is asked for. */
export const SYSCTL_NAMES: readonly string[] = [
  "sysctl.proc_translated",
  "machdep.cpu.features",
  "machdep.cpu.leaf7_features",
  "machdep.cpu.extfeatures",
];

/** The processor in the text of `/proc/cpuinfo`. Of several that differ, the lowest: a thread may run on any. */
export function parseCpuinfo(text: string): Cpu {
  const blocks = text.split(/\n[ \t]*\n/u).filter((block) => /^processor\s*:/mu.test(block));
  const flags = new Set(blocks.map((block) => /^flags[ \t]*:(.*)$/mu.exec(block)?.[1] ?? null));
  let lowest = UNKNOWN;
  for (const list of flags) {
    if (list === null) return UNKNOWN;
    const cpu = assess(new Set(list.trim().split(/\s+/u)), linuxNeeds);
    if (lowest.level === null || (cpu.level ?? 0) < lowest.level) lowest = cpu;
  }
  return lowest;
}

/** The processor in what `sysctl` prints for `SYSCTL_NAMES`. */
export function parseSysctl(text: string): Cpu {
  const features = /^machdep\.cpu\.\w*features:(.*)$/gmu;
  const has = new Set(
    [...text.matchAll(features)].flatMap(([, list]) => list?.split(/\s+/u) ?? []),
  );
  const translated = /^sysctl\.proc_translated: 1$/mu.test(text);
  if (has.size === 0 && !translated) return UNKNOWN;
  const cpu = assess(has, darwinNeeds);
  // Rosetta runs all of x86-64-v2, whatever it lists; of AVX and the rest, what it lists.
  return translated && cpu.level === 1 ? { level: 2, lacks: lacking(has, darwinNeeds[1]) } : cpu;
}

function assess(has: ReadonlySet<string>, [two, three]: Needs): Cpu {
  const lacksTwo = lacking(has, two);
  if (lacksTwo.length > 0) return { level: 1, lacks: lacksTwo };
  const lacksThree = lacking(has, three);
  return { level: lacksThree.length > 0 ? 2 : 3, lacks: lacksThree };
}

function lacking(has: ReadonlySet<string>, needed: readonly string[]): readonly string[] {
  return needed.filter((feature) => !has.has(feature));
}
