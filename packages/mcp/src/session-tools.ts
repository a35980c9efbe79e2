import type { NativeSession } from "@ferrotype/natives/session";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

import { textResult } from "./text-result.js";

/** `append_message`. */
export function registerSessionTools(server: McpServer, session: NativeSession): void {
  server.registerTool(
    "append_message",
    {
      description: "Adds a message to this server's session and returns how many it holds.",
      inputSchema: { content: z.string() },
    },
    async ({ content }) => {
      await session.addMessage(content);
      const messages = await session.getMessages();
      return textResult(`${messages.length} messages`);
    },
  );
}
