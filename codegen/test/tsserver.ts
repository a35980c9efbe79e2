import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Definition {
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
export class TsServer {
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

  open(file: string): void {
    this.#send("open", { file, fileContent: readFileSync(file, "utf8") });
  }

  /** Where an editor would go from the first place in `file` where `text` stands, `offset` characters into it. */
  async definition(file: string, text: string, offset = 0): Promise<readonly Definition[]> {
    const before = readFileSync(file, "utf8").split(text)[0] ?? "";
    const lines = before.split("\n");
    const column = (lines.at(-1)?.length ?? 0) + 1 + offset;
    const reply = await this.#request("definition", { file, line: lines.length, offset: column });
    if (reply.success !== true) throw new Error(reply.message ?? "no answer");
    return reply.body as readonly Definition[];
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
