/** Leaves to the next run what a config exports, where its files alone decide it: to bundle and run it is a tenth of a run. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import type { EvaluatedConfig } from "../read/read-config.js";
import { cacheFolder, requestFiles } from "./build-record.js";
import { compareFingerprint, isSettled, takeFingerprint, type Fingerprint } from "./fingerprint.js";
import { readRecord, writeRecord } from "./record.js";

/** Number of this file's form. */
const FORM = 1;

interface ConfigRecord {
  readonly form: typeof FORM;
  /** Absolute path of the config. */
  readonly path: string;
  readonly fingerprint: Fingerprint;
  readonly evaluated: EvaluatedConfig;
}

/** What the config at an absolute path exports; null where it must be run. */
export function rememberedConfig(path: string): EvaluatedConfig | null {
  const record = readRecord(recordPath(path)) as ConfigRecord | null;
  if (record?.form !== FORM || record.path !== path) return null;
  return compareFingerprint(record.fingerprint).kind === "different" ? null : record.evaluated;
}

/** Remembers what was read since `startedMs`. */
export function rememberConfig(path: string, evaluated: EvaluatedConfig, startedMs: number): void {
  if (!evaluated.isPlain || !existsSync(cacheFolder(dirname(path)))) return;
  const fingerprint = takeFingerprint(requestFiles({ files: evaluated.inputs }));
  if (!isSettled(fingerprint, startedMs)) return;
  const record: ConfigRecord = { form: FORM, path, fingerprint, evaluated };
  writeRecord(recordPath(path), record);
}

function recordPath(config: string): string {
  return join(cacheFolder(dirname(config)), "config.json");
}
