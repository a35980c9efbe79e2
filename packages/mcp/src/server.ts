/**
 * A Model Context Protocol server whose tools are the natives: what importing `@ferrotype/natives` feels like.
 *
 * Invariant: no cast and no wrapper stands between a tool and the native that does its work.
 */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { NativeSession } from "@ferrotype/natives/session";

import { registerFileTools } from "./file-tools.js";
import { registerProcessTools } from "./process-tools.js";
import { registerSearchTools } from "./search-tools.js";
import { registerSessionTools } from "./session-tools.js";

/** A server with all tools; relative paths are resolved against `root`. */
export function createServer(root: string): McpServer {
  const server = new McpServer({ name: "ferrotype-mcp", version: "0.1.0" });
  registerFileTools(server, root);
  registerProcessTools(server, root);
  registerSearchTools(server, root);
  registerSessionTools(server, new NativeSession());
  return server;
}
