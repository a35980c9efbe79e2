/** What a person did to a workflow since it was written: jobs of their own stay in it, other edits are named. */
import { createHash } from "node:crypto";

import {
  isMap,
  isNode,
  isScalar,
  parse,
  parseDocument,
  visit,
  type Document,
  type Pair,
} from "yaml";

import { isRecord } from "./json-file.js";

export interface MergedWorkflow {
  readonly text: string;
  /** Jobs that we do not write, and that stay. */
  readonly kept: readonly string[];
  /** Parts that somebody changed and that are written anew. */
  readonly edited: readonly string[];
}

/** The part of a workflow that is no job. */
const head = "what stands above the jobs";
const label = "# Written as (it tells your edits by that): ";

/**
 * Puts the jobs of a person into what is written now. `before` is the file as it lies there; `isOurs` says that nobody
 * has to be asked for parts that carry no sum.
 */
export function mergeWorkflow(
  before: string | null,
  after: string,
  isOurs: boolean,
): MergedWorkflow {
  const ours = parts(parse(after));
  const sealed = seal(after, ours);
  if (before === null) return { text: sealed, kept: [], edited: [] };
  const document = parseDocument(before);
  const value: unknown = document.errors.length === 0 ? document.toJS() : null;
  if (!isRecord(value)) return { text: sealed, kept: [], edited: ["all of it"] };
  const names = new Set(ours.keys());
  const theirs = parts(value, names);
  const kept = [...theirs.keys()].filter((name) => !names.has(name));
  const sums = sumsIn(before);
  const edited = [...ours].flatMap(([name, part]) => {
    const now = theirs.get(name);
    if (sums.size === 0 && isOurs) return [];
    if (now === undefined) return sums.has(name) ? [name] : [];
    return [sumOf(part), sums.get(name)].includes(sumOf(now)) ? [] : [name];
  });
  if (kept.length === 0) return { text: sealed, kept, edited };
  const waiting = kept.filter((name) => isWaitedFor(name, value) && !needs(name, "pack", value));
  return { text: withJobs(sealed, document, kept, waiting), kept, edited };
}

/** Jobs by their names, and the rest; `pack` without what it waits for besides the jobs in `known`. */
function parts(workflow: unknown, known?: ReadonlySet<string>): ReadonlyMap<string, unknown> {
  if (!isRecord(workflow)) return new Map();
  const { jobs: _, ...rest } = workflow;
  const jobs = Object.entries(jobsOf(workflow)).map(([name, job]): [string, unknown] => {
    if (name !== "pack" || known === undefined || !isRecord(job)) return [name, job];
    return [name, { ...job, needs: needsOf(job).filter((each) => known.has(each)) }];
  });
  return new Map<string, unknown>([[head, rest], ...jobs]);
}

function jobsOf(workflow: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const jobs = workflow["jobs"];
  return isRecord(jobs) ? jobs : {};
}

function needsOf(job: unknown): readonly string[] {
  const list = isRecord(job) ? job["needs"] : null;
  return [list].flat().filter((name) => typeof name === "string");
}

/** Comments, quotes and line breaks are a matter of taste: a formatter may have changed them. */
function sumOf(part: unknown): string {
  return createHash("sha256").update(JSON.stringify(part)).digest("hex").slice(0, 8);
}

/** Writes the sums below the first line, which says where the file comes from. */
function seal(text: string, all: ReadonlyMap<string, unknown>): string {
  const sums = [...all].map(([name, part]) => `${name === head ? "on" : name} ${sumOf(part)}`);
  return text.replace("\n", `\n${label}${sums.join(", ")}\n`);
}

function sumsIn(text: string): ReadonlyMap<string, string> {
  const line = text.split(/\r?\n/u).find((each) => each.startsWith(label));
  const pairs = [...(line ?? "").slice(label.length).matchAll(/([\w-]+) ([0-9a-f]{8})/gu)];
  return new Map(pairs.map(([, name = "", sum = ""]) => [name === "on" ? head : name, sum]));
}

/** It brings a binary, or somebody let `pack` wait for it. */
function isWaitedFor(name: string, workflow: Readonly<Record<string, unknown>>): boolean {
  const { [name]: job, pack } = jobsOf(workflow);
  if (needsOf(pack).includes(name)) return true;
  const steps = isRecord(job) && Array.isArray(job["steps"]) ? job["steps"] : [];
  return steps.some((step) => {
    if (!isRecord(step) || !isRecord(step["with"])) return false;
    const { uses, with: given } = step;
    return (
      String(uses).startsWith("actions/upload-artifact@") &&
      String(given["name"]).startsWith("binary-")
    );
  });
}

/** Does a job wait for another one, by itself or through others? */
function needs(
  name: string,
  other: string,
  workflow: Readonly<Record<string, unknown>>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(name)) return false;
  const next = needsOf(jobsOf(workflow)[name]);
  return (
    next.includes(other) ||
    next.some((each) => needs(each, other, workflow, new Set([...seen, name])))
  );
}

function withJobs(
  text: string,
  from: Document,
  kept: readonly string[],
  waiting: readonly string[],
): string {
  const document = parseDocument(text);
  const [jobs, others] = [document.get("jobs"), from.get("jobs")];
  if (!isMap(jobs) || !isMap(others)) return text;
  const [first] = others.items;
  // The parser gives the comment of the first job to the list.
  if (isScalar(first?.key) && others.commentBefore != null) {
    first.key.commentBefore = others.commentBefore;
  }
  for (const pair of others.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : "";
    if (kept.includes(name)) jobs.items.push(detached(pair, name, from, document));
  }
  for (const name of jobs.has("pack") ? waiting : [])
    document.addIn(["jobs", "pack", "needs"], name);
  return document.toString({ lineWidth: 0 });
}

/** A job as it was written; written out where it points to something that does not come along. */
function detached(pair: Pair, name: string, from: Document, to: Document): Pair {
  let hasAlias = false;
  if (isNode(pair.value))
    visit(pair.value, {
      Alias() {
        hasAlias = true;
        return visit.BREAK;
      },
    });
  if (!hasAlias) return pair;
  const job = from.toJS().jobs[name];
  return to.createPair(name, job, { aliasDuplicateObjects: false });
}
