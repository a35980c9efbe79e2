/**
 * Faults planted into the d.ts of a corpus, one at a time: each must give a finding that the d.ts as it came does not give,
 * and other spellings of the same must give none. Without the faults, a comparison that sees nothing would look like one
 * that finds nothing.
 */
import { readFileSync } from "node:fs";

import { readDeclared } from "../codegen/dist/read/declared.js";
import { readLoaded } from "../codegen/dist/read/loaded.js";
import { verifyViews } from "../codegen/dist/verify.js";

/**
 * @typedef {object} Edit
 * @property {string} name
 * @property {RegExp} line lines of what napi writes that it fits
 * @property {(line: string) => string} plant
 * @property {boolean} [binary] the binary alone tells, without the source
 */

/** @type {readonly Edit[]} */
const faults = [
  { name: "a function is gone", line: /^export declare function /u, plant: () => "", binary: true },
  {
    name: "a value has another name",
    line: /^export declare (?:class|const enum|enum|function) \w+/u,
    plant: (line) => line.replace(/(?<head>(?:class|enum|function) \w+)/u, "$1Planted"),
    binary: true,
  },
  {
    name: "an interface has another name",
    line: /^export interface \w+/u,
    plant: (line) => line.replace(/(?<head>interface \w+)/u, "$1Planted"),
  },
  {
    name: "a member is gone",
    line: /^ {2}(?:get |static )?(?!constructor\()\w+\(.*$/u,
    plant: () => "",
    binary: true,
  },
  { name: "a field is gone", line: /^ {2}(?:readonly )?\w+\??: .*$/u, plant: () => "" },
  {
    name: "a class has a member more",
    line: /^export declare class \w+ \{$/u,
    plant: (line) => `${line} planted(): void;`,
    binary: true,
  },
  {
    name: "an optional field is required",
    line: /^ {2}\w+\?: /u,
    plant: (line) => line.replace("?:", ":"),
  },
  {
    name: "a required field is optional",
    line: /^ {2}\w+: /u,
    plant: (line) => line.replace(":", "?:"),
  },
  {
    name: "a type is another",
    line: /: (?:string|boolean|number)(?:[,)]|$)/u,
    plant: (line) => line.replace(/: (?:string|boolean|number)(?=[,)]|$)/u, ": symbol"),
  },
  {
    name: "a promise is none",
    line: /: Promise<\w+>$/u,
    plant: (line) => line.replace(/: Promise<(?<inner>\w+)>$/u, ": $1"),
  },
  {
    name: "an enum value is another",
    line: /^ {2}\w+ = (?:\d+|'[^']*'),?$/u,
    plant: (line) => line.replace(/= (?:\d+|'[^']*')/u, "= 4711"),
    binary: true,
  },
  {
    name: "a parameter is gone",
    line: /\(\w+: [\w.]+, /u,
    plant: (line) => line.replace(/\(\w+: [\w.]+, /u, "("),
  },
];

/** The same in other words. @type {readonly Edit[]} */
const respellings = [
  { name: "a comment above", line: /^ {2}\w+/u, plant: (line) => `  /** Planted. */\n${line}` },
  { name: "a semicolon", line: /^ {2}\w+[^={]*[^,;={]$/u, plant: (line) => `${line};` },
  {
    name: "T[] for Array<T>",
    line: /\bArray<\w+>/u,
    plant: (line) => line.replace(/\bArray<(?<element>\w+)>/u, "$1[]"),
  },
  {
    name: "another order of a union",
    line: /: \w+ \| \w+$/u,
    plant: (line) => line.replace(/: (?<one>\w+) \| (?<other>\w+)$/u, ": $2 | $1"),
  },
  {
    name: "parentheses",
    line: /: (?:string|number|boolean)$/u,
    plant: (line) => line.replace(/: (?<type>\w+)$/u, ": ($1)"),
  },
];

/** Of each kind, so many at most, spread over the file. */
const most = 8;

/**
 * @param {import("./corpora-fetch.js").Fetched} files
 * @param {import("../codegen/dist/model/manifest.js").Manifest | null} source
 * @returns {Promise<{
 *   planted: number,
 *   missed: readonly string[],
 *   respelled: number,
 *   alarms: readonly string[],
 * }>} faults without a finding, and respellings with one: the name of the edit and the line
 */
export async function plantFaults(files, source) {
  const { view: loaded } = await readLoaded(files.binary);
  const text = readFileSync(files.declared, "utf8");
  /** @param {string} changed */
  const find = (changed) => {
    const declared = readDeclared({ path: "index.d.ts", text: changed });
    return verifyViews({ source, declared, loaded }).map(
      ({ code, message }) => `${code} ${message}`,
    );
  };
  const before = new Set(find(text));
  const lines = text.split("\n");
  // The author's header comes first, and verify takes it for what it is.
  const start = Math.max(
    lines.findIndex((line) => line.startsWith("export declare ")),
    0,
  );
  /** @param {readonly Edit[]} edits */
  const run = (edits) =>
    edits.flatMap(({ name, line: pattern, plant }) => {
      const places = lines.flatMap((line, at) => (at >= start && pattern.test(line) ? [at] : []));
      const step = Math.max(1, Math.floor(places.length / most));
      const chosen = places.filter((_, index) => index % step === 0).slice(0, most);
      return chosen.map((at) => {
        const line = lines[at] ?? "";
        const changed = [...lines.slice(0, at), plant(line), ...lines.slice(at + 1)].join("\n");
        const found = find(changed).filter((one) => !before.has(one));
        return { text: `${name}: ${line.trim()}`, found };
      });
    });
  const planted = run(faults.filter(({ binary = false }) => binary || source !== null));
  const respelled = run(respellings);
  return {
    planted: planted.length,
    missed: planted.filter(({ found }) => found.length === 0).map((one) => one.text),
    respelled: respelled.length,
    alarms: respelled.flatMap((one) => one.found.map((finding) => `${one.text}: ${finding}`)),
  };
}
