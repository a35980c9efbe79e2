/** What decides how cargo builds, beside the sources: the toolchain, its settings, the configs of cargo. */
import { homedir } from "node:os";
import { dirname, join } from "node:path";

import { missingTool, runProgram } from "./cargo.js";
import { findProgram, type FingerprintRequest } from "./fingerprint.js";

export interface Toolchain {
  /** `x86_64-unknown-linux-gnu`: where cargo puts what it builds for this host or for `CARGO_BUILD_TARGET`. */
  readonly triple: string;
  readonly fingerprint: FingerprintRequest;
}

/** Asks rustc who it is, as the folder's own rust-toolchain file decides. */
export async function readToolchain(root: string): Promise<Toolchain> {
  const program = findProgram("rustc");
  if (program === null || findProgram("cargo") === null) {
    throw missingTool(program === null ? "rustc" : "cargo");
  }
  const version = await runProgram("rustc", ["-vV"], root, "pipe");
  const sysroot = await runProgram("rustc", ["--print", "sysroot"], root, "pipe");
  const host = /^host: (\S+)$/mu.exec(version.output)?.[1];
  if (version.code !== 0 || sysroot.code !== 0 || host === undefined) throw missingTool("rustc");
  const rustup = process.env["RUSTUP_HOME"] ?? join(homedir(), ".rustup");
  const ending = process.platform === "win32" ? ".exe" : "";
  return {
    triple: process.env["CARGO_BUILD_TARGET"] ?? host,
    fingerprint: {
      files: [
        program,
        join(sysroot.output.trim(), "bin", `rustc${ending}`),
        join(rustup, "settings.toml"),
        ...settingFiles(root),
      ],
      folders: [],
      environment: ["CC", "CXX", "CFLAGS", "CXXFLAGS", "AR", "FERROTYPE_EXTRACT"],
      families: ["CARGO_", "RUST"],
      programs: ["rustc", "cargo"],
    },
  };
}

/** Files that cargo and rustup look for from a folder upwards, there or not. */
function settingFiles(root: string): readonly string[] {
  const files: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    for (const name of [
      "rust-toolchain",
      "rust-toolchain.toml",
      ".cargo/config",
      ".cargo/config.toml",
    ]) {
      files.push(join(folder, name));
    }
    if (folder === dirname(folder)) break;
  }
  const home = process.env["CARGO_HOME"] ?? join(homedir(), ".cargo");
  return [...files, join(home, "config"), join(home, "config.toml")];
}
