/** What is to be done with the files that embed wrote, for people: exact commands. */
import { targets as known } from "@ferrotype/runtime/binary";

import type { Builder } from "./builders.js";

/** One step: what it is for, and lines to be typed or pasted. */
export interface Step {
  readonly what: string;
  readonly lines: readonly string[];
}

/** What the steps speak of. */
export interface StepFacts {
  readonly builder: Builder;
  /** The folder with the files, as it is typed from here. */
  readonly folder: string;
  readonly targets: readonly string[];
  /** Targets that run here. */
  readonly host: readonly string[];
  /** Archives, as they are typed from here. */
  readonly archives: readonly string[];
  readonly assets: Readonly<Record<string, string>>;
  /** Of the Node that runs here, and builds as a rule. */
  readonly nodeMajor: number;
}

/** Part of a Node SEA that says where the blob goes; the same in every release of Node. */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** The steps from here to an executable. */
export function nextSteps(facts: StepFacts): readonly Step[] {
  switch (facts.builder) {
    case "bun":
      return [registerStep(facts), bunStep(facts)];
    case "deno":
      return [registerStep(facts), denoStep(facts)];
    case "node-sea":
      return seaSteps(facts);
  }
}

function registerStep({ folder }: StepFacts): Step {
  const path = /^(?:\.|\/|[a-z]:)/iu.test(folder) ? folder : `./${folder}`;
  return {
    what: "Let this be the first import of the program, and of each worker",
    lines: [`import "${path}/register.js";`],
  };
}

function bunStep(facts: StepFacts): Step {
  const flags = isForeign(facts) ? [...new Set(facts.targets.map(bunTarget))] : [""];
  return {
    what: "Build the executable",
    lines: flags.map((flag) => `bun build --compile${flag} --outfile app main.js`),
  };
}

function bunTarget(target: string): string {
  const {
    platform = "",
    arches = [],
    libc = null,
  } = known.find((each) => each.name === target) ?? {};
  const system = platform === "win32" ? "windows" : platform;
  return ` --target=bun-${system}-${arches[0] ?? ""}${libc === "musl" ? "-musl" : ""}`;
}

function denoStep({ archives }: StepFacts): Step {
  const included = archives.map((path) => ` --include ${path}`).join("");
  return {
    what: "Build the executable",
    lines: [`deno compile --allow-all${included} --output app main.js`],
  };
}

/** From Node 26 on, Node makes the executable by itself, and of an ES module too. */
function seaSteps(facts: StepFacts): readonly Step[] {
  const { assets, targets, nodeMajor } = facts;
  const platform = platformOf(targets);
  const suffix = platform === "win32" ? ".exe" : "";
  const app = `app${suffix}`;
  // A Node of the same version, for the platform of the targets.
  const other = isForeign(facts) ? `path/to/node${suffix}` : null;
  const byItself = nodeMajor >= 26;
  const settings = byItself
    ? {
        main: "app.mjs",
        mainFormat: "module",
        output: app,
        ...(other === null ? {} : { executable: other }),
      }
    : { main: "app.cjs", output: "app.blob" };
  const config = { ...settings, disableExperimentalSEAWarning: true, assets };
  const format = byItself
    ? "--format=esm --outfile=app.mjs"
    : "--format=cjs --log-override:empty-import-meta=silent --outfile=app.cjs";
  const copy = other === null ? "process.execPath" : `'${other}'`;
  const inject = `npx postject ${app} NODE_SEA_BLOB app.blob --sentinel-fuse ${FUSE}`;
  const mac = platform === "darwin";
  const sign = mac ? [`codesign --sign - ${app}`] : [];
  const hint = other === null ? "" : `; ${other} is a Node of this version for ${platform}`;
  return [
    {
      what: "Bundle the program into one file",
      lines: [`npx esbuild main.js --bundle --platform=node ${format}`],
    },
    {
      what: "Put this into sea-config.json (the assets stand in sea-assets.json too)",
      lines: JSON.stringify(config, null, 2).split("\n"),
    },
    {
      what: `Build the executable${hint}`,
      lines: byItself
        ? ["node --build-sea sea-config.json", ...sign]
        : [
            "node --experimental-sea-config sea-config.json",
            `node -e "fs.copyFileSync(${copy}, '${app}')"`,
            ...(mac ? [`codesign --remove-signature ${app}`] : []),
            `${inject}${mac ? " --macho-segment-name NODE_SEA" : ""}`,
            ...sign,
          ],
    },
  ];
}

/** None of the targets runs here. */
function isForeign({ targets, host }: StepFacts): boolean {
  return targets.every((target) => !host.includes(baseOf(target)));
}

function platformOf([target]: readonly string[]): string {
  return known.find(({ name }) => name === target)?.platform ?? "";
}

function baseOf(target: string): string {
  return known.find(({ name }) => name === target)?.base ?? target;
}
