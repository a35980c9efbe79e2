/** Versions: how far one is from another, and how far it has to be. */
import type { Level } from "./change-kind.js";

/** `none`: the same version. `back`: an older one. */
export type Bump = "major" | "minor" | "patch" | "none" | "back";

interface Parsed {
  readonly core: readonly [major: number, minor: number, patch: number];
  readonly prerelease: string;
}

/** Null where one of them is no semantic version. */
export function bumpOf(before: string, after: string): Bump | null {
  const old = parse(before);
  const now = parse(after);
  if (old === null || now === null) return null;
  const names = ["major", "minor", "patch"] as const;
  for (const [index, name] of names.entries()) {
    const step = (now.core[index] ?? 0) - (old.core[index] ?? 0);
    if (step < 0) return "back";
    if (step > 0) return name;
  }
  if (old.prerelease === now.prerelease) return "none";
  // A pre-release promises nothing to the next one, nor to its release.
  return old.prerelease === "" ? "back" : "major";
}

/**
 * The smallest bump that may carry a change, as cargo and npm's `^` have it: in 0.x a minor one breaks and a patch one
 * adds; in 0.0.x every release breaks. A patch needs none: two releases cannot have one version anyway.
 */
export function neededBump(level: Level | null, before: string): Exclude<Bump, "back"> {
  if (level === null || level === "patch") return "none";
  const parsed = parse(before);
  const [major, minor] = parsed?.core ?? [1, 0, 0];
  if (major > 0) return level === "breaking" ? "major" : "minor";
  if (minor > 0) return level === "breaking" ? "minor" : "patch";
  return "patch";
}

const bumpRanks: Readonly<Record<Bump, number>> = {
  major: 3,
  minor: 2,
  patch: 1,
  none: 0,
  back: -1,
};

/** True where a bump carries what is needed. */
export function isEnough(bump: Bump, needed: Bump): boolean {
  return bumpRanks[bump] >= bumpRanks[needed];
}

/** The first version that may carry a bump; the version itself where it needs none. */
export function bumpVersion(version: string, bump: Bump): string {
  const parsed = parse(version);
  if (parsed === null) return version;
  const [major, minor, patch] = parsed.core;
  switch (bump) {
    case "major":
      return `${major + 1}.0.0`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
    case "none":
    case "back":
      return version;
  }
}

function parse(version: string): Parsed | null {
  const hit = /^(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/u.exec(version);
  if (hit === null) return null;
  const [, major, minor, patch, prerelease = ""] = hit;
  return { core: [Number(major), Number(minor), Number(patch)], prerelease };
}
