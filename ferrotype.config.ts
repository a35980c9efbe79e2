import { defineConfig, type Config } from "ferrotype";

const config: Config = defineConfig({
  addons: [
    {
      crate: "crates/natives",
      out: "generated/natives",
      targets: [
        "linux-x64-gnu",
        "linux-x64-musl",
        "linux-arm64-gnu",
        "linux-arm64-musl",
        "darwin-x64",
        "darwin-arm64",
        "darwin-universal",
        "win32-x64-msvc",
        "win32-arm64-msvc",
      ],
    },
  ],
  locks: "generated/surface",
  typeTests: "generated/type-tests",
});

export default config;
