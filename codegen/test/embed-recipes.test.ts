/** What `ferrotype embed` prints is what docs/executables.md says, which `pnpm executables` runs. */
import { describe, expect, test } from "vitest";

import { readRecipe } from "../../scripts/executables/recipe.js";
import { seaAssets } from "../src/embed/builders.js";
import { nextSteps, type StepFacts } from "../src/embed/next-steps.js";

const archive = "natives.linux-x64-gnu.node.gz";
const file = {
  target: "linux-x64-gnu",
  fileName: "natives.linux-x64-gnu.node",
  sizeBytes: 1,
  sha256: "",
  archive,
  archiveBytes: 1,
};
const manifest = {
  format: 1,
  package: "@ferrotype/natives",
  version: "0.1.0",
  algorithm: 1,
  contract: "",
  files: [file],
} as const;
const facts: StepFacts = {
  builder: "bun",
  folder: "embedded/natives",
  targets: ["linux-x64-gnu"],
  host: ["linux-x64-gnu"],
  archives: [`embedded/natives/${archive}`],
  assets: seaAssets(manifest, (name) => `embedded/natives/${name}`),
  nodeMajor: 24,
};

function printed(more: Partial<StepFacts>): readonly string[] {
  return nextSteps({ ...facts, ...more }).flatMap(({ lines }) => lines);
}

describe("the recipe", () => {
  test.each([
    ["bun", { builder: "bun" }],
    ["node-sea", { builder: "node-sea", nodeMajor: 22 }],
    ["node26-sea", { builder: "node-sea", nodeMajor: 26 }],
    ["deno", { builder: "deno" }],
  ] as const)("%s", (name, more) => {
    const { imports, steps } = readRecipe(name);
    const documented = [
      imports,
      ...steps.map((step) => ("config" in step ? step.config : step.commands)),
    ]
      .flatMap((text) => text.split("\n"))
      .filter((line) => line !== "");
    expect(documented).toContain(
      `npx ferrotype embed --package @ferrotype/natives --for ${more.builder}`,
    );
    expect(documented.filter((line) => !line.startsWith("npx ferrotype embed "))).toEqual(
      printed(more),
    );
  });

  test("names the target of Bun where it is not this machine's", () => {
    const targets = ["win32-x64-msvc", "linux-arm64-musl", "darwin-arm64"];
    expect(printed({ targets }).slice(1)).toEqual([
      "bun build --compile --target=bun-windows-x64 --outfile app main.js",
      "bun build --compile --target=bun-linux-arm64-musl --outfile app main.js",
      "bun build --compile --target=bun-darwin-arm64 --outfile app main.js",
    ]);
  });

  test("wants the Node of another platform", () => {
    const windows = { builder: "node-sea", targets: ["win32-x64-msvc"] } as const;
    expect(printed(windows).slice(-2)).toEqual([
      `node -e "fs.copyFileSync('path/to/node.exe', 'app.exe')"`,
      expect.stringMatching(/^npx postject app\.exe /u),
    ]);
    expect(printed({ ...windows, nodeMajor: 26 })).toContain('  "executable": "path/to/node.exe",');
  });

  test("signs on macOS", () => {
    const lines = printed({ builder: "node-sea", targets: ["darwin-arm64"] });
    expect(lines.slice(-3)).toEqual([
      "codesign --remove-signature app",
      expect.stringMatching(/^npx postject .* --macho-segment-name NODE_SEA$/u),
      "codesign --sign - app",
    ]);
  });

  test("imports a folder above as it is", () => {
    expect(printed({ folder: "../e" })[0]).toBe('import "../e/register.js";');
  });
});
