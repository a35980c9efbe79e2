/** `ferrotype doctor`: what would be loaded here and why. Needs no config, and writes nothing. */
import { homedir } from "node:os";
import { dirname, join } from "node:path";

import { jsonReport } from "../diagnostics/json-report.js";
import { examinePackage } from "../doctor/examine-package.js";
import { findPackages } from "../doctor/find-packages.js";
import { renderDoctor, shorten } from "../doctor/render-doctor.js";
import { findConfig, readConfig } from "../read/read-config.js";
import type { Flags } from "./arguments.js";
import { openProgress } from "./progress.js";

/** Runs the verb and gives the exit code: 0 where every package loads. */
export async function runDoctor(flags: Flags): Promise<number> {
  const asked = flags.doctor.package;
  const workspace = asked === null ? await writtenFolders(flags.config) : [];
  const progress = openProgress(flags.quiet || !process.stderr.isTTY);
  const reports = [];
  for (const folder of findPackages(asked, process.cwd(), workspace)) {
    progress.begin(`load ${folder}`);
    reports.push(await examinePackage(folder));
    progress.end();
  }
  const home = homedir();
  if (flags.json) {
    const line = JSON.stringify(jsonReport("doctor", [], { packages: reports }));
    process.stdout.write(`${shorten(line, JSON.stringify(home).slice(1, -1))}\n`);
  } else process.stdout.write(reports.map((each) => renderDoctor(each, home)).join("\n"));
  return reports.every(({ loads }) => loads) ? 0 : 1;
}

/** Packages of the config that is asked for or near; a config that cannot be read names none. */
async function writtenFolders(asked: string | null): Promise<readonly string[]> {
  const path = asked ?? findConfig(process.cwd());
  if (path === null) return [];
  const { config } = await readConfig(path);
  return (config?.addons ?? []).map(({ out }) => join(dirname(path), out));
}
