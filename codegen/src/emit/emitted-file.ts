/** A `.js` with its `.d.ts`, before it has a path. */
import type { PrintedFile } from "../print/file.js";
import type { Marker } from "../print/source-map.js";
import type { FileStem } from "./homes.js";

export interface EmittedFile {
  readonly file: FileStem;
  readonly script: string;
  readonly types: string;
  /** The map of the `.d.ts`; `relative` turns a path of the workspace into one as seen from the file. */
  readonly map: (relative: (path: string) => string) => string;
}

export function toEmittedFile(
  file: FileStem,
  script: string,
  { text, marks, marker }: PrintedFile & { readonly marker: Marker },
): EmittedFile {
  return {
    file,
    script,
    types: text,
    map: (relative) => marker.toMap(`${file}.d.ts`, marks, relative),
  };
}
