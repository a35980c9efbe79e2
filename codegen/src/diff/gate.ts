/** Whether a release may carry what changed. */
import { diagnostic } from "../diagnostics/make.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { bumpOf, bumpVersion, isEnough, neededBump } from "./bump.js";
import type { Change } from "./change.js";
import type { SurfaceDiff } from "./diff.js";
import type { Level } from "./change-kind.js";

/** What `--expect` takes. */
export type Expectation = "patch" | "minor" | "major";

const allowed: Readonly<Record<Expectation, readonly Level[]>> = {
  patch: ["patch"],
  minor: ["patch", "minor"],
  major: ["patch", "minor", "breaking"],
};

/** FT7004 where the changes are graver than `expect`, or without it than the step between the two versions. */
export function checkRelease(
  { package: name, before, after, level, changes }: SurfaceDiff,
  expect: Expectation | null,
): readonly Diagnostic[] {
  const [greatest] = changes;
  if (greatest === undefined || level === null) return [];
  const told = `${tellLevel(level)}: ${tellChange(greatest)}`;
  if (expect !== null) {
    if (allowed[expect].includes(level)) return [];
    return [
      diagnostic("FT7004", `${name} has a change that is ${told}`, {
        help: `take it back, or expect ${level === "breaking" ? "major" : level}`,
      }),
    ];
  }
  const bump = bumpOf(before, after);
  if (bump === null) {
    const wrong = bumpOf(before, before) === null ? before : after;
    return [
      diagnostic("FT7004", `${name} has the version ${wrong}, which is no semantic version`, {
        help: "write MAJOR.MINOR.PATCH in Cargo.toml, or say what you expect with --expect",
      }),
    ];
  }
  const needed = neededBump(level, before);
  if (isEnough(bump, needed)) return [];
  const step = bump === "none" ? `stays ${after}` : `goes from ${before} to ${after}`;
  return [
    diagnostic("FT7004", `${name} ${step}, and has a change that is ${told}`, {
      help: `set version = "${bumpVersion(before, needed)}" in Cargo.toml${zeroNote(before)}`,
    }),
  ];
}

function tellLevel(level: Level): string {
  return level === "breaking" ? "breaking" : `a ${level} one`;
}

function tellChange({ module, name, what }: Change): string {
  return `\`${module === null ? "" : `${module}: `}${name}\` ${what}`;
}

function zeroNote(version: string): string {
  if (version.startsWith("0.0.")) return "; in 0.0.x every release may break";
  return version.startsWith("0.") ? "; in 0.x a minor step breaks and a patch step adds" : "";
}
