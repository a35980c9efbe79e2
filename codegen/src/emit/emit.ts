/** The generated package, its lock and its README, from the surface. */
import type { Surface } from "../model/surface.js";
import type { GenerateOptions, GeneratedFile } from "../model/views.js";
import { emitBinding } from "./emit-binding.js";
import { emitLock } from "./emit-lock.js";
import { emitModule } from "./emit-module.js";
import { emitPackage } from "./emit-package.js";
import { emitReadme } from "./emit-readme.js";
import { emitNativeFree, emitShared } from "./emit-shared.js";
import type { EmittedFile } from "./emitted-file.js";
import { nodeReference } from "./file-context.js";
import { headerLines } from "./header.js";
import { fileOfModule, findHomes, indexFile, nativeFree } from "./homes.js";
import { indexReexports, moduleReexports } from "./reexports.js";

/** Everything that is written for an addon, but for its type tests; sorted by path. */
export function emit(surface: Surface, options: GenerateOptions): readonly GeneratedFile[] {
  const homes = findHomes(surface);
  const header = headerLines(surface, options);
  const modules = [null, ...surface.modules].map((module) => {
    const file = fileOfModule(module);
    const items = surface.items.filter((item) => homes.of(item).file === file);
    const reexports =
      module === null ? indexReexports(surface, homes) : moduleReexports(surface, homes, module);
    return emitModule({ surface, homes, header, file, items, reexports });
  });
  const shared = nativeFree.map((file) => emitShared(surface, homes, header, file));
  const emitted = [...modules, ...shared];
  const entries = emitted.map(({ file }) => file).filter((file) => file !== indexFile);
  const needsNodeTypes = emitted.some(({ types }) =>
    types.includes(`/// <reference ${nodeReference} />`),
  );
  const files: GeneratedFile[] = [
    ...emitted.flatMap((file) => filesOf(file, options.out)),
    committed(`${options.out}/binding.js`, emitBinding(surface, homes, header, options.command)),
    committed(`${options.out}/native-free.js`, emitNativeFree(surface, homes, header)),
    committed(
      `${options.out}/package.json`,
      emitPackage({ surface, entries, needsNodeTypes, toolVersion: options.toolVersion }),
    ),
    committed(`${options.out}/README.md`, emitReadme(surface)),
    committed(`${options.locks}/${surface.package.addon}.json`, emitLock(surface)),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function filesOf({ file, script, types, map }: EmittedFile, out: string): readonly GeneratedFile[] {
  const up = "../".repeat(out.split("/").length);
  return [
    committed(`${out}/${file}.js`, script),
    committed(`${out}/${file}.d.ts`, types),
    { path: `${out}/${file}.d.ts.map`, text: map((path) => up + path), committed: false },
  ];
}

function committed(path: string, text: string): GeneratedFile {
  return { path, text, committed: true };
}
