import { join } from "node:path";

import { root } from "../../scripts/root.js";
import { processMs } from "../processes.js";

const cli = join(root, "codegen/bin/ferrotype.js");

/** No change, and everything but cargo. */
export async function rows() {
  await processMs(process.execPath, [cli, "generate"]);
  return [
    {
      title: "generate, nothing changed",
      bar: "≤ 1.5",
      yardstick: "node -e 0",
      rounds: 21,
      contenders: {
        "node -e 0": () => processMs(process.execPath, ["-e", "0"]),
        generate: () => processMs(process.execPath, [cli, "generate"]),
      },
    },
    {
      title: "check (cargo has nothing to do)",
      yardstick: "load ts-morph",
      rounds: 7,
      contenders: {
        "load ts-morph": () =>
          processMs(process.execPath, [
            "-e",
            `require("module").createRequire(${JSON.stringify(join(root, "codegen/package.json"))})("ts-morph")`,
          ]),
        check: () => processMs(process.execPath, [cli, "check"]),
      },
    },
  ];
}
