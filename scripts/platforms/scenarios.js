/** What is tried in an application on each platform that runs: the addon for it, and the leaves that must be refused. */
import { writeFileSync } from "node:fs";

import { cut, withVersion } from "./spoil.js";
import { stagingScenarios } from "./staging.js";

/**
 * @typedef {import("../../packages/runtime/dist/binary.js").Target} Target
 * @typedef {import("./application.js").Leaf} Leaf
 * @typedef {{ readonly target: Target, readonly binary: string }} Built a target with its built binary
 */

/**
 * One run of a program, and what is wrong with what it printed: null for nothing.
 * @typedef {object} Scenario
 * @property {string} name
 * @property {"right" | "refused"} kind
 * @property {readonly Leaf[]} leaves
 * @property {readonly string[]} program file name and arguments
 * @property {NodeJS.ProcessEnv} [env]
 * @property {() => void} [before]
 * @property {(output: string) => string | null} fault
 */

/**
 * @param {Built} own
 * @param {string} triple what the binary was really compiled for
 * @param {readonly Built[]} others
 * @param {string} folder for what is made
 * @returns {readonly Scenario[]}
 */
export function scenarios({ target, binary }, triple, others, folder) {
  const right = [{ target: target.name }];
  const older = `${folder}/older.node`;
  writeFileSync(older, withVersion(binary, "0.0.9"));
  const half = `${folder}/half.node`;
  writeFileSync(half, cut(binary));
  return [
    {
      name: "all modules",
      kind: "right",
      leaves: right,
      program: ["smoke.js"],
      fault: (output) =>
        output.includes(`${triple}, `) && output.includes("all modules work")
          ? null
          : "the smoke suite did not come to its end",
    },
    {
      name: "worker threads",
      kind: "right",
      leaves: right,
      program: ["workers.js"],
      fault: (output) => (output.includes("all workers ended") ? null : "a worker failed"),
    },
    {
      name: "what is loaded",
      kind: "right",
      leaves: right,
      program: ["probe.js"],
      fault: (output) => loadedFault(output, target),
    },
    ...(target.platform === "win32" ? stagingScenarios(target, triple, folder) : []),
    ...others.map((other) => foreign(target, other)),
    refused(
      "a leaf of an older version",
      [{ target: target.name, binary: older }],
      "WRONG_VERSION",
      ["version 0.0.9"],
    ),
    refused("no leaf", [], "NOT_FOUND", [`@ferrotype/natives-${target.name}`, "is not installed"]),
    ...others
      .slice(0, 1)
      .map((other) =>
        refused("node_modules of another platform", [{ target: other.target.name }], "NOT_FOUND", [
          `@ferrotype/natives-${other.target.name} is installed instead`,
        ]),
      ),
    refused("a leaf that is cut off", [{ target: target.name, binary: half }], "DAMAGED", []),
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
  const leaf = { target: host.name, binary: other.binary };
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
    // The last words are always the command that mends it.
    const missing = [...parts, "npm install"].find((part) => !error.message.includes(part));
    return missing === undefined ? null : `the message does not say "${missing}": ${error.message}`;
  };
  return { name, kind: "refused", leaves, program: ["probe.js"], fault };
}

/**
 * The leaf itself is loaded, or on Windows its copy, and nothing besides.
 * @param {string} output
 * @param {Target} target
 */
export function loadedFault(output, { name, platform }) {
  const { version, files = [], sources = [], error } = probed(output);
  if (version === undefined) return `it was not loaded: ${error?.message ?? output}`;
  const [file = "", second] = files;
  if (second !== undefined) return `the process has mapped ${files.join(", ")}`;
  const source = platform === "win32" ? "cache" : "leaf";
  if (sources.join() !== source) return `the loader says ${sources.join()}, not ${source}`;
  const isLeaf = file.includes("node_modules");
  if (!file.endsWith(`natives.${name}.node`)) return `the process has mapped ${file}`;
  return isLeaf === (platform !== "win32") ? null : `the process has mapped ${file}`;
}

/**
 * What the probe printed.
 * @param {string} output
 * @returns {{ version?: unknown, files?: string[], sources?: string[], error?: { code: string, message: string } }}
 */
function probed(output) {
  const json = /^probe (\{.*\})\r?$/mu.exec(output)?.[1];
  return json === undefined ? {} : JSON.parse(json);
}
