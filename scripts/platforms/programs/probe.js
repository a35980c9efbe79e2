/**
 * Runs in an application on another platform: loads the natives and prints as JSON which file was loaded, or how that
 * failed. What lies beside it in node_modules is what is probed.
 */
import { explainLoad } from "@ferrotype/runtime";

const { report, versions } = process;

/** Addons that this process has mapped, as the system tells it: the word of somebody else than our loader. */
function loadedFiles() {
  Object.assign(report, { excludeNetwork: true });
  const { sharedObjects } = /** @type {{ sharedObjects: string[] }} */ (report.getReport());
  return sharedObjects.filter((path) => path.endsWith(".node"));
}

/** @type {Record<string, unknown>} */
const found = { node: versions.node };
try {
  const { getVersion } = await import("@ferrotype/natives");
  found["version"] = getVersion();
  found["files"] = loadedFiles();
} catch (error) {
  const { code, message } = /** @type {import("@ferrotype/runtime").LoadError} */ (error);
  found["error"] = { code, message };
}
found["sources"] = explainLoad().flatMap(({ candidates }) =>
  candidates.filter(({ verdict }) => verdict === "loaded").map(({ source }) => source),
);
console.log(`probe ${JSON.stringify(found)}`);
