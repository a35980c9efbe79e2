/** The report as text: aligned, short, and fit to be pasted into a bug report. Pure. */
import type {
  CacheState,
  CandidateFacts,
  DoctorReport,
  Failure,
  HostFacts,
} from "./doctor-report.js";

/** One report. `home` is shown as `~`. */
export function renderDoctor(report: DoctorReport, home: string): string {
  const { package: info, loads, failure, candidates, settings } = report;
  const { unknownSettings, ignoredSettings } = report;
  const rows: [label: string, text: string][] = [
    ["package", packageText(report)],
    ["folder", info.folder],
    [
      "runtime",
      info.runtime === null
        ? "@ferrotype/runtime is not installed"
        : `@ferrotype/runtime ${info.runtime.version ?? "of unknown version"}`,
    ],
    ...leafRow(report),
    ["binary", binaryText(report)],
    ...(info.contract === null
      ? []
      : [
          ["contract", `${info.contract.hash}, algorithm ${info.contract.algorithm}`] as [
            string,
            string,
          ],
        ]),
    ["host", hostText(report.host)],
    ["targets", targetsText(report)],
    ["cache", cacheText(report.cache)],
    ["settings", settingsText(settings)],
    ...ignoredSettings.map((text): [string, string] => ["", text]),
    ...unknownSettings.map((name): [string, string] => ["", `${name} is set, and is no setting`]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = [
    `${info.name}${info.version === null ? "" : ` ${info.version}`} ${loads ? "loads" : "does not load"}`,
    "",
    ...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`.trimEnd()),
    "",
    ...candidateLines(candidates),
    ...(failure === null ? [] : ["", ...failureLines(failure)]),
  ];
  return `${lines.map((line) => shorten(line, home)).join("\n")}\n`;
}

/** A text with the user's folder as `~`. */
export function shorten(text: string, home: string): string {
  if (home.length < 2) return text;
  return text.replaceAll(new RegExp(`${escape(home)}(?![\\w-]|\\.\\w)`, "gu"), "~");
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

function packageText({ package: info }: DoctorReport): string {
  const how = info.workspace
    ? "in the workspace that builds it"
    : info.isBuiltHere
      ? "built in this project"
      : info.installedBy === null
        ? ""
        : `installed by ${info.installedBy}`;
  return [`${info.name} ${info.version ?? "without a version"}`, how]
    .filter((part) => part !== "")
    .join(", ");
}

/** Where the package is built, nobody misses it. */
function leafRow({ leaf, package: info }: DoctorReport): readonly [label: string, text: string][] {
  if (leaf === null) return [];
  const { name, isInstalled, version, isIntact } = leaf;
  if (!isInstalled && (info.workspace || info.isBuiltHere)) return [];
  const state = version ?? (isInstalled ? "without a version" : "is not installed");
  const other = version !== null && info.version !== null && version !== info.version;
  const remarks = [
    ...(other ? [`the package is ${info.version}`] : []),
    ...(isIntact === false ? [CHANGED] : []),
  ];
  return [["leaf", [`${name} ${state}`, ...remarks].join("; ")]];
}

/** Whoever signs a binary after installing it changes it too. */
const CHANGED =
  "its binary is not the one that was packed (SHA-256): damaged, unless somebody signed it since";

/** What the file that is loaded, or that came closest, says of itself. */
function binaryText({ candidates, variant, package: info }: DoctorReport): string {
  const best =
    candidates.find(({ verdict }) => verdict === "loaded") ??
    candidates.find(({ stamp }) => stamp !== undefined);
  if (best?.stamp === undefined) return "none was found";
  const { stamp, damage } = best;
  if (damage !== undefined) return `unreadable as a binary: ${damage}`;
  if (stamp === null) {
    return "carries no stamp: its version and contract cannot be told before it is loaded";
  }
  const same =
    info.contract !== null &&
    stamp.contract === info.contract.hash &&
    stamp.algorithm === info.contract.algorithm;
  return [
    stamp.package === info.name ? stamp.version : `${stamp.package} ${stamp.version}`,
    same ? "of the package's contract" : `contract ${stamp.contract}`,
    ...(stamp.napi === undefined ? [] : [`Node-API ${stamp.napi}`]),
    ...(stamp.cpu === undefined ? [] : [`x86-64-v${stamp.cpu}`]),
    ...(variant === null ? [] : [`variant ${variant}`]),
  ].join(", ");
}

function hostText({ platform, arch, libc, runtime, napi, cpuLevel }: HostFacts): string {
  const system = [platform, arch, ...(libc === null ? [] : [libc === "gnu" ? "glibc" : libc])];
  return [
    system.join(" "),
    runtime,
    ...(napi === null ? [] : [`Node-API ${napi}`]),
    ...(cpuLevel === null ? [] : [`x86-64-v${cpuLevel}`]),
  ].join(", ");
}

function targetsText({ host, package: info }: DoctorReport): string {
  const fitting = host.targets.filter((target) => info.targets.includes(target));
  if (fitting.length > 0) return fitting.join(", ");
  if (info.targets.length === 0) return host.targets.join(", ");
  return `none of this machine (${host.targets.join(", ")}); published for ${info.targets.join(", ")}`;
}

function cacheText(cache: CacheState | null): string {
  if (cache === null) return "unknown";
  const { folder, entries } = cache;
  if (entries.length === 0) return `${folder}, nothing in it`;
  const size = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return `${folder}, ${(size / 1e6).toFixed(1)} MB: ${entries.map(({ name }) => name).join(", ")}`;
}

function settingsText(settings: Readonly<Record<string, string>>): string {
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return set.length === 0 ? "none" : set.join(" ");
}

function candidateLines(candidates: readonly CandidateFacts[]): readonly string[] {
  if (candidates.length === 0) return ["  nothing was tried"];
  const width = Math.max(...candidates.map(({ source }) => source.length));
  return candidates.flatMap(({ source, path, verdict, detail }) => [
    `  ${source.padEnd(width)}  ${path}`,
    `  ${"".padEnd(width)}    ${verdict}${isSaid(detail) ? "" : `: ${detail}`}`,
  ]);
}

/** Nothing, or what stands above: that there is no stamp is said once. */
function isSaid(detail: string): boolean {
  return detail === "" || detail === "it carries no stamp";
}

/** The message of the loader tells the candidates too, and ends in the help. */
function failureLines({ code, message, help }: Failure): readonly string[] {
  const [headline = ""] = message.split("\n");
  const said = help === "" ? message.split("\n").slice(1) : help.split("\n");
  return [`${code}: ${headline}`, ...said];
}
