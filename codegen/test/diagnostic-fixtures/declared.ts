/** FT2: what is wrong in the d.ts, or would be in ours. */
import type { Code } from "../../src/diagnostics/codes.js";
import type { Fixture } from "./fixture.js";

export const declaredFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT2001: {
    fires: {
      rust: "#[napi]\npub fn open() {}",
      dts: "export declare function open(: void\n",
    },
    quiet: { rust: "#[napi]\npub fn open() {}", dts: "export declare function open(): void\n" },
  },
  FT2002: {
    fires: {
      rust: "#[napi]\npub fn «open»() -> Result<u32> {}",
      dts: "export declare function open(): Ghost\n",
    },
    quiet: {
      rust: "#[napi]\npub struct Ghost {}\n#[napi]\npub fn open() -> Ghost {}",
      dts: "export declare class Ghost {\n}\nexport declare function open(): Ghost\n",
    },
  },
  FT2003: {
    fires: {
      rust: `#[napi(ts_return_type = "Promise<string «=>» number>")]\npub fn open() -> u32 { 1 }`,
    },
    quiet: {
      rust: `#[napi(ts_return_type = "Promise<(text: string) => number>")]\npub fn open() -> u32 { 1 }`,
    },
  },
  FT2004: {
    fires: {
      rust: `#[napi]\npub fn open(#[napi(ts_arg_type = r#"'a' | «Ghost»"#)] value: String) {}`,
    },
    quiet: {
      rust: `#[napi(object)]\npub struct Ghost {}\n#[napi]\npub fn open(#[napi(ts_arg_type = "'a' | Ghost")] value: String) {}`,
    },
  },
  FT2005: {
    fires: {
      rust: "#[napi]\npub enum «Level» { Low }",
      dts: "export declare const enum Level {\n  Low = 0,\n}\n",
    },
    quiet: {
      rust: "#[napi]\npub enum Level { Low }",
      dts: "export declare enum Level {\n  Low = 0,\n}\n",
    },
  },
  FT2006: {
    fires: { rust: "#[napi]\npub fn «delete»() {}" },
    quiet: {
      rust: "#[napi]\npub struct File {}\n#[napi]\nimpl File {\n#[napi]\npub fn delete(&self) {}\n}",
    },
  },
  FT2007: {
    fires: { rust: `#[napi(js_name = "read-file")]\npub fn «read_file»() {}` },
    quiet: {
      rust: `#[napi(object)]\npub struct Info {\n#[napi(js_name = "read-file")]\npub read_file: u32,\n}`,
    },
  },
  FT2008: {
    fires: {
      rust: `#[napi(string_enum)]\npub enum Mark {\n#[napi(value = "it's")]\n«Its»,\n}`,
    },
    quiet: {
      rust: `#[napi(string_enum)]\npub enum Mark {\n#[napi(value = "its")]\nIts,\n}`,
    },
  },
};
