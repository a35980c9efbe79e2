import type { Candidate } from "../candidate.js";
import type { Search } from "../search.js";
import { leafName } from "../search.js";
import type { Installation } from "./installation.js";
import { installationOf } from "./installation.js";

/** What is known when help is asked for. */
export interface Failure extends Search {
  /** The candidate that came closest. */
  readonly decisive: Candidate;
  readonly installation: Installation;
  /** The leaf package that this system needs. */
  readonly leaf: string;
}

/** Gathers what help is chosen by. */
export function failureOf(search: Search, decisive: Candidate): Failure {
  const { table, host } = search;
  const target = host.find((name) => table.targets.includes(name)) ?? host[0] ?? "";
  const installation = installationOf(search);
  return { ...search, decisive, installation, leaf: leafName(table, target) };
}

/** Text of a file; empty where it cannot be read. */
export function textOf({ facts }: Search, path: string): string {
  try {
    return facts.read(path);
  } catch {
    return "";
  }
}
