import type { Candidate } from "../candidate.js";
import type { Search } from "../search.js";

/** Help for an error whose text or code tells what is the matter; null: it does not. */
export function causeOf(search: Search, candidate: Candidate): string | null {
  const { code } = (candidate.error ?? {}) as { readonly code?: unknown };
  const text = `${String(code)} ${candidate.detail}`;
  for (const [pattern, help] of causes) {
    const match = pattern.exec(text);
    const found = match === null ? null : help(match, candidate, search);
    if (found !== null) return found;
  }
  return null;
}

type Help = (match: RegExpExecArray, candidate: Candidate, search: Search) => string | null;

/** What errors say, most of them of system loaders, and what to do about it. */
const causes: readonly (readonly [RegExp, Help])[] = [
  [
    /^ERR_DLOPEN_DISABLED/u,
    () =>
      "Native addons are switched off in this process (--permission without --allow-addons, or --no-addons). Start it with --allow-addons.",
  ],
  [
    /^ERR_ACCESS_DENIED/u,
    (_, { path, error }) => {
      const { resource } = error as { readonly resource?: unknown };
      const denied = typeof resource === "string" && resource !== "" ? resource : path;
      return `Node's permission model (--permission) keeps a file from being read. Start the process with --allow-addons and --allow-fs-read=${denied}`;
    },
  ],
  // Deno's own text names the flag.
  [/--allow-[a-z]+/u, ([flag]) => `Start the process with ${flag}.`],
  [
    /failed to map segment/u,
    (_, { source }, { table }) =>
      source === "executable" || source === "cache"
        ? `The cache is on a file system that is mounted noexec. Set ${table.envPrefix}_CACHE_DIR to a folder on another one.`
        : "The file system is mounted noexec. Install on one from which programs may run.",
  ],
  [
    /version [`'](GLIBC|GLIBCXX|CXXABI)_([\d.]+)'/u,
    ([, library = "", version = ""]) =>
      `The binary needs ${{ GLIBC: "glibc", GLIBCXX: "libstdc++ with GLIBCXX" }[library] ?? library} ${version} or newer, and this system has an older one. Use a newer system, or build from source on this one.`,
  ],
  [
    /(\S+\.so[.\d]*): cannot open shared object file|shared library (\S+):/u,
    ([, one, other]) =>
      /ld-linux|libc\.musl/u.test(one ?? other ?? "")
        ? null
        : `The binary needs the library ${one ?? other}, which this system does not have. Install the system's package that holds it.`,
  ],
  [
    /specified module could not be found/iu,
    () =>
      "A DLL that the binary needs is missing, as a rule the Visual C++ runtime. Install Microsoft's current Visual C++ redistributable.",
  ],
  [
    /code signature|Team IDs|system policy/u,
    (_, { path }) =>
      `macOS refuses the signature of the file. Sign it for this system: codesign --force --sign - ${path}`,
  ],
  [
    /static TLS block/u,
    (_, __, { table }) =>
      `The process has no room left for the thread variables of a library. Import ${table.package} before other addons.`,
  ],
  [
    /did not self-register|NODE_MODULE_VERSION/u,
    () =>
      "The file is an addon of another kind, not one of napi-rs. Put the right file in its place.",
  ],
];
