import { executeCommand } from "@ferrotype/natives/process";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

import { textResult } from "./text-result.js";

/** `run_command`. */
export function registerProcessTools(server: McpServer, root: string): void {
  server.registerTool(
    "run_command",
    {
      description: "Runs a program with arguments (no shell) and returns what it printed.",
      inputSchema: {
        command: z.string(),
        args: z.array(z.string()).default([]),
        timeoutMs: z.number().int().positive().default(60_000),
      },
    },
    async ({ command, args, timeoutMs }, { signal }) => {
      const result = await executeCommand(command, args, { cwd: root, timeoutMs, signal });
      const end = result.timedOut
        ? `timed out after ${timeoutMs} ms`
        : `exit ${result.exitCode ?? result.signal}`;
      return textResult(`${result.stdout}${result.stderr}[${end}]`);
    },
  );
}
