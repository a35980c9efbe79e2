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

function bunStep({ targets, host }: StepFacts): Step {
  const foreign = [...new Set(targets.filter((target) => !host.includes(baseOf(target))))];
  const flags = foreign.length === targets.length ? foreign.map(bunTarget) : [""];
  return {
    what: "Build the executable",
    lines: [...new Set(flags)].map((flag) => `bun build --compile${flag} --outfile app main.js`),
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

function seaSteps({ assets, targets }: StepFacts): readonly Step[] {
  const mac = targets.some((target) => target.startsWith("darwin-"));
  const config = {
    main: "app.cjs",
    output: "app.blob",
    disableExperimentalSEAWarning: true,
    assets,
  };
  return [
    {
      what: "Bundle the program into one file",
      lines: [
        "npx esbuild main.js --bundle --platform=node --log-override:empty-import-meta=silent --outfile=app.cjs",
      ],
    },
    {
      what: "Put this into sea-config.json (the assets are in sea-assets.json too)",
      lines: JSON.stringify(config, null, 2).split("\n"),
    },
    {
      what: 'Build the executable; from Node 26 on, node --build-sea sea-config.json does it with "output": "app"',
      lines: [
        "node --experimental-sea-config sea-config.json",
        `node -e "fs.copyFileSync(process.execPath, 'app')"`,
        ...(mac ? ["codesign --remove-signature app"] : []),
        `npx postject app NODE_SEA_BLOB app.blob --sentinel-fuse ${FUSE}${mac ? " --macho-segment-name NODE_SEA" : ""}`,
        ...(mac ? ["codesign --sign - app"] : []),
      ],
    },
  ];
}

function baseOf(target: string): string {
  return known.find(({ name }) => name === target)?.base ?? target;
}
