import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MANAGERS = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun run"],
] as const;

/** The command that a person of this workspace types to regenerate: their own script, else `npx ferrotype generate`. */
export function mendingCommand(root: string): string {
  const path = join(root, "package.json");
  if (existsSync(path)) {
    const { scripts = {} } = JSON.parse(readFileSync(path, "utf8")) as {
      readonly scripts?: Readonly<Record<string, string>>;
    };
    const own = Object.entries(scripts).find(([, script]) =>
      /(ferrotype|codegen)\S* generate\b/u.test(script),
    );
    if (own !== undefined) {
      const manager = MANAGERS.find(([lock]) => existsSync(join(root, lock)))?.[1] ?? "npm run";
      return `${manager} ${own[0]}`;
    }
  }
  return "npx ferrotype generate";
}
