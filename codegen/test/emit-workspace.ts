/** A throw-away workspace with emitted packages in it, and the compilers that look at them. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GeneratedFile } from "../src/model/views.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type Compiler = "ts54" | "ts59" | "ts7" | "typescript";

export interface Workspace {
  readonly folder: string;
  write(files: readonly GeneratedFile[]): void;
  /** Makes a folder of the workspace importable under a name. */
  install(name: string, folder: string): void;
  /** What a compiler says about some files; an empty text where it has nothing to say. */
  compile(compiler: Compiler, files: readonly string[]): string;
  remove(): void;
}

const pack = {
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

/** Opens a workspace with `@ferrotype/runtime`'s own types in it. */
export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-emit-"));
  const at = (path: string): string => join(folder, path);
  const install = (name: string, target: string): void => {
    mkdirSync(dirname(at(`node_modules/${name}`)), { recursive: true });
    symlinkSync(target, at(`node_modules/${name}`));
  };
  writeFileSync(at("package.json"), '{ "type": "module" }\n');
  buildRuntimeTypes(at("node_modules/@ferrotype/runtime"));
  install("tsd", join(root, "node_modules/tsd"));
  return {
    folder,
    install: (name, target) => {
      install(name, at(target));
    },
    write: (files) => {
      for (const { path, text } of files) {
        mkdirSync(dirname(at(path)), { recursive: true });
        writeFileSync(at(path), text);
      }
    },
    compile: (compiler, files) => {
      const old = compiler === "ts54";
      const place = at(`projects/${compiler}`);
      const types = old ? "types-node20" : "@types/node";
      rmSync(at("node_modules/@types/node"), { force: true });
      install("@types/node", join(root, "node_modules", types));
      mkdirSync(place, { recursive: true });
      const config = {
        compilerOptions: {
          strict: true,
          skipLibCheck: false,
          module: "nodenext",
          target: "es2022",
          lib: ["es2022"],
          types: [],
          noEmit: true,
          ...(old ? {} : pack),
        },
        files: files.map(at),
      };
      writeFileSync(join(place, "tsconfig.json"), JSON.stringify(config));
      const run = spawnSync(process.execPath, [compilerPath(compiler), "-p", place], {
        encoding: "utf8",
      });
      return run.status === 0 ? "" : `${run.stdout}${run.stderr}` || `status ${run.status}`;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A file of the fixtures, copied into the workspace. */
export function addFixture(workspace: Workspace, name: string): string {
  const source = fileURLToPath(new URL(`fixtures/emit/${name}`, import.meta.url));
  copyFileSync(source, join(workspace.folder, name));
  return name;
}

function buildRuntimeTypes(target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(join(root, "packages/runtime/package.json"), join(target, "package.json"));
  const flags = ["--outDir", join(target, "dist"), "--emitDeclarationOnly", "--noEmit", "false"];
  execFileSync(process.execPath, [
    compilerPath("ts7"),
    "-p",
    join(root, "packages/runtime"),
    ...flags,
  ]);
}

function compilerPath(compiler: Compiler): string {
  const folder = join(root, "node_modules", compiler);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin: { tsc: string };
  };
  return join(folder, manifest.bin.tsc);
}
