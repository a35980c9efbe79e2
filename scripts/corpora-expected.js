/** What a person decided about each finding on a corpus, and how a run differs from it. Pure. */

/**
 * @typedef {import("./corpora-expected.js").Verdict} Verdict
 * @typedef {import("./corpora-expected.js").Expected} Expected
 * @typedef {import("./corpora-expected.js").Group} Group
 * @typedef {import("./corpora-expected.js").Finding} Finding
 * @typedef {import("./corpora-expected.js").Difference} Difference
 */

/** @type {Expected} */
export const nothingExpected = { findings: [], counts: {}, names: [] };

/** @param {string} code */
const isClassified = (code) => /^FT[234]/u.test(code);

/** @param {Finding} finding */
const keyOf = ({ code, message }) => `${code} ${message}`;

/**
 * @param {Expected} expected
 * @param {readonly Finding[]} found
 * @returns {readonly Difference[]}
 */
export function compareFindings(expected, found) {
  const known = expected.findings.flatMap((group) =>
    group.findings.map((message) => ({ code: group.code, message })),
  );
  const classified = found.filter(({ code }) => isClassified(code));
  const unclassified = expected.findings.filter(
    ({ verdict, because }) => verdict === "unclassified" || because.trim() === "",
  );
  return [
    ...minus(classified, known).map((text) => difference("new", text)),
    ...minus(known, classified).map((text) => difference("vanished", text)),
    ...unclassified.flatMap(({ code, findings }) =>
      findings.map((message) => difference("unclassified", `${code} ${message}`)),
    ),
    ...compareCounts(expected.counts, countCodes(found)),
  ];
}

/**
 * The same with what is new as `unclassified`, which fails until a person has decided; verdicts are kept.
 * @param {Expected} expected
 * @param {readonly Finding[]} found
 * @returns {Expected}
 */
export function acceptFindings(expected, found) {
  const left = found.filter(({ code }) => isClassified(code)).map(keyOf);
  const kept = expected.findings.map((group) => ({
    ...group,
    findings: group.findings.filter((message) => {
      const index = left.indexOf(`${group.code} ${message}`);
      if (index !== -1) left.splice(index, 1);
      return index !== -1;
    }),
  }));
  const codes = [...new Set(left.map((key) => key.slice(0, 6)))].sort();
  /** @type {readonly Group[]} */
  const added = codes.map((code) => ({
    code,
    verdict: "unclassified",
    because: "",
    findings: left.filter((key) => key.startsWith(code)).map((key) => key.slice(7)),
  }));
  const findings = [...kept.filter((group) => group.findings.length > 0), ...added];
  return { ...expected, findings, counts: countCodes(found) };
}

/** @param {readonly Finding[]} found */
function countCodes(found) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const code of found.map((one) => one.code).sort()) {
    if (!isClassified(code)) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/**
 * @param {Readonly<Record<string, number>>} expected
 * @param {Readonly<Record<string, number>>} found
 */
function compareCounts(expected, found) {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .sort()
    .filter((code) => expected[code] !== found[code])
    .map((code) =>
      difference("count", `${code}: ${expected[code] ?? 0} expected, ${found[code] ?? 0} found`),
    );
}

/**
 * What stands in the first list more often than in the second.
 * @param {readonly Finding[]} list
 * @param {readonly Finding[]} other
 */
function minus(list, other) {
  const left = other.map(keyOf);
  return list.map(keyOf).filter((key) => {
    const index = left.indexOf(key);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/**
 * @param {Difference["kind"]} kind
 * @param {string} text
 * @returns {Difference}
 */
function difference(kind, text) {
  return { kind, text };
}

/** @param {readonly Difference[]} differences */
export function renderDifferences(differences) {
  const marks = { new: "+", vanished: "-", unclassified: "?", count: "#" };
  return differences.map(({ kind, text }) => `  ${marks[kind]} ${text}\n`).join("");
}
