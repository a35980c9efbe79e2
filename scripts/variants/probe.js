/** Runs in a laid out application: loads the natives and prints as JSON which file that was, by the loader and by the system. */
import { createRequire } from "node:module";

import { explainLoad } from "@ferrotype/runtime";

const before = JSON.stringify(process.env);
/** @type {unknown} */
let error = null;
try {
  await import("@ferrotype/natives");
} catch (cause) {
  error = { code: /** @type {NodeJS.ErrnoException} */ (cause).code, message: String(cause) };
}
const [report] = explainLoad();
Object.assign(process.report, { excludeNetwork: true });
const { sharedObjects } = /** @type {{ sharedObjects: string[] }} */ (process.report.getReport());
const { cpuinfoReads } = /** @type {{ cpuinfoReads?: { reads: number } }} */ (globalThis);
const addon =
  typeof report?.loaded === "string" ? createRequire(import.meta.url)(report.loaded) : null;
console.log(
  JSON.stringify({
    error,
    loaded: report?.loaded ?? null,
    variant: report?.variant ?? null,
    candidates: report?.candidates.map(({ path, verdict, detail }) => ({ path, verdict, detail })),
    mapped: sharedObjects.filter((path) => path.endsWith(".node")),
    cpuLevel: addon?.__ferrotype.cpuLevel ?? null,
    cpuinfoReads: cpuinfoReads?.reads ?? null,
    envChanged: JSON.stringify(process.env) !== before,
  }),
);
