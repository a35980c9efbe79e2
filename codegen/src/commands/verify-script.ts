/** What the JavaScript of a package exports, asked in a process of its own. */
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

/** Names of the exports that have a value; null where the package cannot be imported. */
export function readScriptExports(
  path: string,
  timeoutMs: number = 30_000,
): Promise<readonly string[] | null> {
  const url = JSON.stringify(pathToFileURL(path).href);
  // CommonJS names that Node cannot tell beforehand stand on the default export.
  const script = `import(${url}).then((all) => {
    const inner = all.default;
    const names = new Set(Object.keys(all).filter((key) => all[key] !== undefined));
    if (typeof inner === "object" && inner !== null) {
      for (const key of Object.getOwnPropertyNames(inner)) if (inner[key] !== undefined) names.add(key);
    }
    require("node:fs").writeSync(3, JSON.stringify([...names]));
  }).finally(() => process.exit(0));`;
  const child = spawn(process.execPath, ["-e", script], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  return new Promise((settle) => {
    let text = "";
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    (child.stdio[3] as Readable).setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    const end = (): void => {
      clearTimeout(timer);
      settle(text === "" ? null : (JSON.parse(text) as readonly string[]));
    };
    child.on("error", end);
    child.on("close", end);
  });
}
