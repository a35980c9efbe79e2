/** FT1016, FT3009 to FT3021: what napi's own d.ts says and the addon does not do, and what ours says instead. */
import type { Code } from "../../src/diagnostics/codes.js";
import type { Fixture } from "./fixture.js";

const level = "#[napi]\npub enum «Level» { Low }";
const kind = "#[napi(string_enum)]\npub enum «Kind» { File }";
const session =
  "#[napi]\npub struct «Session» {}\n#[napi]\nimpl Session {\n#[napi(factory)]\npub fn open() -> Self { Session {} }\n}";
const pets =
  "#[napi]\npub struct «Cat» {}\n#[napi]\npub struct Dog {}\n#[napi]\nimpl Dog {\n#[napi]\npub fn bark(&self) {}\n}";

export const stockFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT1016: {
    fires: { rust: "pub struct HashTask;\n#[napi]\nimpl Task for «HashTask» {}" },
    quiet: { rust: "pub struct HashTask;\nimpl Task for HashTask {}" },
  },
  FT3009: {
    fires: {
      rust: `#[napi(js_name = "limit")]\npub const «MAX»: u32 = 3;`,
      dts: "export declare const limit: number\n",
    },
    quiet: {
      rust: "#[napi]\npub const MAX: u32 = 3;",
      dts: "export declare const MAX: number\n",
    },
    mended: ["export declare const limit: number;"],
  },
  FT3010: {
    fires: {
      rust: `#[napi(js_name = "Renamed", constructor)]\npub struct «Original» {}`,
      dts: "export declare class Renamed {\n  constructor()\n}\nexport type Original = Renamed\n",
    },
    quiet: {
      rust: "#[napi(constructor)]\npub struct Original {}",
      dts: "export declare class Original {\n  constructor()\n}\n",
    },
    mended: ["export declare class Renamed"],
  },
  FT3011: {
    fires: { rust: level, dts: "export declare enum Level {\n  Low = 0,\n}\n" },
    quiet: { rust: kind, dts: "export declare enum Kind {\n  File = 'File',\n}\n" },
    mended: ["export declare const Level: {", "readonly Low: 0;"],
  },
  FT3012: {
    fires: { rust: kind, dts: "export type Kind = 'File'\n" },
    quiet: { rust: kind, dts: "export declare enum Kind {\n  File = 'File',\n}\n" },
    mended: ["export declare const Kind: {", 'readonly File: "File";'],
  },
  FT3013: {
    fires: {
      rust: session,
      dts: "export declare class Session {\n  static open(): Session\n}\n",
    },
    quiet: {
      rust: "#[napi(constructor)]\npub struct Session {}",
      dts: "export declare class Session {\n  constructor()\n}\n",
    },
    mended: ["private constructor();"],
  },
  FT3014: {
    fires: {
      rust: "#[napi(constructor)]\npub struct Thing {\n#[napi(writable = false)]\npub «name»: u32,\n}",
      dts: "export declare class Thing {\n  name: number\n  constructor(name: number)\n}\n",
    },
    quiet: {
      rust: "#[napi(constructor)]\npub struct Thing {\n#[napi(readonly)]\npub name: u32,\n}",
      dts: "export declare class Thing {\n  readonly name: number\n  constructor(name: number)\n}\n",
    },
    mended: ["readonly name: number;"],
  },
  FT3015: {
    fires: {
      rust: "#[napi(object)]\npub struct Info {\n#[napi(readonly)]\npub «size»: u32,\n}",
      dts: "export interface Info {\n  readonly size: number\n}\n",
    },
    quiet: {
      rust: "#[napi(constructor)]\npub struct Info {\n#[napi(readonly)]\npub size: u32,\n}",
      dts: "export declare class Info {\n  readonly size: number\n  constructor(size: number)\n}\n",
    },
  },
  FT3016: {
    fires: {
      rust: "#[napi(constructor)]\npub struct Point {\n#[napi(skip)]\npub «id»: u32,\npub x: u32,\n}",
      dts: "export declare class Point {\n  x: number\n  constructor(x: number)\n}\n",
    },
    quiet: {
      rust: "#[napi]\npub struct Point {\n#[napi(skip)]\npub id: u32,\npub x: u32,\n}\n#[napi]\nimpl Point {\n#[napi(constructor)]\npub fn new(x: u32) -> Self {}\n}",
      dts: "export declare class Point {\n  x: number\n  constructor(x: number)\n}\n",
    },
    mended: ["constructor(id: number, x: number);"],
  },
  FT3017: {
    fires: {
      rust: "#[napi(object)]\npub struct Options {\n#[napi(skip)]\npub «state»: u32,\n}\n#[napi]\npub fn open(options: Options) {}",
      dts: "export interface Options {\n}\nexport declare function open(options: Options): void\n",
    },
    quiet: {
      rust: "#[napi(object)]\npub struct Options {\n#[napi(skip)]\npub state: Option<u32>,\n}\n#[napi]\npub fn open(options: Options) {}",
      dts: "export interface Options {\n}\nexport declare function open(options: Options): void\n",
    },
    mended: ["state: number;"],
  },
  FT3018: {
    fires: {
      rust: "#[napi(constructor)]\npub struct Thing {\npub «name»: Option<u32>,\n}",
      dts: "export declare class Thing {\n  name?: number\n  constructor(name?: number)\n}\n",
    },
    quiet: {
      rust: "#[napi(object)]\npub struct Thing {\npub name: Option<u32>,\n}",
      dts: "export interface Thing {\n  name?: number\n}\n",
    },
    mended: ["name: number | null;"],
  },
  FT3019: {
    fires: {
      rust: "#[napi(return_if_invalid)]\npub fn «length»(text: String) -> u32 { 1 }",
      dts: "export declare function length(text: string): number\n",
    },
    quiet: {
      rust: `#[napi(return_if_invalid, ts_return_type = "number | undefined")]\npub fn length(text: String) -> u32 { 1 }\n#[napi(return_if_invalid)]\npub fn reset(text: String) {}`,
      dts: "export declare function length(text: string): number | undefined\nexport declare function reset(text: string): void\n",
    },
    mended: ["export declare function length(text: string): number | undefined;"],
  },
  FT3020: {
    fires: {
      rust: pets
        .replace("bark", "meow")
        .replace(
          "#[napi]\nimpl Dog",
          "#[napi]\nimpl Cat {\n#[napi]\npub fn meow(&self) {}\n}\n#[napi]\nimpl Dog",
        ),
      dts: "export declare class Cat {\n  constructor()\n  meow(): void\n}\nexport declare class Dog {\n  constructor()\n  meow(): void\n}\n",
    },
    quiet: {
      rust: pets,
      dts: "export declare class Cat {\n  constructor()\n}\nexport declare class Dog {\n  constructor()\n  bark(): void\n}\n",
    },
  },
  FT3021: {
    fires: {
      rust: "use napi::Either3;\n#[napi]\npub fn «set»(value: Either3<u32, f64, String>) {}",
      dts: "export declare function set(value: any): void\n",
    },
    quiet: {
      rust: "use napi::Either;\n#[napi]\npub fn set(value: Either<f64, String>) {}\n#[napi]\npub fn same(value: Either<u32, f64>) {}",
      dts: "export declare function set(value: number | string): void\nexport declare function same(value: number): void\n",
    },
    mended: ["export declare function set(value: number | string): void;"],
  },
};
