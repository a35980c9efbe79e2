/**
 * `node scripts/pack-tools.js FOLDER BINARIES`: the tools as they are published, for a release: the extractor of every
 * platform that was built (`ferrotype-extract.<target>` below BINARIES), the runtime, and `ferrotype`. FOLDER gets the
 * tarballs, and `packages.json` names them in the order in which they are published.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { packTools } from "./pack-ourselves.js";
import { prepare } from "./prepare.js";

/** @typedef {import("./pack-ourselves.js").Extractor} Extractor */

/**
 * Every extractor below a folder, by target.
 * @param {string} folder
 * @param {readonly Extractor["target"][]} targets
 * @returns {readonly Extractor[]}
 */
function findExtractors(folder, targets) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path).startsWith("ferrotype-extract."))
    .sort();
  return files.map((path) => {
    const name = /^ferrotype-extract\.(.+?)(?:\.exe)?$/u.exec(basename(path))?.[1];
    const target = targets.find((each) => each.name === name);
    if (target === undefined) throw new Error(`${path} is for no target that there is`);
    return { target, program: join(folder, path) };
  });
}

const [destination, binaries] = process.argv.slice(2);
if (destination === undefined || binaries === undefined) {
  console.error("usage: node scripts/pack-tools.js FOLDER BINARIES");
  process.exit(2);
}
if (!(await prepare())) process.exit(1);
const { targets } = await import("../packages/runtime/dist/binary.js");
const extractors = findExtractors(resolve(binaries), targets);
if (extractors.length === 0) throw new Error(`${binaries} holds no ferrotype-extract.<target>`);
const { leaves, runtime, ferrotype } = await packTools({
  destination: resolve(destination),
  extractors,
});
const packages = [...leaves, runtime, ferrotype].map(({ name, version, tarball }) => ({
  name,
  version,
  tarball: basename(tarball),
}));
writeFileSync(join(destination, "packages.json"), `${JSON.stringify({ packages }, null, 2)}\n`);
for (const { tarball } of packages) console.log(join(destination, tarball));
