/** FT3001 to FT3008: source and d.ts disagree. */
import type { Code } from "../../src/diagnostics/codes.js";
import type { Fixture } from "./fixture.js";

const size = "#[napi]\npub fn «size»(path: String) -> u32 { 1 }";
const info = "#[napi(object)]\npub struct Info {\npub «size»: u32,\n}";

export const comparisonFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT3001: {
    fires: { rust: size, dts: "" },
    // Of a host that lacks it, the d.ts says nothing.
    quiet: { rust: "#[cfg(windows)]\n#[napi]\npub fn size() {}", dts: "" },
  },
  FT3002: {
    fires: { rust: "", dts: "export declare function gone(): void\n" },
    quiet: {
      rust: `#[napi(ts_return_type = "FromHeader")]\npub fn open() -> u32 { 1 }`,
      dts: "export interface FromHeader {}\nexport declare function open(): FromHeader\n",
    },
  },
  FT3003: {
    fires: { rust: size, dts: "export declare class size {\n}\n" },
    quiet: {
      rust: "#[napi(string_enum)]\npub enum Kind { File }",
      dts: "export type Kind = 'File'\n",
    },
  },
  FT3004: {
    fires: { rust: size, dts: "export declare function size(file: string): number\n" },
    quiet: { rust: size, dts: "export declare function size(path: string): number\n" },
  },
  FT3005: {
    fires: { rust: info, dts: "export interface Info {\n  size?: number\n}\n" },
    quiet: { rust: info, dts: "export interface Info {\n  size: number\n}\n" },
  },
  FT3006: {
    fires: { rust: info, dts: "export interface Info {\n  readonly size: number\n}\n" },
    quiet: {
      rust: "#[napi(object)]\npub struct Info {\n#[napi(readonly)]\npub sizes: Vec<u32>,\n}",
      dts: "export interface Info {\n  readonly sizes: number[]\n}\n",
    },
  },
  FT3007: {
    fires: {
      rust: "#[napi]\npub enum Level { «Low» }",
      dts: "export declare enum Level {\n  Low = 1,\n}\n",
    },
    quiet: {
      rust: "#[napi]\npub enum Level { Low = 1 }",
      dts: "export declare enum Level {\n  Low = 1,\n}\n",
    },
  },
  FT3008: {
    fires: { rust: info, dts: "export interface Info {\n}\n" },
    quiet: {
      rust: "#[napi(object)]\npub struct Info {\n#[napi(skip_typescript)]\npub size: u32,\n}",
      dts: "export interface Info {\n}\n",
    },
  },
};
