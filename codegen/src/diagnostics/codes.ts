/**
 * Every code that a diagnostic can carry. Each has a page, `docs/diagnostics/<code>.md`, and a fixture.
 * FT1 source · FT2 declared · FT3 source ↔ declared · FT4 loaded ↔ declared · FT5 policy · FT6 config and build · FT7 drift.
 */
import type { Severity } from "./diagnostic.js";

export interface CodeInfo {
  readonly severity: Severity;
  readonly title: string;
}

export type Code =
  | "FT1001"
  | "FT1002"
  | "FT1003"
  | "FT1004"
  | "FT1005"
  | "FT1006"
  | "FT1007"
  | "FT1008"
  | "FT1009"
  | "FT1010"
  | "FT1011"
  | "FT1012"
  | "FT1013"
  | "FT1014"
  | "FT1015"
  | "FT1016"
  | "FT2001"
  | "FT2002"
  | "FT2003"
  | "FT2004"
  | "FT2005"
  | "FT2006"
  | "FT2007"
  | "FT2008"
  | "FT3001"
  | "FT3002"
  | "FT3003"
  | "FT3004"
  | "FT3005"
  | "FT3006"
  | "FT3007"
  | "FT3008"
  | "FT3009"
  | "FT3010"
  | "FT3011"
  | "FT3012"
  | "FT3013"
  | "FT3014"
  | "FT3015"
  | "FT3016"
  | "FT3017"
  | "FT3018"
  | "FT3019"
  | "FT3020"
  | "FT3021"
  | "FT4001"
  | "FT4002"
  | "FT4003"
  | "FT4004"
  | "FT4005"
  | "FT4006"
  | "FT4007"
  | "FT4008"
  | "FT4009"
  | "FT4010"
  | "FT4011"
  | "FT4012"
  | "FT4013"
  | "FT5001"
  | "FT5002"
  | "FT5003"
  | "FT5004"
  | "FT6001"
  | "FT6002"
  | "FT6003"
  | "FT6004"
  | "FT6005"
  | "FT6006"
  | "FT6007"
  | "FT6008"
  | "FT6009"
  | "FT6010"
  | "FT6011"
  | "FT6012"
  | "FT6013"
  | "FT6014"
  | "FT6015"
  | "FT6016"
  | "FT6017"
  | "FT6018"
  | "FT6019"
  | "FT6020"
  | "FT6021"
  | "FT6022"
  | "FT6023"
  | "FT6024"
  | "FT6025"
  | "FT7001"
  | "FT7002"
  | "FT7003"
  | "FT7004"
  | "FT7005"
  | "FT7006";

