/** Told from the header alone: whether a file is an addon, and one for this machine. */
import { type BinaryInfo, inspectBinary, libcOfExecutable } from "@ferrotype/runtime/binary";

import { diagnostic } from "../../diagnostics/make.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";

/** What runs us. */
export interface Host {
  readonly platform: string;
  readonly arch: string;
  /** Null where it does not tell, or has none to choose from. */
  readonly libc: string | null;
}

export function thisHost(): Host {
  const { platform, arch, execPath } = process;
  return { platform, arch, libc: platform === "linux" ? libcOfExecutable(execPath) : null };
}

/** FT4011 and FT4012; null where the file may be loaded. */
export function checkHost(path: string, host: Host): Diagnostic | null {
  let info: BinaryInfo;
  try {
    info = inspectBinary(path, host.arch);
  } catch (error) {
    return noFile(path, error as NodeJS.ErrnoException);
  }
  if (info.format === null) {
    const { damage } = info;
    const help = "name the `.node` file that `napi build` wrote";
    return diagnostic("FT4012", `\`${path}\` is no native addon: ${damage ?? "it has no header"}`, {
      help,
    });
  }
  const built = mismatch(info, host);
  if (built === null) return null;
  const help = "name the binary of this platform, or check this one where it runs";
  return diagnostic("FT4011", `\`${path}\` cannot be loaded here: it is built for ${built}`, {
    help,
  });
}

/** FT4012. */
function noFile(path: string, { code, message }: NodeJS.ErrnoException): Diagnostic {
  const [what, help] = ((): readonly [string, string | null] => {
    switch (code) {
      case "ENOENT":
      case "ENOTDIR":
        return ["it is not there", "build the addon first"];
      case "EACCES":
      case "EPERM":
        return ["this user may not read it", "`chmod +r` it, and `chmod +x` the folders above"];
      default:
        return [message, null];
    }
  })();
  return diagnostic("FT4012", `\`${path}\` cannot be read: ${what}`, { help });
}

/** All of them load ELF files, and the header does not always tell which. */
const elfPlatforms: readonly string[] = ["android", "freebsd", "linux", "openharmony"];

function mismatch({ platform, arches, libc }: BinaryInfo, host: Host): string | null {
  const fits =
    platform === null ||
    platform === host.platform ||
    (platform === "linux" && elfPlatforms.includes(host.platform));
  const here = `this is ${host.platform} ${host.arch}`;
  const arch = arches.join(" and ");
  if (!fits) return `${platform}${arch === "" ? "" : ` ${arch}`}, and ${here}`;
  if (arches.length > 0 && !arches.includes(host.arch)) {
    return `${platform ?? "another platform"} ${arch}, and ${here}`;
  }
  if (platform !== "linux" || libc === null || host.libc === null || libc === host.libc) {
    return null;
  }
  return `the C library ${libc}, and this Node runs on ${host.libc}`;
}
