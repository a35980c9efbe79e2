/** Loaded before a program: counts who asks Linux for the processor, and answers with the file that FAKE_CPUINFO names. */
const fs = require("node:fs");

const { readFileSync } = fs;
const state = { reads: 0 };
Object.assign(globalThis, { cpuinfoReads: state });

/** @param {Parameters<typeof readFileSync>} args */
function read(...args) {
  if (args[0] !== "/proc/cpuinfo") return readFileSync(...args);
  state.reads += 1;
  return readFileSync(process.env["FAKE_CPUINFO"] || args[0], args[1]);
}
fs.readFileSync = /** @type {typeof readFileSync} */ (read);
