/** Binaries that are not what they should be. */
import { readFileSync } from "node:fs";

/**
 * A binary with another version of the same length in its stamp, as one of an older release has.
 * @param {string} binary
 * @param {string} version
 */
export function withVersion(binary, version) {
  const bytes = readFileSync(binary);
  const stamp = bytes.indexOf("FERROTYPE-STAMP\0");
  const key = '"version":"';
  const at = bytes.indexOf(key, stamp) + key.length;
  const length = bytes.indexOf('"', at) - at;
  if (stamp < 0 || at < stamp || length !== version.length) {
    throw new Error(`${binary} holds no stamp with a version of ${version.length} characters`);
  }
  bytes.write(version, at, "latin1");
  return bytes;
}

/**
 * The first half, as of a download that broke off.
 * @param {string} binary
 */
export function cut(binary) {
  const bytes = readFileSync(binary);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
