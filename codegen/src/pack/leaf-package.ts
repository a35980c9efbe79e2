import type { Surface } from "../model/surface.js";
import type { Json } from "../print/json.js";
import { sortFiles } from "./core-package.js";
import {
  binaryFile,
  leafName,
  type BuiltBinary,
  type PackedFile,
  type PackedPackage,
} from "./packed-package.js";

/** The package of one target: the binary, and what the loader and package managers want to know of it. */
export function leafPackage(
  { package: info, contract }: Surface,
  binary: BuiltBinary,
  core: PackedPackage,
  licences: readonly PackedFile[],
): PackedPackage {
  const { target } = binary;
  const file = binaryFile(info.addon, target.name);
  const name = leafName(info.leaf, target.name);
  const platform = `${target.name} (${target.triple}${target.cpu === null ? "" : `, ${target.cpu}`})`;
  const { license, repository } = core.manifest;
  const manifest: Record<string, Json> = {
    name,
    version: info.version,
    description: `The native addon of ${info.name} for ${platform}`,
    ...(license === undefined ? {} : { license }),
    ...(repository === undefined ? {} : { repository }),
    type: "commonjs",
    // No `engines`: npm leaves out an optional package whose engines do not match, without a word.
    os: [target.platform],
    cpu: [...target.arches],
    ...(target.libc === null ? {} : { libc: [npmLibc(target.libc)] }),
    exports: { ".": `./${file}`, "./package.json": "./package.json" },
    files: [file],
    // A library has to lie on the disk; yarn would keep it in an archive.
    preferUnplugged: true,
    ferrotype: {
      file,
      sizeBytes: binary.sizeBytes,
      sha256: binary.sha256,
      contract: contract.hash,
      target: target.name,
    },
  };
  const readme = `# ${name}\n\nThe native addon of [${info.name}](https://www.npmjs.com/package/${info.name}) for ${platform}. Package managers install it where it fits; depend on \`${info.name}\`, not on this.\n`;
  return {
    name,
    version: info.version,
    target: target.name,
    manifest,
    files: sortFiles([
      { path: file, content: { from: binary.path } },
      { path: "README.md", content: readme },
      ...licences,
    ]),
  };
}

/** What npm calls a C library. */
export function npmLibc(libc: "gnu" | "musl"): string {
  return libc === "gnu" ? "glibc" : "musl";
}
