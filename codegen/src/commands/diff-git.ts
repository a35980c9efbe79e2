/** Locks as git has them. */
import { execFile } from "node:child_process";

import { stop, UsageError } from "./stop.js";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The commit that a ref names; null where it names none. FT7005 where `folder` lies in no repository. */
export async function resolveRef(folder: string, ref: string): Promise<string | null> {
  if (ref.startsWith("-")) throw new UsageError(`${ref} is not a git ref`);
  const inside = await git(folder, ["rev-parse", "--git-dir"]);
  if (inside.code !== 0) {
    throw stop(
      "FT7005",
      `git has no repository at ${folder}: ${firstLine(inside.err)}`,
      "run it in a clone, or name two files: ferrotype diff BEFORE.json --to AFTER.json",
    );
  }
  const { code, out } = await git(folder, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return code === 0 ? out.trim() : null;
}

/** Tags from which HEAD comes, the nearest first. */
export async function nearestTags(folder: string): Promise<readonly string[]> {
  const { code, out } = await git(folder, [
    "tag",
    "--merged",
    "HEAD",
    "--sort=-version:refname",
    "--sort=-creatordate",
  ]);
  return code === 0 ? out.split("\n").filter((tag) => tag !== "") : [];
}

/** Text of a file at a commit, by its path from `folder`; null where the commit has none. */
export async function readAtCommit(
  folder: string,
  commit: string,
  path: string,
): Promise<string | null> {
  const { code, out } = await git(folder, ["show", `${commit}:./${path}`]);
  return code === 0 ? out : null;
}

async function git(cwd: string, args: readonly string[]): Promise<Ran> {
  return new Promise((settle, fail) => {
    const options = { cwd, encoding: "utf8", maxBuffer: Infinity } as const;
    execFile("git", args, options, (error, out, err) => {
      const code = error === null ? 0 : error.code;
      if (code === "ENOENT") {
        fail(
          stop(
            "FT6006",
            "git is not on the search path",
            "install git, or name two files: ferrotype diff BEFORE.json --to AFTER.json",
          ),
        );
      } else if (typeof code === "number") settle({ code, out, err });
      else fail(error ?? new Error("git ended in an unknown way"));
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
