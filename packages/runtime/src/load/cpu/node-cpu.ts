import { fs } from "../../builtin.js";
import type { CpuFacts } from "./cpu-level.js";

/** The real processor, and what the process remembers of it. */
export const nodeCpu: CpuFacts = /* @__PURE__ */ makeNodeCpu();

/** A healthy `sysctl` answers in some milliseconds. */
const LONGEST_MS = 1000;

function makeNodeCpu(): CpuFacts {
  return {
    platform: process.platform,
    read: (path) => fs.readFileSync(path, "utf8"),
    run(program, args) {
      try {
        // Not among the modules that are asked for at the start: next to nobody needs it.
        const { spawnSync } = process.getBuiltinModule("node:child_process");
        const { stdout } = spawnSync(program, args, {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
          timeout: LONGEST_MS,
          killSignal: "SIGKILL",
        });
        // Its status says nothing: it fails where one name is not known, and tells the others.
        return typeof stdout === "string" && stdout !== "" ? stdout : null;
      } catch {
        return null;
      }
    },
    memory: {},
  };
}
