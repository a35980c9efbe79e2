import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

/** The result of a tool that answers with one text. */
export function textResult(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}
