import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MANAGERS = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun run"],
] as const;

/** Files at the root that decide the command; there or not. */
export const mendingInputs: readonly string[] = ["package.json", ...MANAGERS.map(([lock]) => lock)];

/** The command that a person of this workspace types to regenerate: their own script, else `npx ferrotype generate`. */
export function mendingCommand(root: string): string {
  const own = Object.entries(readScripts(join(root, "package.json"))).find(
    ([, script]) => typeof script === "string" && /(ferrotype|codegen)\S* generate\b/u.test(script),
  );
  if (own === undefined) return "npx ferrotype generate";
  const manager = MANAGERS.find(([lock]) => existsSync(join(root, lock)))?.[1] ?? "npm run";
  return `${manager} ${own[0]}`;
}

/** None where the file is not there or is not what npm wants. */
function readScripts(path: string): object {
  try {
    const { scripts } = JSON.parse(readFileSync(path, "utf8")) as { readonly scripts?: unknown };
    return typeof scripts === "object" && scripts !== null ? scripts : {};
  } catch {
    return {};
  }
}
