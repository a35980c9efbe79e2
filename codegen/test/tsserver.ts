import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

import { placeIn, type Definition, type DefinitionServer } from "./definition-server.js";

interface Found {
  readonly file: string;
  readonly start: { readonly line: number; readonly offset: number };
}

interface Reply {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly body?: unknown;
  readonly message?: string;
}

/** The language service that editors start, spoken to over its own protocol. */
export class TsServer implements DefinitionServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #buffer = Buffer.alloc(0);
  #sequence = 0;

  constructor(path: string) {
    this.#child = spawn(process.execPath, [path, "--disableAutomaticTypingAcquisition"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  open(file: string): Promise<void> {
    this.#send("open", { file, fileContent: readFileSync(file, "utf8") });
    return Promise.resolve();
  }

  async definition(file: string, text: string, offset = 0): Promise<readonly Definition[]> {
    const { line, column } = placeIn(file, text, offset);
    const reply = await this.#request("definition", { file, line, offset: column });
    if (reply.success !== true) throw new Error(reply.message ?? "no answer");
    return (reply.body as readonly Found[]).map(({ file: path, start }) => ({
      file: path,
      line: start.line,
      column: start.offset,
    }));
  }

  close(): void {
    this.#child.kill();
  }

  #send(command: string, args: object): number {
    this.#sequence += 1;
    const request = { seq: this.#sequence, type: "request", command, arguments: args };
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return this.#sequence;
  }

  #request(command: string, args: object): Promise<Reply> {
    return new Promise((resolve) => this.#waiting.set(this.#send(command, args), resolve));
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const text = this.#buffer.toString("latin1");
      const head = /^Content-Length: (\d+)\r\n\r\n/u.exec(text);
      if (head === null) return;
      const end = head[0].length + Number(head[1]);
      if (this.#buffer.length < end) return;
      const reply = JSON.parse(
        this.#buffer.subarray(head[0].length, end).toString("utf8"),
      ) as Reply;
      this.#buffer = this.#buffer.subarray(end);
      if (reply.type === "response") this.#waiting.get(reply.request_seq ?? 0)?.(reply);
    }
  }
}
