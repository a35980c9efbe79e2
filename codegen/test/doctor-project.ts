/** An application with a package of ours in it, packed from this repository; each test file has one of its own. */
import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

import { prepare } from "../../scripts/prepare.js";
import type { DoctorReport } from "../src/doctor/doctor-report.js";
import { hostBinary, installed, openFolder, root, runPack } from "./pack-workspace.js";

export const home: string = openFolder("doctor");
export const app: string = join(home, "app");
export const modules: string = join(app, "node_modules/@ferrotype");
export const host: ReturnType<typeof hostBinary> = hostBinary();
export const leaf: string = join(modules, `natives-${host.target}`);

/** Packs, and installs what was packed. */
export async function fillProject(): Promise<void> {
  expect(await prepare()).toBe(true);
  const packages = join(home, "packages");
  const { status, stdout, stderr } = runPack(root, ["--partial", "--out", packages]);
  expect(status, stdout + stderr).toBe(0);
  installed(app, {});
  for (const name of ["natives", `natives-${host.target}`]) {
    cpSync(join(packages, `ferrotype-${name}`), join(modules, name), { recursive: true });
  }
  const dependencies = { "@ferrotype/natives": "0.1.0", other: "1.0.0" };
  writeFileSync(join(app, "package.json"), JSON.stringify({ type: "module", dependencies }));
}

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function doctor(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = app,
): Run {
  const cli = join(root, "codegen/bin/ferrotype.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "doctor", ...args], {
    cwd,
    encoding: "utf8",
    // `pnpm test` would say that pnpm installed it.
    env: {
      ...process.env,
      npm_config_user_agent: "",
      HOME: home,
      USERPROFILE: home,
      XDG_CACHE_HOME: "",
      ...env,
    },
  });
  return { status, stdout, stderr };
}

export function reportOf(
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): DoctorReport {
  const { stdout, stderr } = doctor([...args, "--json"], env);
  if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
  const { summary } = JSON.parse(stdout) as {
    readonly summary: { readonly packages: readonly DoctorReport[] };
  };
  const [report] = summary.packages;
  if (report === undefined) throw new Error(stdout);
  return report;
}
