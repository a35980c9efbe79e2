/** The pure heart of `verify`: any two views of an addon go in, the findings come out. No disk, no clock, no config. */
import { checkSourceAgainstDeclared } from "./check/compare-items.js";
import { memberOfConst } from "./check/declared-objects.js";
import { checkConstEnums } from "./check/declared-forms.js";
import { expectedOfDeclared, expectedOfSource, type ExpectedExport } from "./check/expected.js";
import { checkExpected, checkStamp, loadedByKey } from "./check/loaded.js";
import { checkPolicy } from "./check/policy.js";
import { withoutRepeats } from "./check/repeats.js";
import { checkSourceRules } from "./check/source-rules.js";
import { checkStock } from "./check/stock.js";
import { checkTypeOnly } from "./check/type-only.js";
import { checkUndeclared } from "./check/undeclared.js";
import { checkUndeclaredMembers } from "./check/undeclared-members.js";
import type { Code } from "./diagnostics/codes.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/order.js";
import type { LoadedView } from "./model/loaded.js";
import type { PartialViews } from "./model/views.js";
import { itemKey } from "./types/context.js";
import { declaredByKey } from "./types/declared-lookup.js";
import { groupItems, type ItemGroup } from "./types/groups.js";

/** What `verifyViews` may be told besides the views. */
export interface VerifyOptions {
  /** Target of the binary (`linux-x64-gnu`); items whose `cfg` depends on one are not asked for without it. */
  readonly target?: string | null;
}

/** Compares what is there of an addon; the findings come sorted. */
export function verifyViews(
  views: PartialViews,
  options: VerifyOptions = {},
): readonly Diagnostic[] {
  const { source, declared, loaded } = views;
  const groups = source === null ? [] : groupItems(source, []);
  const found = [
    ...(source === null ? [] : ofSource(views)),
    ...(declared?.diagnostics ?? []).filter(({ code }) => code !== "FT2005"),
    ...(declared === null ? [] : checkConstEnums({ declared }, groups)),
    ...(source === null ? [] : checkSourceAgainstDeclared({ ...views, source }, groups)),
    ...checkStock(views),
    ...checkSourceRules(groups),
    ...checkPolicy(groups, null),
    ...(loaded === null ? [] : compareLoaded(views, loaded, groups, options)),
  ];
  return sortDiagnostics(withoutEchoes(withoutUnread(withoutRepeats(found)), views));
}

/** What the extractor says of a crate that does not use ferrotype: its rules for doc tags and stamps are not for it. */
function ofSource({ source }: PartialViews): readonly Diagnostic[] {
  if (source === null) return [];
  const adopted = source.crate.package !== source.crate.name;
  const own: readonly Code[] = ["FT1006", "FT1008", "FT1011", "FT1012"];
  return source.diagnostics.filter(({ code }) => adopted || !own.includes(code));
}

function compareLoaded(
  views: PartialViews,
  loaded: LoadedView,
  groups: readonly ItemGroup[],
  { target = null }: VerifyOptions,
): readonly Diagnostic[] {
  const { source, declared, script } = views;
  const expected = expectedOf(views, groups, target);
  const witness = declared === null ? "source" : "types";
  const exports = loadedByKey(expected, loaded);
  const known = new Set([
    ...declaredByKey(declared).keys(),
    ...(declared?.helpers ?? []),
    ...(declared === null ? (source?.items ?? []).map(itemKey) : []),
    ...[...exports.keys()].filter(memberOfConst(declared)),
  ]);
  const compared = checkExpected(
    expected
      .filter(({ binaryName }) => exports.has(binaryName) || !script?.includes(binaryName))
      .map((one) => withoutAdded(one, script ?? [])),
    loaded,
    witness,
    source,
  );
  return [
    ...(source === null ? [] : checkStamp(source, loaded)),
    ...(declared !== null && script === undefined ? compared.map(orAdded) : compared),
    ...(declared?.bundled === true ? [] : checkUndeclared(exports, source, known, witness)),
    ...checkTypeOnly(views, exports),
    ...checkUndeclaredMembers(views, exports),
  ];
}

/** Members that the package's JavaScript adds are there for callers. */
function withoutAdded(one: ExpectedExport, script: readonly string[]): ExpectedExport {
  const members = one.members.filter((member) => {
    const holder = member.static ? one.binaryName : `${one.binaryName}.prototype`;
    return !script.includes(`${holder}.${member.name}`);
  });
  return members.length === one.members.length ? one : { ...one, members };
}

/** Without the package nobody knows what its JavaScript adds. */
function orAdded(finding: Diagnostic): Diagnostic {
  if (finding.code !== "FT4001") return finding;
  const help =
    "build the addon again, or verify the package by --package: its JavaScript may add it";
  return { ...finding, help };
}

function expectedOf(
  { source, declared }: PartialViews,
  groups: readonly ItemGroup[],
  target: string | null,
): readonly ExpectedExport[] {
  if (declared !== null) return expectedOfDeclared(declared, groups);
  return source === null ? [] : expectedOfSource(source, target);
}

/** What could not be read would look missing. */
function withoutUnread(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const has = (...codes: readonly Code[]): boolean =>
    found.some(({ code }) => codes.includes(code));
  const lacking: Code[] = [];
  if (has("FT1001", "FT1002", "FT1009")) lacking.push("FT3002");
  if (has("FT2001")) lacking.push("FT3001", "FT4002");
  return found.filter(({ code }) => !lacking.includes(code));
}

/** One fault, one finding: a stale d.ts disagrees with the source and with the binary alike. */
function withoutEchoes(
  found: readonly Diagnostic[],
  { declared, script }: PartialViews,
): readonly Diagnostic[] {
  const places = (code: Code): ReadonlySet<string | null> =>
    new Set(found.filter((one) => one.code === code).map(({ at }) => at));
  const undeclared = places("FT3001");
  const absent = places("FT4001");
  const lines = new Set(
    found.flatMap((one) => linesIn(declared?.file, one).map((line) => `${one.code} ${line}`)),
  );
  return found.filter((one) => {
    const { code, at } = one;
    if (code === "FT4002") return !undeclared.has(at);
    if (code === "FT3002")
      return !absent.has(at) && !(at !== null && script?.includes(at) === true);
    const told = echoes[code];
    if (told === undefined) return true;
    return !linesIn(declared?.file, one).some((line) =>
      told.some((earlier) => lines.has(`${earlier} ${line}`)),
    );
  });
}

/** What the binary shows is told by the source already, with the Rust item as its place. */
const echoes: Readonly<Partial<Record<Code, readonly Code[]>>> = {
  FT4003: ["FT3007", "FT3008"],
  FT4004: ["FT3008"],
  FT4005: ["FT3003"],
};

/** Places of a finding in the d.ts. */
function linesIn(file: string | undefined, { primary, related }: Diagnostic): readonly string[] {
  const spans = [...(primary === null ? [] : [primary]), ...related.map(({ span }) => span)];
  return spans
    .filter((span) => span.file === file)
    .map(({ start }) => `${start.line}:${start.column}`);
}
