/** TypeScript 7's language server, spoken to over the Language Server Protocol. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";

import { placeIn, type Definition, type DefinitionServer } from "./definition-server.js";

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

export class LanguageServer implements DefinitionServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #ready: Promise<void>;

  /** `compiler` is the `tsc` of TypeScript 7, `folder` what an editor has open. */
  constructor(compiler: string, folder: string) {
    this.#child = spawn(process.execPath, [compiler, "--lsp", "--stdio"]);
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.#connection.onRequest(() => null);
    this.#connection.listen();
    this.#ready = this.#initialize(folder);
  }

  async #initialize(folder: string): Promise<void> {
    await this.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    await this.#connection.sendNotification("initialized", {});
  }

  async open(file: string): Promise<void> {
    await this.#ready;
    const text = readFileSync(file, "utf8");
    const textDocument = { uri: pathToFileURL(file).href, languageId: "typescript", version: 1 };
    await this.#connection.sendNotification("textDocument/didOpen", {
      textDocument: { ...textDocument, text },
    });
  }

  async definition(file: string, text: string, offset = 0): Promise<readonly Definition[]> {
    const { line, column } = placeIn(file, text, offset);
    const answer = await this.#connection.sendRequest<readonly Location[] | Location | null>(
      "textDocument/definition",
      {
        textDocument: { uri: pathToFileURL(file).href },
        position: { line: line - 1, character: column - 1 },
      },
    );
    return [answer ?? []].flat().map(({ uri, range: { start } }) => ({
      file: fileURLToPath(uri),
      line: start.line + 1,
      column: start.character + 1,
    }));
  }

  close(): void {
    this.#connection.dispose();
    this.#child.kill();
  }
}
