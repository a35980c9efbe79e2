import { resolve } from "node:path";

import { listDirectory, readTextFile } from "@ferrotype/natives/fs";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

import { textResult } from "./text-result.js";

/** `list_directory` and `read_file`. */
export function registerFileTools(server: McpServer, root: string): void {
  server.registerTool(
    "list_directory",
    {
      description: "Lists a folder, one entry a line; folders end in a slash.",
      inputSchema: { path: z.string().default("."), recursive: z.boolean().default(false) },
    },
    async ({ path, recursive }, { signal }) => {
      const entries = await listDirectory(resolve(root, path), {
        recursive,
        gitignore: true,
        sort: true,
        signal,
      });
      const lines = entries.toArray().map((entry) => (entry.isDir ? `${entry.path}/` : entry.path));
      for (const error of entries.errors) lines.push(`! ${error.message}`);
      return textResult(lines.join("\n"));
    },
  );

  server.registerTool(
    "read_file",
    { description: "Reads a text file.", inputSchema: { path: z.string() } },
    async ({ path }, { signal }) =>
      textResult(await readTextFile(resolve(root, path), { maxBytes: 1_000_000, signal })),
  );
}
