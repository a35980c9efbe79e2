/** Updates the leaf package while it is loaded, as a package manager would; Windows lets nobody touch a DLL in use. */
import { createRequire } from "node:module";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

const { getVersion } = await import("@ferrotype/natives");
const [leaf = ""] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const path = require.resolve(leaf);
const bytes = readFileSync(path);
/** @type {string[]} */
const done = [];
try {
  renameSync(path, `${path}.old`);
  done.push("renamed");
  rmSync(`${path}.old`);
  done.push("removed");
  writeFileSync(path, bytes);
  done.push("written");
} catch (error) {
  done.push(String(/** @type {NodeJS.ErrnoException} */ (error).code));
}
console.log(`leaf ${done.join(", ")}; ${getVersion().target} still answers`);
