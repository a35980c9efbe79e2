/** What was tried on each platform, as a table for people. */

/**
 * One cell of a row: what was done, or why it was not.
 * @typedef {{ readonly state: "ok" | "failed" | "none", readonly text: string }} Cell
 * @typedef {{ readonly target: string, readonly cells: Readonly<Record<Column, Cell>> }} Row
 * @typedef {"checked" | "built" | "read" | "run" | "refused"} Column
 */

/** @type {readonly Column[]} */
export const columns = ["checked", "built", "read", "run", "refused"];

/** @type {Cell} */
export const none = { state: "none", text: "–" };

/** @param {string} text */
export function ok(text) {
  return /** @type {Cell} */ ({ state: "ok", text });
}

/** @param {string} text */
export function failed(text) {
  return /** @type {Cell} */ ({ state: "failed", text: `FAILED: ${text}` });
}

/**
 * No binary is there: a failure where somebody counts on one.
 * @param {boolean} isWanted
 * @returns {Cell}
 */
export function notBuilt(isWanted) {
  return isWanted ? failed("not built") : { state: "none", text: "not built" };
}

/** @param {readonly Row[]} rows */
export function renderTable(rows) {
  const lines = [
    ["target", ...columns],
    ...rows.map(({ target, cells }) => [target, ...columns.map((column) => cells[column].text)]),
  ];
  const widths = ["target", ...columns].map((_, index) =>
    Math.max(...lines.map((line) => (line[index] ?? "").length)),
  );
  return lines
    .map((line) =>
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** @param {readonly Row["cells"][]} rows */
export function hasFailed(rows) {
  return rows.some((cells) => columns.some((column) => cells[column].state === "failed"));
}
