/**
 * What only a load that fails needs, or somebody who asks: how a binary differs, what an error means, what to do.
 * The loader imports this module of the folder and no other; a way that goes well calls nothing of it.
 */
export { STALE, type StampLike, compareStamp, enumerate } from "./difference.js";
export { cacheFinding, fileFinding, loadFinding } from "./error-finding.js";
export { loadError } from "./load-failure.js";
export { type HostReport, type LoadReport, reportOf } from "./report.js";
export { warnOfSettings } from "./settings.js";
