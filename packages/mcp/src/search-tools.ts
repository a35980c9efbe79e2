import { resolve } from "node:path";

import { glob, grep } from "@ferrotype/natives/search";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

import { textResult } from "./text-result.js";

/** `grep` and `glob`. */
export function registerSearchTools(server: McpServer, root: string): void {
  server.registerTool(
    "grep",
    {
      description: "Searches the files under a folder with a regular expression: path:line:text.",
      inputSchema: {
        pattern: z.string(),
        path: z.string().default("."),
        ignoreCase: z.boolean().default(false),
        maxCount: z.number().int().positive().default(200),
      },
    },
    async ({ pattern, path, ignoreCase, maxCount }, { signal }) => {
      const matches = await grep({
        pattern,
        root: resolve(root, path),
        ignoreCase,
        maxCount,
        signal,
      });
      const lines = matches
        .toArray()
        .map((match) => `${match.path}:${match.lineNumber}:${match.line}`);
      if (matches.truncated) lines.push(`! only the first ${maxCount} matches`);
      return textResult(lines.join("\n"));
    },
  );

  server.registerTool(
    "glob",
    {
      description: "Finds files by patterns such as src/**/*.ts.",
      inputSchema: { patterns: z.array(z.string()), path: z.string().default(".") },
    },
    async ({ patterns, path }, { signal }) => {
      const found = await glob(patterns, { cwd: resolve(root, path), gitignore: true, signal });
      return textResult([...found].map((entry) => entry.path).join("\n"));
    },
  );
}
