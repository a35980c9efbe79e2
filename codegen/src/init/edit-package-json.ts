import type { Node } from "jsonc-parser";

import { jsonc } from "./jsonc.js";

/** A value to be set in a table of package.json. */
export interface Setting {
  readonly table: string;
  readonly key: string;
  readonly value: string;
  /** Keep the keys of the table in order, as npm does with dependencies. */
  readonly sorted: boolean;
}

/** Sets values; nothing moves but the tables that they are put into, where these stood in one line. */
export function editPackageJson(text: string, settings: readonly Setting[]): string {
  const bare = text.replace(/^\uFEFF/u, "");
  const indent = /^([ \t]+)"/mu.exec(bare)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: bare.includes("\r\n") ? "\r\n" : "\n",
  };
  const edited = settings.reduce((current, { table, key, value, sorted }) => {
    const isThere = jsonc.findNodeAtLocation(jsonc.parseTree(current) ?? NOTHING, [table]);
    const edits =
      isThere === undefined
        ? jsonc.modify(current, [table], { [key]: value }, { formattingOptions })
        : jsonc.modify(current, [table, key], value, {
            formattingOptions,
            ...(sorted ? { getInsertionIndex: (keys) => placeIn(keys, key) } : {}),
          });
    return jsonc.applyEdits(current, edits);
  }, bare);
  return text.slice(0, text.length - bare.length) + edited;
}

const NOTHING: Node = { type: "object", offset: 0, length: 0, children: [] };

function placeIn(keys: readonly string[], key: string): number {
  const after = keys.findIndex((each) => each > key);
  return after < 0 ? keys.length : after;
}
