/** FT5: what is right and yet not good to offer. */
import type { Code } from "../../src/diagnostics/codes.js";
import type { Fixture } from "./fixture.js";

export const policyFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT5001: {
    fires: { rust: "/// Size.\n#[napi]\npub fn «size»() -> i64 { 1 }" },
    quiet: {
      rust: `/// Size.\n#[napi]\npub fn size() -> ferrotype::I53 { 1 }\n/// Of many.\n#[napi(ts_return_type = "number")]\npub fn sum() -> i64 { 1 }\n/// Of any.\n#[napi]\npub fn count() -> u32 { 1 }`,
    },
  },
  FT5002: {
    fires: { rust: "/// Parses.\n#[napi]\npub fn «parse»(text: String) -> napi::Unknown {}" },
    quiet: {
      rust: "/// Takes anything.\n#[napi]\npub fn test(value: napi::Unknown) -> bool { true }",
    },
  },
  FT5003: {
    fires: { rust: "#[napi]\npub fn «size»() -> u32 { 1 }" },
    quiet: {
      rust: "/// Size.\n#[napi]\npub fn size() -> u32 { 1 }\n#[doc(hidden)]\n#[napi]\npub fn inner() {}",
    },
  },
  FT5004: {
    fires: {
      rust: "/// Walks.\n#[napi]\npub fn «walk»(signal: Option<napi::bindgen_prelude::AbortSignal>) {}",
    },
    quiet: {
      rust: "/// Walks.\n#[napi]\npub fn walk(path: String, token: ferrotype::CancelToken) -> ferrotype::Job<u32> {}",
    },
  },
};
