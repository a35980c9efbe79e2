/**
 * What the processor can do, for addons that come in variants. Pure but for `CpuFacts`.
 *
 * Invariant: nothing here runs for a package without variants for this machine, and what is found out stays in this
 * process: it is never put into `process.env`.
 */
import type { CpuLevel } from "../../binary/targets.js";
import { type Cpu, parseCpuinfo, parseSysctl, SYSCTL_NAMES, UNKNOWN } from "./cpu-features.js";

/** The part of the world that tells the processor. */
export interface CpuFacts {
  readonly platform: string;
  /** Text of a file; throws errors of the file system. */
  read(path: string): string;
  /** What a program prints; null where it cannot be run or takes too long. */
  run(program: string, args: readonly string[]): string | null;
  /** What was found out; one for the process. */
  readonly memory: CpuMemory;
}

/** What the process remembers of its processor. */
export interface CpuMemory {
  cpu?: Cpu;
  /** An addon is being asked. */
  asking?: boolean;
}

/**
 * The processor of this process, found out once. `ask` loads a binary that runs everywhere and asks it (CPUID): where
 * the system does not tell, as on Windows.
 */
export function cpuOf(facts: CpuFacts, ask: () => CpuLevel | null): Cpu {
  const { memory } = facts;
  if (memory.cpu !== undefined) return memory.cpu;
  const told = tellCpu(facts);
  if (told.level !== null) return (memory.cpu = told);
  // The binary that is asked is looked at like any other, which may bring us here again.
  if (memory.asking === true) return UNKNOWN;
  memory.asking = true;
  try {
    const level = ask();
    // Not remembered: another package may have a binary that answers.
    return level === null ? UNKNOWN : (memory.cpu = { level, lacks: [] });
  } finally {
    memory.asking = false;
  }
}

/** What the system says of itself. */
function tellCpu(facts: CpuFacts): Cpu {
  if (facts.platform === "darwin") {
    const text = facts.run("/usr/sbin/sysctl", SYSCTL_NAMES);
    return text === null ? UNKNOWN : parseSysctl(text);
  }
  if (facts.platform !== "linux") return UNKNOWN;
  try {
    return parseCpuinfo(facts.read("/proc/cpuinfo"));
  } catch {
    return UNKNOWN;
  }
}

/** What an addon says of the processor (`__ferrotype.cpuLevel`); null where it says nothing that is known here. */
export function levelOfAddon(addon: unknown): CpuLevel | null {
  const stamp = property(addon, "__ferrotype");
  const level = property(stamp, "cpuLevel");
  return level === 1 || level === 2 || level === 3 ? level : null;
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
}
