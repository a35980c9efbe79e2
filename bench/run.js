/**
 * `pnpm bench [group …]`: interleaved medians, each row against a yardstick of the same run.
 * Prints a table; writes the figures to target/bench/results.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, release } from "node:os";
import { join } from "node:path";

import { root } from "../scripts/root.js";
import { interleave, median } from "./interleave.js";

/**
 * @typedef {object} Row
 * @property {string} title
 * @property {string} yardstick name of the contender that the others are divided by
 * @property {number} rounds
 * @property {string} [bar] what the contract asks for
 * @property {Record<string, () => Promise<number>>} contenders each runs once and returns milliseconds
 * @property {{ from: string, to: string, factor: number }} [growth] two contenders, the second with so many times the work
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
const sets = {
  codegen: ["generate", "scale", "extract", "watch"],
  natives: ["import", "spawn", "list", "grep"],
};
const groups = Object.values(sets).flat();
const names = process.argv.slice(2);
const asked = names.flatMap((name) => sets[name] ?? [name]);
const unknown = asked.find((name) => !groups.includes(name));
if (unknown !== undefined) {
  console.error(`no group "${unknown}"; there are ${[...Object.keys(sets), ...groups].join(", ")}`);
  process.exit(2);
}

const results = [];
console.log(
  `Node ${process.version}, ${platform()} ${arch()} ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`,
);
for (const group of groups.filter((name) => asked.length === 0 || asked.includes(name))) {
  /** @type {{ rows: () => Promise<Row[]> }} */
  const { rows } = await import(`./groups/${group}.js`);
  for (const row of await rows()) {
    const samples = await interleave(row.contenders, row.rounds);
    const base = median(samples[row.yardstick] ?? []);
    console.log(`\n${group}: ${row.title}${row.bar === undefined ? "" : ` (bar: ${row.bar})`}`);
    for (const [name, times] of Object.entries(samples)) {
      const mid = median(times);
      const ratio = mid / base;
      console.log(`  ${name.padEnd(44)} ${mid.toFixed(2).padStart(10)} ms  × ${ratio.toFixed(2)}`);
      results.push({
        group,
        title: row.title,
        bar: row.bar ?? null,
        contender: name,
        medianMs: mid,
        minMs: Math.min(...times),
        ratio,
        yardstick: row.yardstick,
        rounds: row.rounds,
      });
    }
    if (row.growth !== undefined) {
      const { from, to, factor } = row.growth;
      const growth = median(samples[to] ?? []) / median(samples[from] ?? []);
      const exponent = Math.log(growth) / Math.log(factor);
      console.log(`  growth exponent from ${from} to ${to}: ${exponent.toFixed(2)}`);
      results.push({ group, title: row.title, bar: row.bar ?? null, from, to, exponent });
    }
  }
}

const folder = join(root, "target/bench");
mkdirSync(folder, { recursive: true });
const { version } = JSON.parse(readFileSync(join(root, "generated/natives/package.json"), "utf8"));
writeFileSync(
  join(folder, "results.json"),
  `${JSON.stringify({ node: process.version, platform: platform(), arch: arch(), cpu: cpus()[0]?.model, cores: cpus().length, natives: version, results }, null, 2)}\n`,
);
