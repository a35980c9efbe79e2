/** Where the bundled config stands while it runs. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A path for a copy of the config; packages resolve from it as from the config. */
export function copyPath(root: string): string {
  const modules = join(root, "node_modules");
  const [folder, start] = existsSync(modules)
    ? [join(modules, ".ferrotype"), "ferrotype.config"]
    : [root, ".ferrotype.config"];
  removeAbandoned(folder, `${start}.`);
  return join(folder, `${start}.${process.pid}.${randomBytes(6).toString("hex")}.mjs`);
}

/** What runs left behind that were killed. */
function removeAbandoned(folder: string, start: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(start)
      ? /^(\d+)\.[0-9a-f]{12}\.mjs$/u.exec(name.slice(start.length))
      : null;
    if (pid !== null && !isRunning(Number(pid[1]))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
