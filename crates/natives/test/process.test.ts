/** Running programs, from JavaScript. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OutputEncoding, Process, Signal, executeCommand } from "@ferrotype/natives/process";
import { describe, expect, test } from "vitest";

import { failedCall, failureOf, thrownBy } from "./failure.js";
import { isRunning, until } from "./observe-process.js";
import { tempFolder } from "./temp-folder.js";

const shell = (script: string): [string, string[]] => ["sh", ["-c", script]];

describe("executeCommand", () => {
  test("gives output, exit code and pid; arguments reach the program as they are", async () => {
    const result = await executeCommand("sh", [
      "-c",
      'printf "$1"; echo no >&2; exit 3',
      "sh",
      "a  'b'",
    ]);
    const { durationMs, pid, ...rest } = result;
    expect(rest).toEqual({
      stdout: "a  'b'",
      stderr: "no\n",
      stdoutBytes: null,
      stderrBytes: null,
      exitCode: 3,
      signal: null,
      timedOut: false,
      truncated: false,
    });
    expect(durationMs).toBeGreaterThan(0);
    expect(pid).toBeGreaterThan(1);
    expect(isRunning(pid)).toBe(false);
  });

  test("gives bytes when asked", async () => {
    const encoding = OutputEncoding.Buffer;
    const result = await executeCommand(...shell(String.raw`printf '\377\0a'`), { encoding });
    expect([...(result.stdoutBytes ?? [])]).toEqual([255, 0, 97]);
    expect([result.stdout, result.stderr, result.stderrBytes?.length]).toEqual(["", "", 0]);
  });

  test("works in a folder: as a path, a URL, an option", async () => {
    const folder = realpathSync(tempFolder());
    const url = pathToFileURL(folder);
    for (const where of [folder, url, { cwd: folder }, { cwd: url }]) {
      expect((await executeCommand("pwd", [], where)).stdout).toBe(`${folder}\n`);
    }
  });

  test("takes URLs for the program and its arguments", async () => {
    const folder = tempFolder({ "a b.txt": "read" });
    const file = pathToFileURL(join(folder, "a b.txt"));
    const program = pathToFileURL((await executeCommand(...shell("command -v cat"))).stdout.trim());
    expect((await executeCommand(program, [file])).stdout).toBe("read");
  });

  test("sets, removes and replaces variables", async () => {
    const script = 'echo "${A-none} ${HOME-none}"';
    const run = async (options: object): Promise<string> =>
      (await executeCommand("/bin/sh", ["-c", script], options)).stdout.trim();
    const home = process.env["HOME"] ?? "none";
    expect(await run({ env: { A: "1" } })).toBe(`1 ${home}`);
    expect(await run({ env: { HOME: null } })).toBe("none none");
    expect(await run({ env: { HOME: undefined } })).toBe("none none");
    expect(await run({ env: { A: "2" }, extendEnv: false })).toBe("2 none");
  });

  test("reads what it is given, and never the host's input", async () => {
    expect((await executeCommand("cat")).stdout).toBe("");
    expect((await executeCommand("cat", [], { input: "grüße" })).stdout).toBe("grüße");
    const bytes = await executeCommand("cat", [], {
      input: Uint8Array.of(0, 255),
      encoding: "buffer",
    });
    expect([...(bytes.stdoutBytes ?? [])]).toEqual([0, 255]);
  });

  test("the input of the host stays unread", async () => {
    const code = `import { executeCommand } from "@ferrotype/natives/process";
      const { stdout } = await executeCommand("cat");
      process.stdin.setEncoding("utf8");
      let own = "";
      for await (const part of process.stdin) own += part;
      console.log(JSON.stringify([stdout, own]));`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      cwd: import.meta.dirname,
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end("mine");
    let output = "";
    for await (const part of child.stdout) output += String(part);
    expect(JSON.parse(output)).toEqual(["", "mine"]);
  });

  test("100 MB of output arrive, beyond a limit they are dropped", async () => {
    const size = 100 * 1024 * 1024;
    const all = await executeCommand("head", ["-c", String(size), "/dev/zero"], {
      encoding: "buffer",
    });
    expect([all.stdoutBytes?.length, all.truncated, all.exitCode]).toEqual([size, false, 0]);
    const some = await executeCommand("head", ["-c", String(size), "/dev/zero"], {
      maxBufferBytes: 1000,
    });
    expect([some.stdout.length, some.truncated, some.exitCode]).toEqual([1000, true, 0]);
  });

  test("a timeout ends the tree and keeps what was printed", async () => {
    const folder = tempFolder();
    const script = "echo kept; sleep 1000 & echo $! > pid; wait";
    const result = await executeCommand(...shell(script), { cwd: folder, timeoutMs: 300 });
    expect(result).toMatchObject({ stdout: "kept\n", timedOut: true, exitCode: null });
    expect(result.signal).toBe("SIGTERM");
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    await until(() => !isRunning(pid));
    expect(await executeCommand("sleep", ["1000"], null, 50)).toMatchObject({ timedOut: true });
  });

  test("a program that does not listen is killed", async () => {
    const result = await executeCommand(
      ...shell("trap '' TERM; echo up; while :; do sleep 1000; done"),
      {
        timeoutMs: 200,
        forceKillAfterMs: 100,
      },
    );
    expect(result).toMatchObject({ stdout: "up\n", timedOut: true, signal: "SIGKILL" });
  });

  test("rejects with the output when told so", async () => {
    const failed = failedCall(() =>
      executeCommand(...shell("echo out; echo err >&2; exit 4"), { reject: true }),
    );
    expect(await failed).toMatchObject({
      code: "ERR_COMMAND_FAILED",
      exitCode: 4,
      stdout: "out\n",
      stderr: "err\n",
    });
    const slow = failedCall(() =>
      executeCommand("sleep", ["1000"], { reject: true, timeoutMs: 50 }),
    );
    expect(await slow).toMatchObject({ code: "ERR_TIMEOUT", stdout: "", stderr: "" });
  });

  test("tells the limit that was broken, not how long it took", async () => {
    const slow = { reject: true, timeoutMs: 200 };
    const message = "The command took longer than 200 ms";
    expect((await failedCall(() => executeCommand("sleep", ["1000"], slow))).message).toBe(message);
    const both = failedCall(() => executeCommand("sleep", ["1000"], slow, 5000));
    expect((await both).message).toBe(message);
    const positional = failedCall(() => executeCommand("sleep", ["1000"], { reject: true }, 50));
    expect((await positional).message).toBe("The command took longer than 50 ms");
  });

  test("tells a missing program from a missing folder", async () => {
    expect(await failedCall(() => executeCommand("no-such-program-here"))).toMatchObject({
      code: "ENOENT",
      path: "no-such-program-here",
      errno: -2,
    });
    expect(await failedCall(() => executeCommand("true", [], "/nope"))).toMatchObject({
      code: "ENOENT",
      syscall: "chdir",
      path: "/nope",
    });
  });

  test("50 at once leave nothing behind", async () => {
    const runs = Array.from({ length: 50 }, (_, index) => executeCommand("echo", [String(index)]));
    const outputs = (await Promise.all(runs)).map(({ stdout }) => stdout.trim());
    expect(outputs).toEqual(Array.from({ length: 50 }, (_, index) => String(index)));
  });
});

describe("Process", () => {
  test("this one", () => {
    const own = Process.fromPid(process.pid);
    expect(own).toBeInstanceOf(Process);
    expect(Object.getPrototypeOf(own)).toBe(Process.prototype);
    expect(own.constructor).toBe(Process);
    expect([own.pid, own.ppid]).toEqual([process.pid, process.ppid]);
    expect(["running", "sleeping"]).toContain(own.status());
    expect(
      own.args().some((argument) => argument.includes("node") || argument === process.title),
    ).toBe(true);
  });

  test("cannot be made by hand", () => {
    const Open = Process as unknown as new () => Process;
    expect(failureOf(() => new Open())).toEqual({
      class: "TypeError",
      code: "ERR_ILLEGAL_CONSTRUCTOR",
      message: "Illegal constructor: Process cannot be made with new",
    });
    const call = Process as unknown as () => Process;
    expect(failureOf(() => call()).class).toBe("TypeError");
  });

  test("names a process that is not there", () => {
    expect(failureOf(() => Process.fromPid(0x7fff_ffff))).toMatchObject({
      class: "Error",
      code: "ESRCH",
      pid: 0x7fff_ffff,
    });
  });

  test("errors begin where the caller stands", () => {
    const theCaller = (): Process => Process.fromPid(0x7fff_ffff);
    const { stack = "" } = thrownBy(theCaller) as Error;
    expect(stack.split("\n")[1]).toContain("theCaller");
  });

  test("ends a process and all below it, once", async () => {
    const folder = tempFolder();
    const child = spawn("sh", ["-c", "sleep 1000 & echo $! > pid; wait"], {
      cwd: folder,
    });
    await until(
      () => existsSync(join(folder, "pid")) && readFileSync(join(folder, "pid"), "utf8") !== "",
    );
    const grandchild = Number(readFileSync(join(folder, "pid"), "utf8"));
    const handle = Process.fromPid(child.pid ?? 0);
    expect(handle.ppid).toBe(process.pid);
    expect(handle.args()[0]).toBe("sh");
    const exit = once(child, "exit");
    expect(await handle.killTree(Signal.Kill)).toBe(2);
    expect(await exit).toEqual([null, "SIGKILL"]);
    await until(() => !isRunning(grandchild));
    expect([handle.status(), handle.ppid, await handle.killTree()]).toEqual(["exited", null, 0]);
    expect(failureOf(() => handle.args())).toMatchObject({ code: "ESRCH" });
  });
});
