/** What our own workflows are made from. `node scripts/workflows.js` writes them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { CiProject } from "../codegen/src/ci/ci-project.js";
import { testedNodes, toolNode } from "../codegen/src/ci/nodes.js";
import { workflows, type WorkflowFile } from "../codegen/src/ci/workflows.js";

interface Lock {
  readonly package: { readonly name: string; readonly targets: readonly string[] };
}

interface Manifest {
  readonly packageManager: string;
}

/** The files as they should stand in `.github/workflows`. */
export function ownWorkflows(root: string): readonly WorkflowFile[] {
  return workflows(ownProject(root));
}

/** This repository, as its lock and its package.json describe it. */
export function ownProject(root: string): CiProject {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
  const { package: addon } = read("generated/surface/natives.json") as Lock;
  const { packageManager } = read("package.json") as Manifest;
  return {
    origin: "Made from the targets in ferrotype.config.ts; make it anew: pnpm codegen:ci",
    install: [`npm install --global ${packageManager}`, "pnpm install --frozen-lockfile"],
    ferrotype: "node scripts/codegen.js",
    node: toolNode,
    testedNodes,
    isLocked: true,
    toolchain:
      "rustup toolchain install 1.95 --profile minimal --component clippy,rustfmt && rustup default 1.95",
    locks: "generated/surface",
    addons: [
      {
        name: "natives",
        manifest: "crates/natives/Cargo.toml",
        library: "natives",
        package: addon.name,
        targets: addon.targets,
      },
    ],
    targets: addon.targets,
    workflow: "ci.yml",
    own: {
      program: "ferrotype-extract",
      programManifest: "crates/extract/Cargo.toml",
      pack: "node scripts/pack-tools.js ci-packages/tools ci-binaries",
      packages: "ci-packages/tools",
      test: "bash .ci/run",
      smoke: "scripts/smoke.js",
    },
  };
}
