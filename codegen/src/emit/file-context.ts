/** What the emitters of one `.d.ts` share: its scope, its marks, and how it mentions things. */
import { platformTypes } from "../model/known-names.js";
import type { Surface } from "../model/surface.js";
import type { TypeName } from "../model/type.js";
import type { Doc } from "../print/document.js";
import { createScope } from "../print/scope.js";
import type { Scope } from "../print/scope.js";
import { createMarker } from "../print/source-map.js";
import type { Marker } from "../print/source-map.js";
import type { FileStem, Homes } from "./homes.js";

/** The package whose types and helpers generated files use. */
export const runtimePackage = "@ferrotype/runtime";

export interface FileContext {
  readonly surface: Surface;
  readonly homes: Homes;
  readonly file: FileStem;
  readonly scope: Scope;
  readonly marker: Marker;
  /** Names what a type mentions, with an import where one is needed. */
  readonly name: (name: TypeName) => Doc;
  /** Something in the file needs `/// <reference … />`. */
  needs(reference: string): void;
  readonly references: ReadonlySet<string>;
}

export const nodeReference = 'types="node"';
export const disposableReference = 'lib="esnext.disposable"';

/** Opens a `.d.ts` that declares these names. */
export function openFile(
  surface: Surface,
  homes: Homes,
  file: FileStem,
  declarations: Iterable<string>,
): FileContext {
  const scope = createScope(declarations);
  const references = new Set<string>();
  const name = (mentioned: TypeName): Doc => {
    switch (mentioned.kind) {
      case "item": {
        const found = homes.byId(mentioned.id);
        if (found === null) throw new Error(`${mentioned.id} is not an item of this surface`);
        if (found.home.file === file) return scope.own(found.home.name);
        const from = `./${found.home.file}.js`;
        return scope.imported({ from, name: found.home.name, typeOnly: true });
      }
      case "runtime":
        return scope.imported({ from: runtimePackage, name: mentioned.name, typeOnly: true });
      case "global":
      case "node": {
        const [head = mentioned.name] = mentioned.name.split(".");
        if (mentioned.kind === "node" || platformTypes.has(head)) references.add(nodeReference);
        return [scope.global(head), mentioned.name.slice(head.length)];
      }
      case "unresolved":
        return `unknown /* ${mentioned.name.replaceAll("*/", "")} is declared nowhere */`;
    }
  };
  return {
    surface,
    homes,
    file,
    scope,
    marker: createMarker(),
    name,
    references,
    needs: (reference) => {
      references.add(reference);
    },
  };
}
