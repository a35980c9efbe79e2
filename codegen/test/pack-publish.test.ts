/** The loop in docs/ship.md publishes what `pack` prints: all, in that order, and prereleases under a tag. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { writePackages } from "../src/pack/write-packages.js";
import { openFolder, remove, root } from "./pack-workspace.js";

const folder = openFolder("publish");
afterAll(() => remove(folder));

/** The block of the page that publishes. */
function loop(): string {
  const page = readFileSync(join(root, "docs/ship.md"), "utf8");
  const found = [...page.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, text = ""]) => text);
  const [text, ...others] = found.filter((each) => each.includes("npm publish"));
  if (text === undefined || others.length > 0) throw new Error("there is one such block");
  return text;
}

function program(name: string, text: string): void {
  mkdirSync(join(folder, "programs"), { recursive: true });
  writeFileSync(join(folder, "programs", name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, "programs", name), 0o755);
}

test.each([
  ["1.2.0", ""],
  ["1.2.0-beta.1", " --tag next"],
])("packages of version %s are published with%s", async (version, tag) => {
  const packages = ["@scope/my-addon-linux-x64-gnu", "@scope/my-addon"].map((name) => ({
    name,
    version,
    target: null,
    manifest: { name, version, files: ["*.js"] },
    files: [{ path: "a.js", content: "" }],
  }));
  const out = `out-${version}`;
  const written = await writePackages(join(folder, out), packages);
  const paths = written.map(({ tarball }) => `${out}/${tarball}`);
  program("npx", paths.map((path) => `echo "${path}"`).join("\n"));
  // It reads what is left of the list, as the real one may.
  program("npm", 'echo "npm $@"; cat > /dev/null');
  const run = spawnSync("sh", ["-c", loop()], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${join(folder, "programs")}${delimiter}${process.env["PATH"] ?? ""}`,
    },
  });
  expect(run.status, run.stderr).toBe(0);
  expect(run.stdout.trim().split("\n")).toEqual(
    paths.map((path) => `npm publish ./${path} --access public --provenance${tag}`),
  );
});
