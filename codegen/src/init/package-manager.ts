import { textAt } from "./json-file.js";

/** Who installs the dependencies of a project, and how. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** Where `packageManager` of package.json tells it. */
  readonly major: number | null;
  readonly install: string;
  /** Installs what the lock file says, in CI. */
  readonly installFrozen: string;
  /** Put before the name of a script. */
  readonly run: string;
  /** Put before the name of a program of a dependency. */
  readonly exec: string;
}

/** Lock files, best first. */
const LOCKS = [
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
] as const;

/** By `packageManager`, else by the lock file, else npm. */
export function findPackageManager(
  manifest: Readonly<Record<string, unknown>>,
  read: (path: string) => string | null,
): PackageManager {
  const declared = /^(npm|pnpm|yarn|bun)@(\d+)/u.exec(textAt(manifest, "packageManager") ?? "");
  const name = LOCKS.map(([, each]) => each).find((each) => each === declared?.[1]);
  if (name !== undefined) return commandsOf(name, Number(declared?.[2]), read);
  const locked = LOCKS.find(([file]) => read(file) !== null);
  return commandsOf(locked?.[1] ?? "npm", null, read);
}

function commandsOf(
  name: PackageManager["name"],
  major: number | null,
  read: (path: string) => string | null,
): PackageManager {
  const commands = { name, major, install: `${name} install`, run: name, exec: "npx" };
  switch (name) {
    case "npm": {
      const locked = read("package-lock.json") !== null;
      return { ...commands, run: "npm run", installFrozen: locked ? "npm ci" : "npm install" };
    }
    case "pnpm":
      return { ...commands, exec: "pnpm exec", installFrozen: "pnpm install --frozen-lockfile" };
    case "yarn": {
      const modern = (major ?? 1) >= 2 || read(".yarnrc.yml") !== null;
      const flag = modern ? "--immutable" : "--frozen-lockfile";
      return { ...commands, exec: "yarn", installFrozen: `yarn install ${flag}` };
    }
    case "bun":
      return {
        ...commands,
        run: "bun run",
        exec: "bunx",
        installFrozen: "bun install --frozen-lockfile",
      };
  }
}
