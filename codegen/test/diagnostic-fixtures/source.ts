/** FT1: what is wrong in Rust, read by the real extractor. */
import type { Code } from "../../src/diagnostics/codes.js";
import type { Fixture } from "./fixture.js";

export const sourceFixtures: Readonly<Partial<Record<Code, Fixture>>> = {
  FT1001: {
    fires: { rust: { "src/lib.rs": "pub fn open( {}\n" } },
    quiet: { rust: { "src/lib.rs": "pub fn open() {}\nferrotype::stamp!();\n" } },
  },
  FT1002: {
    fires: { rust: "#[napi]\npub trait «Speaks» {}" },
    quiet: { rust: "pub trait Speaks {}" },
  },
  FT1003: {
    fires: {
      rust: `#[napi]\npub fn read_file() {}\n#[napi(js_name = "readFile")]\npub fn «read»() {}`,
    },
    quiet: {
      rust: `#[cfg(unix)]\n#[napi]\npub fn read_file() {}\n#[cfg(windows)]\n#[napi(js_name = "readFile")]\npub fn read() {}`,
    },
  },
  FT1004: {
    fires: {
      rust: `#[napi(namespace = "net")]\npub struct Client {}\n#[napi]\nimpl «Client» {\n#[napi]\npub fn go(&self) {}\n}`,
    },
    quiet: {
      rust: `#[napi(namespace = "net")]\npub struct Client {}\n#[napi(namespace = "net")]\nimpl Client {\n#[napi]\npub fn go(&self) {}\n}`,
    },
  },
  FT1005: {
    fires: { rust: "#[napi_derive::napi]\npub fn «first»(values: Vec<u32>) -> u32 { values[0] }" },
    quiet: {
      rust: "#[napi_derive::napi(catch_unwind)]\npub fn first(values: Vec<u32>) -> u32 { values[0] }",
    },
  },
  FT1006: {
    fires: {
      rust: "mod enums {\n#[ferrotype::napi]\npub fn «list»() {}\n}\nmod search {\n#[ferrotype::napi]\npub fn find() {}\n}",
    },
    quiet: {
      rust: "mod kinds {\n#[ferrotype::napi]\npub fn list() {}\n}\nmod search {\n#[ferrotype::napi]\npub fn find() {}\n}",
    },
  },
  FT1007: {
    fires: {
      rust: "macro_rules! make { () => {\n#[ferrotype::napi]\npub fn «fixed»(size: u32) {}\n}; }\nmake!();",
    },
    quiet: { rust: "macro_rules! make { () => {\npub fn fixed(size: u32) {}\n}; }\nmake!();" },
  },
  FT1008: {
    fires: { rust: "/// Opens.\n/// @brand\n#[napi]\npub fn «open»() {}" },
    quiet: { rust: "/// A process.\n/// @brand\n#[napi]\npub type ProcessId = u32;" },
  },
  FT1009: {
    fires: { rust: "mod «nowhere»;" },
    quiet: { rust: "#[cfg(test)]\nmod nowhere;" },
  },
  FT1010: {
    fires: { rust: "pub struct Plain;\n#[napi]\npub fn «open»(value: Plain) {}" },
    quiet: { rust: "#[napi]\npub struct Plain {}\n#[napi]\npub fn open(value: &Plain) {}" },
  },
  FT1011: {
    fires: {
      rust: "#[napi]\npub fn first(«token: ferrotype::CancelToken», path: String) -> ferrotype::Job<u32> {}",
    },
    quiet: {
      rust: "#[napi]\npub fn first(path: String, token: ferrotype::CancelToken) -> ferrotype::Job<u32> {}",
    },
  },
  FT1012: {
    fires: { rust: { "src/lib.rs": "use ferrotype::napi;\n#[napi]\npub fn open() {}\n" } },
    quiet: { rust: "#[napi]\npub fn open() {}" },
  },
  FT1013: {
    fires: {
      rust: "#[napi(object, «use_nullable»)]\npub struct Options {\npub depth: Option<u32>,\n}",
    },
    quiet: {
      rust: "#[napi(object, use_nullable = true)]\npub struct Options {\npub depth: Option<u32>,\n}",
    },
  },
  FT1014: {
    fires: {
      rust: `mod a {\n#[ferrotype::napi(namespace = "alpha")]\npub struct Client {}\n}\nmod b {\n#[ferrotype::napi(namespace = "beta")]\npub struct «Client» {}\n}\n#[napi]\npub fn connect() -> a::Client { a::Client {} }`,
    },
    // Rust gives neither of them: `new` goes to the right one.
    quiet: {
      rust: `mod a {\n#[ferrotype::napi(namespace = "alpha")]\npub struct Client {}\n}\nmod b {\n#[ferrotype::napi(namespace = "beta")]\npub struct Client {}\n}`,
    },
  },
  FT1015: {
    fires: {
      rust: "#[napi]\npub struct Session {}\n#[napi]\nimpl Session {\n#[napi(no_export)]\npub fn «secret»(&self) {}\n}",
    },
    quiet: {
      rust: "#[napi]\npub struct Session {}\n#[napi]\nimpl Session {\n#[napi(skip_typescript)]\npub fn secret(&self) {}\n}\n#[napi(no_export)]\npub fn hidden() {}",
    },
  },
};
