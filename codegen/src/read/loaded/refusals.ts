/** What the linker's and Node's words mean. */

export interface Refusal {
  /** What it comes to, after the linker's own words; null where these say it. */
  readonly meaning: string | null;
  readonly help: string;
}

interface Rule {
  readonly words: RegExp;
  readonly explain: (found: Readonly<Record<string, string | undefined>>) => Refusal;
}

/** The symbol is lazily bound, and was called: the process ends. */
export const lookupError: RegExp = /symbol lookup error: (?<words>.*)/u;

const rules: readonly Rule[] = [
  {
    words:
      /undefined symbol: (?<glibc>\S+)|symbol not found in flat namespace '(?<mac>[^']+)'|(?:Error relocating .*: (?<musl>\S+): symbol not found)|procedure could not be found/u,
    explain: ({ glibc, mac, musl }) => missingSymbol(glibc ?? mac?.replace(/^_/u, "") ?? musl),
  },
  {
    words: /version [`'](?<version>GLIBC_[\d.]+)' not found/u,
    explain: ({ version = "" }) => ({
      meaning: `it is built against ${version.replace("_", " ").replace("GLIBC", "glibc")}, which is newer than the one here`,
      help: "build it on a system with an older glibc, or with `napi build --use-napi-cross`",
    }),
  },
  {
    words: /version [`'](?<version>[A-Za-z]\w*_[\d.]+)' not found/u,
    explain: ({ version = "" }) => ({
      meaning: `a library that it links against lacks ${version}`,
      help: "install the newer library, or link it statically",
    }),
  },
  {
    words:
      /(?<library>[^\s:/]+\.so[\w.]*): cannot open shared object file|Error loading shared library (?<musl>[^\s:]+): No such|Library not loaded: (?<mac>\S+)|specified module could not be found/u,
    explain: ({ library, musl, mac }) => ({
      meaning: `it needs the library ${library ?? musl ?? mac ?? "that the linker names"}, which is not installed here`,
      help: "install the library, or link it statically",
    }),
  },
  {
    words: /NODE_MODULE_VERSION (?<built>\d+)/u,
    explain: () => ({
      meaning: "it is built for another major version of Node, so it is no Node-API addon",
      help: "napi-rs addons are not bound to one version: name the binary that `napi build` wrote",
    }),
  },
  {
    words: /Module did not self-register|did not find symbol|no napi_register_module/iu,
    explain: () => ({
      meaning: "it is a shared library that registers no module with Node",
      help: "name the `.node` file of a crate that uses `#[napi]`",
    }),
  },
  {
    words: /file too short|truncated|too small/iu,
    explain: () => ({
      meaning: "the file is cut short",
      help: "build the addon again, or install the package again",
    }),
  },
  {
    words: /failed to map segment|Operation not permitted/iu,
    explain: () => ({
      meaning: "the system does not let code run from this folder",
      help: "move it to a folder that is not mounted with `noexec`",
    }),
  },
  {
    words: /cannot allocate memory in static TLS block/iu,
    explain: () => ({
      meaning: "its thread-local variables do not fit into a running process",
      help: "build without `-ftls-model=initial-exec`; with jemalloc, turn on `disable_initial_exec_tls`",
    }),
  },
];

/** What a refusal of the linker comes to. */
export function explainRefusal(message: string): Refusal {
  for (const { words, explain } of rules) {
    const found = words.exec(message);
    if (found !== null) return explain(found.groups ?? {});
  }
  return { meaning: null, help: "build the addon again for this platform" };
}

function missingSymbol(symbol: string | undefined): Refusal {
  if (symbol === undefined) {
    return {
      meaning: "a library that it links against lacks a symbol",
      help: "look at what it links against: the library is of another version, or not there",
    };
  }
  if (/^(?:napi|node_api)_/u.test(symbol)) {
    return {
      meaning: `it needs \`${symbol}\` of a newer Node-API than this Node ${process.versions.node} has`,
      help: "run a newer Node, or turn off the `napi9` or later feature of napi that the symbol belongs to",
    };
  }
  if (/^_ZNK?\d*(?:2v8|4node)/u.test(symbol)) {
    return {
      meaning: `it calls \`${symbol}\` of V8 or Node directly, which this Node does not have`,
      help: "use Node-API alone, or build for this version of Node",
    };
  }
  return {
    meaning: `nothing here defines \`${symbol}\``,
    help: "link what defines it: a crate of C code whose build script did not run, or a library of another version",
  };
}
