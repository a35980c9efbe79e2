/** Puts together what the loader told, what the binaries say of themselves, and what lies in the cache. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { inspectBinary, libcOfExecutable, targetsOf } from "@ferrotype/runtime/binary";

import { askLoader, type LoaderAnswer, type ToldReport } from "./ask-loader.js";
import type {
  CacheState,
  CandidateFacts,
  DoctorReport,
  Failure,
  HostFacts,
} from "./doctor-report.js";
import { bindingFile, readManifest, resolvePackage } from "./find-packages.js";
import { installAnew, missingPackage } from "./missing-package.js";

/** Examines the package in a folder; `timeoutMs` bounds how long loading may take. */
export async function examinePackage(folder: string, timeoutMs?: number): Promise<DoctorReport> {
  const { name, version } = readManifest(folder);
  const known = typeof name === "string" ? name : folder;
  const answer = await askLoader(join(folder, bindingFile), known, timeoutMs);
  const { report, runtime, cpuLevel } = answer;
  const failure = failureOf(answer, folder);
  const table = report?.table ?? null;
  return {
    package: {
      name: known,
      version: text(version),
      folder,
      installedBy: report?.installedBy ?? null,
      workspace: table?.workspace ?? false,
      isBuiltHere: report?.isBuiltHere ?? false,
      contract: table === null ? null : { algorithm: table.algorithm, hash: table.contract },
      runtime:
        runtime === null ? null : { version: text(readManifest(runtime).version), folder: runtime },
      targets: table?.targets ?? [],
    },
    loads: failure === null,
    failure,
    host: hostOf(report, cpuLevel),
    candidates: candidatesOf(answer),
    leaf: report === null ? null : leafOf(report, folder),
    variant: report?.variant ?? null,
    settings: report?.settings ?? {},
    unknownSettings: table === null ? [] : unknownSettings(table.envPrefix, report?.settings ?? {}),
    ignoredSettings: report?.ignoredSettings ?? [],
    cache: report?.cacheFolder == null ? null : readCache(report.cacheFolder),
  };
}

function failureOf(
  { report, error, end, loading, words }: LoaderAnswer,
  folder: string,
): Failure | null {
  if (end !== null) {
    const what = loading === null ? "the process ended" : `loading ${loading} ended the process`;
    const last = words === "" ? "" : `; its last words: ${words.split("\n").at(-1) ?? ""}`;
    return {
      code: end.startsWith("no answer") ? "HANGS" : "CRASHES",
      message: `${what}: ${end}${last}`,
      help: "Report it to those who publish the package, with all of this.",
    };
  }
  if (error !== null) {
    return { ...error, help: missingPackage(error) === null ? "" : installAnew(folder) };
  }
  if (report === null) {
    const message = "its loader tells of no addon";
    return { code: "NO_REPORT", message, help: "Update @ferrotype/runtime and the package." };
  }
  return report.failure;
}

/** What the loader told; of a process that died, the file that it died of. */
function candidatesOf({ report, loading, end }: LoaderAnswer): readonly CandidateFacts[] {
  if (report !== null) return report.candidates.map((each) => ({ ...each, ...stampOf(each.path) }));
  if (loading === null || end === null) return [];
  const verdict = end.startsWith("no answer") ? "hangs" : "crashes";
  const { source, detail } = { source: "unknown", detail: end };
  return [{ source, path: loading, verdict, detail, ...stampOf(loading) }];
}

function stampOf(path: string): Pick<CandidateFacts, "damage" | "stamp"> {
  try {
    const { stamp, damage } = inspectBinary(path);
    if (stamp === null) return { stamp, ...(damage === null ? {} : { damage }) };
    const { exports: _, ...rest } = stamp;
    return { stamp: rest, ...(damage === null ? {} : { damage }) };
  } catch {
    return {};
  }
}

function hostOf(report: ToldReport | null, cpuLevel: number | null): HostFacts {
  // An addon tells 0 where there are no levels.
  const level = cpuLevel === 0 ? null : cpuLevel;
  if (report !== null) {
    const { platform, arch, libc, runtime, napi, targets } = report.host;
    return { platform, arch, libc, runtime, napi, cpuLevel: level, targets };
  }
  const { platform, arch, versions, execPath } = process;
  const [program = "node", shown = "Node.js"] =
    [
      ["electron", "Electron"],
      ["bun", "Bun"],
      ["deno", "Deno"],
    ].find(([key = ""]) => versions[key] !== undefined) ?? [];
  const libc = platform === "linux" ? libcOfExecutable(execPath) : null;
  return {
    platform,
    arch,
    libc,
    runtime: `${shown} ${versions[program] ?? ""}`,
    napi: Number(versions["napi"] ?? Number.NaN) || null,
    cpuLevel: level,
    targets: targetsOf(platform, arch, () => libc),
  };
}

/** The leaf that the binary came from, else the closest one of this machine. */
function leafOf({ table, host, loaded }: ToldReport, folder: string): DoctorReport["leaf"] {
  const fitting = host.targets.filter((target) => table.targets.includes(target));
  const target = fitting.find((each) => loaded?.includes(`.${each}.node`) === true) ?? fitting[0];
  if (target === undefined) return null;
  const name = table.leaf.replace("<target>", target);
  const place = resolvePackage(name, folder);
  if (place === null) return { name, isInstalled: false, version: null, isIntact: null };
  const { version } = readManifest(place);
  return { name, isInstalled: true, version: text(version), isIntact: isIntact(place) };
}

/** The loader does not hash, as that would cost each start; here there is time. */
function isIntact(place: string): boolean | null {
  const { ferrotype } = readManifest(place);
  const { file, sha256 } = (ferrotype ?? {}) as {
    readonly file?: unknown;
    readonly sha256?: unknown;
  };
  if (typeof file !== "string" || typeof sha256 !== "string") return null;
  try {
    const bytes = readFileSync(join(place, file));
    return createHash("sha256").update(bytes).digest("hex") === sha256;
  } catch {
    return null;
  }
}

function unknownSettings(
  prefix: string,
  settings: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(process.env)
    .filter((name) => name.startsWith(`${prefix}_`) && !Object.hasOwn(settings, name))
    .sort();
}

function readCache(folder: string): CacheState {
  return {
    folder,
    entries: namesIn(folder).map((name) => ({ name, sizeBytes: sizeOf(join(folder, name)) })),
  };
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return stat?.size ?? 0;
  return namesIn(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
