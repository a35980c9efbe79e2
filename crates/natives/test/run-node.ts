/** Programs in a Node of their own. */
import { spawnSync } from "node:child_process";

/** How a program ended. */
export interface NodeRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface NodeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The text is a script. */
  readonly commonjs?: boolean;
  /** Whom it runs as; root alone may say that. */
  readonly uid?: number;
}

/** Runs the text of a module (or of a script, with `commonjs`) in a folder. */
export function runNode(
  code: string,
  cwd: string,
  { env = {}, commonjs = false, uid }: NodeOptions = {},
): NodeRun {
  const type = `--input-type=${commonjs ? "commonjs" : "module"}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [type, "-e", code], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_NO_WARNINGS: "1", ...env },
    ...(uid === undefined ? {} : { uid }),
  });
  return { status, stdout, stderr };
}

/** What a module prints as JSON; it must end well. */
export function jsonOf(code: string, cwd: string, options?: NodeOptions): unknown {
  const { status, stdout, stderr } = runNode(code, cwd, options);
  if (status !== 0) throw new Error(`exit code ${status}:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}