export const codes: Readonly<Record<Code, CodeInfo>> = {
  FT1001: { severity: "error", title: "A Rust file does not parse" },
  FT1002: { severity: "error", title: "napi-rs refuses this form of item" },
  FT1003: { severity: "error", title: "Two items have one JavaScript name" },
  FT1004: { severity: "error", title: "An impl block has no class in its namespace" },
  FT1005: { severity: "warning", title: "A synchronous function can panic without a guard" },
  FT1006: { severity: "error", title: "A module has the name of a reserved file" },
  FT1007: {
    severity: "info",
    title: "An item comes from a macro and cannot be proved from source",
  },
  FT1008: { severity: "error", title: "A doc tag does not apply here" },
  FT1009: { severity: "error", title: "The file of a module cannot be found" },
  FT1010: { severity: "error", title: "A type in a public signature is not known" },
  FT1011: { severity: "error", title: "A cancel token stands in the wrong place" },
  FT1012: { severity: "warning", title: "The addon carries no stamp" },
  FT1013: { severity: "warning", title: "`use_nullable` without a value does nothing" },
  FT1014: { severity: "error", title: "Two classes have one JavaScript name in two namespaces" },
  FT1015: { severity: "warning", title: "`no_export` on a method does nothing" },
  FT1016: { severity: "warning", title: "An impl block exports a class that nothing declares" },

  FT2001: { severity: "error", title: "The d.ts does not parse" },
  FT2002: { severity: "error", title: "A type name is declared nowhere" },
  FT2003: { severity: "error", title: "An override string does not parse" },
  FT2004: {
    severity: "error",
    title: "An override string names something that is declared nowhere",
  },
  FT2005: { severity: "error", title: "An enum is a const enum" },
  FT2006: { severity: "error", title: "A reserved word cannot be exported" },
  FT2007: { severity: "error", title: "A name cannot be exported" },
  FT2008: { severity: "error", title: "An enum value breaks the d.ts" },

  FT3001: { severity: "error", title: "An item of the source is missing in the d.ts" },
  FT3002: { severity: "error", title: "An item of the d.ts is missing in the source" },
  FT3003: { severity: "error", title: "Source and d.ts disagree on the kind of an item" },
  FT3004: { severity: "error", title: "Source and d.ts disagree on the parameters" },
  FT3005: { severity: "error", title: "Source and d.ts disagree on what is optional" },
  FT3006: { severity: "error", title: "Source and d.ts disagree on a type" },
  FT3007: { severity: "error", title: "Source and d.ts disagree on an enum value" },
  FT3008: { severity: "error", title: "A member stands in only one of source and d.ts" },
  FT3009: {
    severity: "error",
    title: "A constant is declared under a name that it lacks at run time",
  },
  FT3010: { severity: "info", title: "The Rust name of a class is a type only" },
  FT3011: {
    severity: "warning",
    title: "An enum is declared with a reverse mapping that it lacks",
  },
  FT3012: { severity: "warning", title: "A string enum is declared as a type only" },
  FT3013: { severity: "warning", title: "A class without a constructor can be made with `new`" },
  FT3014: { severity: "warning", title: "A field is declared writable and is not" },
  FT3015: { severity: "info", title: "A field is declared read-only and is not" },
  FT3016: { severity: "error", title: "A constructor takes arguments that are not declared" },
  FT3017: { severity: "error", title: "An object needs a field that is not declared" },
  FT3018: {
    severity: "warning",
    title: "A field of a class gives `null` where `undefined` is declared",
  },
  FT3019: { severity: "warning", title: "A result can be `undefined` and is not declared so" },
  FT3020: { severity: "info", title: "Classes that look the same are not interchangeable" },
  FT3021: { severity: "warning", title: "A union is declared as `any`" },

  FT4001: { severity: "error", title: "An export is declared but absent at run time" },
  FT4002: { severity: "warning", title: "An export is present at run time but undeclared" },
  FT4003: { severity: "error", title: "An enum object differs from its declaration" },
  FT4004: { severity: "error", title: "A class member is declared but absent at run time" },
  FT4005: { severity: "error", title: "An export has another kind at run time" },
  FT4006: { severity: "error", title: "The binary crashes when it is loaded" },
  FT4007: { severity: "error", title: "The binary hangs when it is loaded" },
  FT4008: { severity: "error", title: "The binary cannot be loaded" },
  FT4009: { severity: "error", title: "The binary was built from another source" },
  FT4010: { severity: "info", title: "A member of a merged interface is not on the prototype" },
  FT4011: { severity: "error", title: "The binary was built for another platform" },
  FT4012: { severity: "error", title: "The file is no native addon" },
  FT4013: { severity: "warning", title: "A class member is present at run time but undeclared" },

  FT5001: { severity: "warning", title: "An `i64` crosses as a number" },
  FT5002: { severity: "warning", title: "A type says nothing" },
  FT5003: { severity: "warning", title: "An export is undocumented" },
  FT5004: { severity: "warning", title: "An `AbortSignal` of napi is part of a signature" },

  FT6001: { severity: "error", title: "The config cannot be read" },
  FT6002: { severity: "error", title: "The config has an unknown key" },
  FT6003: { severity: "error", title: "A config key has a wrong value" },
  FT6004: { severity: "error", title: "A target is not known" },
  FT6005: { severity: "error", title: "An entry of the allow-list matches nothing" },
  FT6006: { severity: "error", title: "A tool is missing" },
  FT6007: { severity: "error", title: "The build of the addon failed" },
  FT6008: { severity: "error", title: "The extractor failed" },
  FT6009: { severity: "error", title: "An output cannot be written" },
  FT6010: { severity: "error", title: "Cargo.toml lacks something that the package needs" },
  FT6011: { severity: "error", title: "A package cannot be read" },
  FT6012: { severity: "error", title: "A package holds no types that napi-rs wrote" },
  FT6013: { severity: "error", title: "A package has no binary for this platform" },
  FT6014: { severity: "error", title: "Nothing is left to compare" },
  FT6015: { severity: "error", title: "There is nothing here to adopt" },
  FT6016: { severity: "error", title: "A file of the project cannot be edited" },
  FT6017: { severity: "error", title: "The lock is of another state of the crate" },
  FT6018: { severity: "error", title: "A target has no binary" },
  FT6019: { severity: "error", title: "A binary is not for the target in its name" },
  FT6020: { severity: "error", title: "A binary belongs to another package, version or contract" },
  FT6021: { severity: "error", title: "Two binaries are in each other's way" },
  FT6022: { severity: "warning", title: "A binary is for no target of the config" },
  FT6023: { severity: "error", title: "A variant has nothing to fall back on" },
  FT6024: { severity: "error", title: "A package does not hold together" },
  FT6025: { severity: "warning", title: "A binary is packed that was built for speed of building" },

  FT7001: { severity: "error", title: "A generated file differs" },
  FT7002: { severity: "error", title: "A generated file is missing" },
  FT7003: { severity: "error", title: "A file in an owned folder is not generated" },
  FT7004: { severity: "error", title: "A change is bigger than the version says" },
  FT7005: { severity: "error", title: "There is no lock to compare with" },
  FT7006: { severity: "error", title: "A lock cannot be read" },
};
