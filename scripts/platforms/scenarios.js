/** What is tried in an application on each platform that runs: the addon for it, and the leaves that must be refused. */
import { readFileSync, writeFileSync } from "node:fs";

/**
 * @typedef {import("../../packages/runtime/dist/binary.js").Target} Target
 * @typedef {import("./layout.js").Leaf} Leaf
 * @typedef {{ readonly target: Target, readonly binary: string }} Built a target with its built binary
 */

/**
 * One run of a program, and what is wrong with what it printed: null for nothing.
 * @typedef {object} Scenario
 * @property {string} name
 * @property {"right" | "refused"} kind
 * @property {readonly Leaf[]} leaves
 * @property {"smoke.js" | "probe.js"} program
 * @property {(output: string) => string | null} fault
 */

/**
 * @param {Built} own
 * @param {string} triple what the binary was really compiled for
 * @param {readonly Built[]} others
 * @param {(name: string) => string} scratch gives the path of a file to write
 * @returns {readonly Scenario[]}
 */
export function scenarios({ target, binary }, triple, others, scratch) {
  const right = [{ target, binary }];
  const older = scratch(`older.${target.name}.node`);
  writeFileSync(older, withVersion(readFileSync(binary), "0.0.9"));
  return [
    {
      name: "all modules",
      kind: "right",
      leaves: right,
      program: "smoke.js",
      fault: (output) =>
        output.includes(`${triple}, `) && output.includes("all modules work")
          ? null
          : "the smoke suite did not come to its end",
    },
    {
      name: "what is loaded",
      kind: "right",
      leaves: right,
      program: "probe.js",
      fault: loadedFault,
    },
    ...others.map((other) => foreign(target, other)),
    refused("a leaf of an older version", [{ target, binary: older }], "WRONG_VERSION", [
      "version 0.0.9",
    ]),
    refused("no leaf", [], "NOT_FOUND", [
      `@ferrotype/natives-${target.name}, which is not installed`,
    ]),
    ...others
      .slice(0, 1)
      .map((other) =>
        refused("node_modules of another platform", [other], "NOT_FOUND", [
          `@ferrotype/natives-${other.target.name} is installed instead`,
        ]),
      ),
    refused("a leaf that is cut off", [{ target, binary: cut(binary, scratch) }], "DAMAGED", []),
  ];
}

/**
 * The leaf of this platform with the binary of another one in it.
 * @param {Target} host
 * @param {Built} other
 * @returns {Scenario}
 */
function foreign(host, other) {
  const { name, platform, arches, libc } = other.target;
  const leaf = { target: host, binary: other.binary };
  const what = `the binary of ${name}`;
  if (platform !== host.platform) {
    return refused(what, [leaf], "WRONG_PLATFORM", [
      `built for ${platform}, this is ${host.platform}`,
    ]);
  }
  if (!arches.some((arch) => host.arches.includes(arch))) {
    return refused(what, [leaf], "WRONG_ARCHITECTURE", [
      `built for ${arches.join(" and ")}, this process runs on ${host.arches.join()}`,
    ]);
  }
  const names = { gnu: "glibc", musl: "musl" };
  return refused(what, [leaf], "WRONG_LIBC", [
    `linked to ${libc === null ? "" : names[libc]}, this system has ${host.libc === null ? "" : names[host.libc]}`,
  ]);
}

/**
 * @param {string} name
 * @param {readonly Leaf[]} leaves
 * @param {string} code end of the code of the error
 * @param {readonly string[]} parts of its message
 * @returns {Scenario}
 */
function refused(name, leaves, code, parts) {
  const fault = (/** @type {string} */ output) => {
    const { error, version } = probed(output);
    if (version !== undefined) return "it was loaded";
    if (error?.code !== `ERR_FERROTYPE_${code}`) return `the error is ${error?.code}, not ${code}`;
    // The last words are always the commands that mend it.
    const missing = [...parts, "npm install @ferrotype/natives@"].find(
      (part) => !error.message.includes(part),
    );
    return missing === undefined ? null : `the message does not say "${missing}": ${error.message}`;
  };
  return { name, kind: "refused", leaves, program: "probe.js", fault };
}

/** @param {string} output */
function loadedFault(output) {
  const { version, files = [], error } = probed(output);
  if (version === undefined) return `it was not loaded: ${error?.message ?? output}`;
  if (files.length === 1) return null;
  return `the process has mapped ${files.length} addons: ${files.join(", ")}`;
}

/**
 * What the probe printed.
 * @param {string} output
 * @returns {{ version?: unknown, files?: string[], error?: { code: string, message: string } }}
 */
function probed(output) {
  const json = /^probe (\{.*\})\r?$/mu.exec(output)?.[1];
  return json === undefined ? {} : JSON.parse(json);
}

/**
 * A binary with another version of the same length in its stamp, as one of an older release has.
 * @param {Buffer} bytes
 * @param {string} version
 */
function withVersion(bytes, version) {
  const stamp = bytes.indexOf("FERROTYPE-STAMP\0");
  const key = '"version":"';
  const at = bytes.indexOf(key, stamp) + key.length;
  const length = bytes.indexOf('"', at) - at;
  if (stamp < 0 || at < stamp || length !== version.length) {
    throw new Error(`the binary holds no stamp with a version of ${version.length} characters`);
  }
  bytes.write(version, at, "latin1");
  return bytes;
}

/**
 * @param {string} binary
 * @param {(name: string) => string} scratch
 */
function cut(binary, scratch) {
  const path = scratch("cut.node");
  const bytes = readFileSync(binary);
  writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
  return path;
}
