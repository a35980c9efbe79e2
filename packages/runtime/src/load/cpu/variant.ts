import type { CpuLevel, Libc, Variant } from "../../binary/targets.js";
import { targets, targetsOf, variantLevels } from "../../binary/targets.js";
import type { AddonTable } from "../addon-table.js";
import type { CpuFacts } from "./cpu-level.js";
import { cpuOf } from "./cpu-level.js";

/** The part of the world that decides between variants. */
export interface VariantFacts {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cpu: CpuFacts;
  libc(): Libc | null;
}

/** The part of the table that decides. */
type Published = Pick<AddonTable, "envPrefix" | "targets">;

/**
 * Loads the first binary of these targets that can be loaded and asks it for the level (`levelOfAddon`); called only
 * where that is the one way to know. Null: it does not tell.
 */
export type AskAddon = (host: readonly string[]) => CpuLevel | null;

/** Targets that run here, the closest first; with variants where the table has some for machines like this one. */
export function hostTargets(
  table: Published,
  facts: VariantFacts,
  ask: AskAddon,
): readonly string[] {
  if (!hasVariants(table, facts)) return targetsUpTo(facts);
  const chosen = facts.env[`${table.envPrefix}_VARIANT`];
  return targetsUpTo(facts, () =>
    isVariant(chosen) ? variantLevels[chosen] : levelHere(facts, ask).level,
  );
}

/**
 * Published variants for machines like this one that only a better processor runs, with the reason; none where
 * another target of the table, one of `host`, runs here.
 */
export function tooNewTargets(
  table: Published,
  facts: VariantFacts,
  host: readonly string[],
  ask: AskAddon,
): readonly { readonly target: string; readonly why: string }[] {
  const isPublished = (name: string): boolean => table.targets.includes(name);
  if (!hasVariants(table, facts) || host.some(isPublished)) return [];
  return targetsUpTo(facts, () => 3)
    .filter(isPublished)
    .map((target) => {
      const level = target.endsWith("-modern") ? variantLevels.modern : variantLevels.baseline;
      return { target, why: describeNeed(level, facts, ask) };
    });
}

/** Why a binary that was compiled for `needed` cannot run here; null: it can, or that is not known. */
export function processorFault(
  table: Published,
  facts: VariantFacts,
  needed: number | undefined,
  ask: AskAddon,
): string | null {
  if (needed === undefined || needed <= 1 || facts.arch !== "x64") return null;
  if (facts.env[`${table.envPrefix}_VARIANT`] === "modern") return null;
  const { level } = levelHere(facts, ask);
  return level === null || level >= needed ? null : describeNeed(needed, facts, ask);
}

function describeNeed(needed: number, facts: VariantFacts, ask: AskAddon): string {
  const { level, lacks } = levelHere(facts, ask);
  const needs = `it is built for processors from x86-64-v${needed} on`;
  if (level === null) return `${needs}, and what this one can do is not known`;
  const without = lacks.length === 0 ? "" : ` and lacks ${lacks.join(", ")}`;
  return `${needs}, this one is x86-64-v${level}${without}`;
}

function levelHere(facts: VariantFacts, ask: AskAddon): ReturnType<typeof cpuOf> {
  return cpuOf(facts.cpu, () => ask(targetsUpTo(facts, () => 2)));
}

function targetsUpTo(facts: VariantFacts, level?: () => CpuLevel | null): readonly string[] {
  return targetsOf(facts.platform, facts.arch, () => facts.libc(), level);
}

/** Some target of the table is a variant for machines like this one. */
function hasVariants(table: Published, { platform, arch }: VariantFacts): boolean {
  return targets.some(
    (target) =>
      target.variant !== null &&
      target.platform === platform &&
      target.arches.includes(arch) &&
      table.targets.includes(target.name),
  );
}

function isVariant(value: string | undefined): value is Variant {
  return value === "modern" || value === "baseline";
}
