/**
 * Node's own modules, asked for without `import`: an ESM import of `node:fs` reads every one of its getters, which loads
 * the streams and costs more than all else here (3 to 5 ms of CPU at each start).
 */
export const fs: typeof import("node:fs") = /* @__PURE__ */ process.getBuiltinModule("node:fs");
export const module: typeof import("node:module") =
  /* @__PURE__ */ process.getBuiltinModule("node:module");
export const path: typeof import("node:path") =
  /* @__PURE__ */ process.getBuiltinModule("node:path");
export const url: typeof import("node:url") = /* @__PURE__ */ process.getBuiltinModule("node:url");
