/** Remembers a finished cargo build, so that it is not asked for again while nothing that it read moved. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import {
  compareFingerprint,
  isSettled,
  takeFingerprint,
  type Fingerprint,
  type FingerprintRequest,
} from "./fingerprint.js";
import { readRecord, writeRecord } from "./record.js";

/** Number of this file's form. */
const FORM = 4;

export interface BuildRecord {
  readonly form: typeof FORM;
  /** Absolute path of the record itself: one that came along with a copied folder speaks of the files of the other. */
  readonly path: string;
  /** Cargo profile. */
  readonly profile: string;
  /** Inputs and results of the build. */
  readonly fingerprint: Fingerprint;
  /** No input was saved while the build ran; else the record tells of the last build, and cargo is asked again. */
  readonly settled: boolean;
}

export interface FinishedBuild {
  readonly fingerprint: Fingerprint;
  /** No input was saved while the build ran. */
  readonly settled: boolean;
}

/** The folder of a workspace in which runs leave word to the next ones. */
export function cacheFolder(root: string): string {
  return join(root, "target", "ferrotype");
}

/** The record at `path`, where it still holds and is of the profile; null asks for a build. */
export function reuseBuild(path: string, profile: string | null): BuildRecord | null {
  const record = readRecord(path) as BuildRecord | null;
  if (record?.form !== FORM || record.path !== path || !record.settled) return null;
  if (profile !== null && record.profile !== profile) return null;
  const comparison = compareFingerprint(record.fingerprint);
  if (comparison.kind === "different") return null;
  if (comparison.kind === "same") return record;
  const refreshed = { ...record, fingerprint: comparison.fingerprint };
  writeRecord(path, refreshed);
  return refreshed;
}

/**
 * Records a build that started at `startedMs`. An input that was saved while cargo ran may not be in the result: then
 * the record says so, and the next run asks cargo again.
 */
export function recordBuild(
  path: string,
  profile: string,
  startedMs: number,
  inputs: readonly FingerprintRequest[],
  outputs: readonly string[],
): FinishedBuild {
  const read = takeFingerprint(joinRequests(inputs));
  const made = takeFingerprint(joinRequests([{ ...NOTHING, files: outputs }]));
  const fingerprint: Fingerprint = { ...read, files: { ...made.files, ...read.files } };
  const settled = isSettled(read, startedMs);
  const record: BuildRecord = { form: FORM, path, profile, fingerprint, settled };
  mkdirSync(dirname(path), { recursive: true });
  writeRecord(path, record);
  return { fingerprint, settled };
}

const NOTHING: FingerprintRequest = {
  files: [],
  folders: [],
  environment: [],
  families: [],
  programs: [],
};

/** A request for files and folders alone. */
export function requestFiles(part: Partial<FingerprintRequest>): FingerprintRequest {
  return { ...NOTHING, ...part };
}

function joinRequests(requests: readonly FingerprintRequest[]): FingerprintRequest {
  return {
    files: requests.flatMap(({ files }) => files),
    folders: requests.flatMap(({ folders }) => folders),
    environment: requests.flatMap(({ environment }) => environment),
    families: [...new Set(requests.flatMap(({ families }) => families))],
    programs: [...new Set(requests.flatMap(({ programs }) => programs))],
  };
}
