import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cli = join(root, "codegen/bin/ferrotype.js");

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A workspace with an addon of its own, laid out of `fixtures/edits`, in which tests change Rust and run the real tool.
 * Its `target/` stays between runs, so that only the first build is cold.
 */
export class EditWorkspace {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(root, "target/test-workspaces", name);
    mkdirSync(this.folder, { recursive: true });
    for (const entry of readdirSync(this.folder)) {
      if (entry !== "target" && entry !== "Cargo.lock")
        rmSync(join(this.folder, entry), { recursive: true, force: true });
    }
    cpSync(join(root, "codegen/test/fixtures/edits"), this.folder, { recursive: true });
    this.edit("addon/Cargo.toml", (text) => text.replaceAll("CRATES", join(root, "crates")));
    const modules = join(this.folder, "node_modules");
    mkdirSync(join(modules, "@ferrotype"), { recursive: true });
    mkdirSync(join(modules, "@napi-rs"), { recursive: true });
    symlinkSync(join(root, "codegen"), join(modules, "ferrotype"));
    symlinkSync(join(root, "packages/runtime"), join(modules, "@ferrotype/runtime"));
    symlinkSync(join(root, "node_modules/@napi-rs/cli"), join(modules, "@napi-rs/cli"));
    writeFileSync(join(this.folder, "package.json"), '{ "private": true, "type": "module" }\n');
  }

  /** Runs `ferrotype` with these arguments. */
  run(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        FERROTYPE_EXTRACT: join(root, "target/quick/ferrotype-extract"),
        ...env,
      },
    });
    return { status, stdout, stderr };
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** Changes a file; an edit that changes nothing is a mistake of the test. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`the edit of ${file} changes nothing`);
    this.write(file, after);
  }

  /** Text of everything that is generated and committed, by path: no maps, no binaries. */
  committed(): ReadonlyMap<string, string> {
    return new Map(
      this.#files(this.path("generated"))
        .filter((file) => !file.endsWith(".d.ts.map") && !file.includes("/native/"))
        .map((file) => [relative(this.folder, file), readFileSync(file, "utf8")]),
    );
  }

  /** Declaration maps by path. */
  maps(): ReadonlyMap<string, string> {
    return new Map(
      this.#files(this.path("generated"))
        .filter((file) => file.endsWith(".d.ts.map"))
        .map((file) => [relative(this.folder, file), readFileSync(file, "utf8")]),
    );
  }

  #files(folder: string): readonly string[] {
    return readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? this.#files(path) : [path];
      });
  }
}

/** Paths whose text differs, appeared or vanished. */
export function changed(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}
