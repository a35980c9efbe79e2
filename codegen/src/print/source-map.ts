/** `*.d.ts.map`: from declarations to the Rust items that they come from. */
import { GenMapping, addMapping, toEncodedMap } from "@jridgewell/gen-mapping";
import type { Origin } from "../model/surface.js";
import type { Doc } from "./document.js";
import { markText } from "./marks.js";
import type { MarkPosition } from "./marks.js";

/** Collects what the marks of a file stand for. */
export interface Marker {
  /**
   * Surrounds a declaration with marks: its start and end, and those of its name. Editors need all four: start
   * and end of the name for the jump, start and end of the item for what they show around it.
   */
  declaration(origin: Origin, before: Doc, name: Doc, after: Doc): Doc;
  /** The outer two marks alone, for a declaration whose name stands deeper in its document. */
  surround(origin: Origin, declaration: Doc): Doc;
  /** The marks of that name. */
  nameMark(origin: Origin, name: Doc): Doc;
  /** The map's JSON; `relative` turns a path of the workspace into one as seen from the file. */
  toMap(file: string, marks: readonly MarkPosition[], relative: (path: string) => string): string;
}

type Span = NonNullable<Origin["span"]>;

interface Target {
  readonly file: string;
  readonly position: Span["start"];
}

export function createMarker(): Marker {
  const targets: Target[] = [];
  const mark = (span: Span, edge: "start" | "end"): string => {
    targets.push({ file: span.file, position: span[edge] });
    return markText(targets.length - 1);
  };
  const between = (span: Span, doc: Doc): Doc => [mark(span, "start"), doc, mark(span, "end")];
  const surround: Marker["surround"] = ({ span, nameSpan }, doc) =>
    span === null || nameSpan === null ? doc : between(span, doc);
  const nameMark: Marker["nameMark"] = ({ span, nameSpan }, name) =>
    span === null || nameSpan === null ? name : between(nameSpan, name);
  return {
    surround,
    nameMark,
    declaration: (origin, before, name, after) =>
      surround(origin, [before, nameMark(origin, name), after]),
    toMap(file, marks, relative) {
      const map = new GenMapping({ file });
      for (const [index, { id, line, column }] of marks.entries()) {
        // A declaration that starts with its name: two segments in one place, and editors want the name's.
        const next = marks[index + 1];
        if (next?.line === line && next.column === column) continue;
        const target = targets[id];
        if (target === undefined) throw new Error(`no target for the mark ${id} in ${file}`);
        addMapping(map, {
          generated: { line, column },
          source: relative(target.file),
          original: { line: target.position.line, column: target.position.column - 1 },
        });
      }
      return `${JSON.stringify(toEncodedMap(map))}\n`;
    },
  };
}
