/** A project with an installed package, made of small binaries that only a reader of headers can use. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { EmbeddedManifest } from "@ferrotype/runtime";

import { elf, exampleStamp, stampBytes } from "../../packages/runtime/test/synthetic-binary.js";

const bin: string = fileURLToPath(new URL("../bin/ferrotype.js", import.meta.url));
export const gnu: Buffer = elf({ stamp: stampBytes() });
export const musl: Buffer = elf({ stamp: stampBytes(), needed: ["libc.so"] });
export const core = "node_modules/@x/addon";
export const forBun: readonly string[] = [
  "--package",
  "@x/addon",
  "--for",
  "bun",
  "--target",
  "linux-x64-gnu",
];

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface EmbedProject {
  readonly folder: string;
  write(path: string, content: string | Buffer): void;
  /** `binding`: the module of the package that holds the table. */
  installCore(table?: Readonly<Record<string, unknown>>, binding?: string): void;
  installLeaf(target: string, binary: Buffer): void;
  embed(...args: readonly string[]): Run;
  manifestIn(folder: string): EmbeddedManifest;
  remove(): void;
}

/** A project with the core package and the leaf for Linux. */
export function embedProject(): EmbedProject {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-embed-"));
  const project: EmbedProject = {
    folder,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    installCore(table = {}, binding = bindingOf(table)) {
      const manifest = JSON.stringify({ name: "@x/addon", version: "1.2.3" });
      project.write(`${core}/package.json`, manifest);
      project.write(`${core}/binding.js`, binding);
    },
    installLeaf(target, binary) {
      const leaf = `${core}-${target}`;
      project.write(`${leaf}/package.json`, JSON.stringify({ name: `@x/addon-${target}` }));
      project.write(`${leaf}/addon.${target}.node`, binary);
    },
    embed(...args) {
      const run = spawnSync(process.execPath, [bin, "embed", "--quiet", ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return { code: run.status, out: run.stdout, err: run.stderr };
    },
    manifestIn: (path) =>
      JSON.parse(readFileSync(join(folder, path, "manifest.json"), "utf8")) as EmbeddedManifest,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
  project.write("package.json", "{}");
  project.installCore();
  project.installLeaf("linux-x64-gnu", gnu);
  return project;
}

function bindingOf(table: Readonly<Record<string, unknown>>): string {
  const fields = {
    ...exampleStamp,
    binary: "addon",
    targets: ["linux-x64-gnu", "linux-x64-musl", "win32-x64-msvc"],
    leaf: "@x/addon-<target>",
    envPrefix: "X_ADDON",
    workspace: false,
    ...table,
  };
  return `import { loadAddon, wrapClass } from "@ferrotype/runtime";
export const addon = loadAddon({ ...${JSON.stringify(fields)}, from: import.meta.url });
export const Tool = wrapClass(addon.Tool, {}, addon);
`;
}
