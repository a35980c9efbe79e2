/**
 * Lets one run at a time build and write in a workspace. The system itself takes the lock back when its holder ends,
 * however it ends, so there is nothing stale to clean up.
 */
import { createHash } from "node:crypto";
import { closeSync, constants, mkdirSync, openSync, realpathSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Release = () => void;

const POLL_MS = 50;

/** Waits until no other run holds the workspace; `waiting` is called once where one does. */
export async function lockWorkspace(root: string, waiting: () => void): Promise<Release> {
  for (let isFirst = true; ; isFirst = false) {
    const release =
      process.platform === "linux" ? await bindName(root) : openExclusively(root, process.platform);
    if (release !== null) return release;
    if (isFirst) waiting();
    await sleep(POLL_MS);
  }
}

/**
 * Null where another process has the name. Linux has no lock that Node can ask for, but sockets with a name outside the
 * file system; they are seen within one network namespace: of two containers on one folder, neither sees the other.
 */
function bindName(root: string): Promise<Release | null> {
  const name = createHash("sha256").update(realpathSync(root)).digest("hex").slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code === "EADDRINUSE" ? null : () => undefined);
    });
    server.listen(`\0ferrotype-${process.getuid?.() ?? 0}-${name}`, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

/** What libuv takes for "nobody else": the systems' own `O_EXLOCK`, and no sharing on Windows. */
const EXCLUSIVE: Readonly<Partial<Record<NodeJS.Platform, number>>> = {
  darwin: 0x20 | constants.O_NONBLOCK,
  freebsd: 0x20 | constants.O_NONBLOCK,
  openbsd: 0x20 | constants.O_NONBLOCK,
  win32: 0x10000000,
};

const HELD: readonly string[] = ["EAGAIN", "EBUSY"];

/** Null where another process has the file open. */
function openExclusively(root: string, platform: NodeJS.Platform): Release | null {
  const flag = EXCLUSIVE[platform];
  if (flag === undefined) return () => undefined;
  const path = join(root, "target", "ferrotype", "lock");
  mkdirSync(join(root, "target", "ferrotype"), { recursive: true });
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | flag);
    return () => closeSync(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (HELD.includes(code)) return null;
    throw error;
  }
}
