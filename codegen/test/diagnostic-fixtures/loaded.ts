/** FT4: the addon itself. What keeps it from being loaded is really loaded. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Code } from "../../src/diagnostics/codes.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { LoadedExport } from "../../src/model/loaded.js";
import { readDeclared } from "../../src/read/declared.js";
import { readLoaded } from "../../src/read/loaded.js";
import { checkHost, thisHost } from "../../src/read/loaded/host.js";
import { verifyViews } from "../../src/verify.js";
import { loadedExport, loadedView } from "../declared-builders.js";
import type { Act, Addon, Fixture } from "./fixture.js";

const open: Addon = {
  rust: "#[napi]\npub fn «open»() {}",
  dts: "export declare function open(): void\n",
};
const level: Addon = {
  rust: "#[napi]\npub enum «Level» { Low }",
  dts: "export declare enum Level {\n  Low = 0,\n}\n",
};
const client: Addon = {
  rust: "#[napi]\npub struct Client {}\n#[napi]\nimpl Client {\n#[napi]\npub fn «go»(&self) {}\n}",
  dts: "export declare class Client {\n  go(): void\n}\n",
};
const stamped = loadedView([loadedExport("open", "function")], {
  stamp: { package: "@sample/addon", version: "0.1.0", algorithm: 1, contract: "0" },
});

/** Compiles `fixtures/loaded/addon.rs`, which does what it is told while it is loaded, and loads it. */
function loads(behaviour: string, timeoutMs?: number): Act {
  return async (folder): Promise<readonly Diagnostic[]> => {
    const path = join(folder, `${behaviour}.node`);
    buildLoaded(behaviour, path);
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    return (await readLoaded(path, options)).diagnostics;
  };
}

/** What `loads` compiles, for others. */
export function buildLoaded(behaviour: string, path: string): void {
  const source = fileURLToPath(new URL("../fixtures/loaded/addon.rs", import.meta.url));
  const undefinedSymbols =
    process.platform === "darwin" ? ["-C", "link-arg=-Wl,-undefined,dynamic_lookup"] : [];
  const form = ["--edition", "2024", "--crate-type", "cdylib", "-A", "warnings"];
  const how = ["--cfg", `fixture="${behaviour}"`, "-C", "debuginfo=0", ...undefinedSymbols];
  execFileSync("rustc", [...form, ...how, "-o", path, source]);
}

export const loadedFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT4001: {
    fires: { ...open, loaded: [] },
    quiet: { ...open, loaded: [loadedExport("open", "function")] },
  },
  FT4002: {
    fires: {
      rust: "#[napi]\npub fn open() {}\npub struct OpenTask;\n#[napi]\nimpl Task for «OpenTask» {}",
      dts: "export declare function open(): void\n",
      loaded: [loadedExport("open", "function"), loadedExport("OpenTask", "function")],
    },
    quiet: {
      rust: "#[napi]\npub fn open() {}\n#[napi(skip_typescript)]\npub fn hidden() {}",
      dts: "export declare function open(): void\n",
      loaded: [loadedExport("open", "function"), loadedExport("hidden", "function")],
    },
  },
  FT4003: {
    fires: {
      ...level,
      rust: "#[napi]\npub enum Level { «Low» }",
      loaded: [loadedExport("Level", "enum", { values: { Low: 1 } })],
    },
    quiet: { ...level, loaded: [loadedExport("Level", "enum", { values: { Low: 0 } })] },
  },
  FT4004: {
    fires: {
      ...client,
      loaded: [loadedExport("Client", "class", { members: [{ name: "stay", kind: "method" }] })],
    },
    quiet: {
      ...client,
      loaded: [loadedExport("Client", "class", { members: [{ name: "go", kind: "method" }] })],
    },
  },
  FT4005: {
    fires: { ...open, loaded: [loadedExport("open", "value", { valueType: "number" })] },
    // A class without members and a function look the same at run time.
    quiet: {
      rust: "#[napi]\npub struct Empty {}",
      dts: "export declare class Empty {\n}\n",
      loaded: [loadedExport("Empty", "function")],
    },
  },
  FT4006: { fires: loads("crash"), quiet: loads("shape") },
  FT4007: { fires: loads("hang", 700), quiet: loads("shape") },
  FT4008: { fires: loads("throw"), quiet: loads("shape") },
  FT4009: {
    fires: { ...open, rust: "#[napi]\npub fn open() {}", loaded: stamped },
    quiet: { ...open, loaded: { ...stamped, stamp: null } },
  },
  FT4010: {
    fires: () => merged([]),
    quiet: () => merged([{ name: "go", kind: "method" }]),
  },
  FT4011: {
    fires: () => host({ platform: "win32", arch: "x64", libc: null }),
    quiet: () => host(thisHost()),
  },
  FT4012: {
    fires: (folder) => {
      const path = join(folder, "addon.node");
      writeFileSync(path, "module.exports = {};\n");
      return found(checkHost(path, thisHost()));
    },
    quiet: () => host(thisHost()),
  },
  FT4013: {
    fires: () => shell(["run", "kill"]),
    quiet: () => shell(["run", "[Symbol.dispose]"]),
  },
};

/** A class with these methods, declared with `run` alone. */
function shell(names: readonly string[]): readonly Diagnostic[] {
  const text = "export declare class Shell {\n  constructor()\n  run(): void\n}\n";
  const declared = readDeclared({ path: "index.d.ts", text });
  const members = names.map((name) => ({ name, kind: "method" as const }));
  const loaded = loadedView([loadedExport("Shell", "class", { members })]);
  return verifyViews({ source: null, declared, loaded });
}

/** An interface of a header that gives a class a member. */
function merged(members: LoadedExport["members"]): readonly Diagnostic[] {
  const text =
    "export interface Client {\n  go(): void\n}\nexport declare class Client {\n  constructor()\n}\n";
  const declared = readDeclared({ path: "index.d.ts", text });
  const loaded = loadedView([loadedExport("Client", "class", { members })]);
  return verifyViews({ source: null, declared, loaded });
}

function host(on: Parameters<typeof checkHost>[1]): readonly Diagnostic[] {
  return found(checkHost(process.execPath, on));
}

function found(finding: Diagnostic | null): readonly Diagnostic[] {
  return finding === null ? [] : [finding];
}
