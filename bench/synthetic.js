/**
 * Addons of any size: one block of 20 exports, again and again under other names. A block's name is letters, so that
 * napi's naming keeps it whole.
 */
const MODULES = ["fs", "process", "search", "session"];
/** Exports of one block. */
export const BLOCK = 20;

/** The block in Rust; `Qqqq` and `qqqq` stand for its name. */
const rustBlock = `
/// Where a Qqqq stands.
#[napi(string_enum = "kebab-case")]
pub enum QqqqState {
    /// Nothing happened yet.
    Idle,
    /// It runs.
    Running,
    Done,
}

/// How bad it is.
#[napi]
pub enum QqqqLevel {
    Low,
    High = 10,
}

/// Number of a Qqqq.
#[napi]
pub type QqqqId = u32;

/// What is asked of a Qqqq.
#[napi(object)]
pub struct QqqqOptions {
    /// Its name.
    pub name: String,
    /// How often, at most.
    pub limit: Option<u32>,
    pub deep: Option<bool>,
    pub state: Option<QqqqState>,
}

/// What a Qqqq gave.
#[napi(object)]
pub struct QqqqReport {
    pub id: u32,
    /// Each of its names.
    pub names: Vec<String>,
    pub level: QqqqLevel,
    pub parent: Option<String>,
    pub sizes: HashMap<String, f64>,
}

/// A part of it.
#[napi(object)]
pub struct QqqqPart {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A Qqqq that is kept.
#[napi]
pub struct QqqqHandle {
    id: u32,
}

#[napi]
impl QqqqHandle {
    /// One of that number.
    #[napi(constructor, catch_unwind)]
    pub fn new(id: u32) -> Self {
        Self { id }
    }

    /// Its number.
    #[napi(getter, catch_unwind)]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Gives its parts.
    #[napi(catch_unwind)]
    pub fn parts(&self, options: Option<QqqqOptions>) -> Vec<QqqqPart> {
        drop(options);
        Vec::new()
    }

    /// Closes it.
    #[napi(catch_unwind)]
    pub fn close(&self) {}
}
${[
  "read",
  "write",
  "find",
  "count",
  "open",
  "check",
  "list",
  "move",
  "copy",
  "trim",
  "join",
  "split",
  "hash",
]
  .map(
    (verb) => `
/// Does ${verb} with a Qqqq.
///
/// # Examples
/// \`\`\`js
/// ${verb}Qqqq("a")
/// \`\`\`
#[napi(catch_unwind)]
pub fn ${verb}_qqqq(path: String, options: Option<QqqqOptions>, data: Option<Vec<u32>>) -> Result<QqqqReport> {
    drop((path, options, data));
    Err(Error::from_reason("not here"))
}
`,
  )
  .join("")}`;

/** @param {number} index @returns {string} four letters */
function blockName(index) {
  const letters = [index / 17576, index / 676, index / 26, index];
  return letters.map((part) => String.fromCharCode(97 + (Math.floor(part) % 26))).join("");
}

/** @param {string} text of the block `qqqq` @param {number} index */
function renamed(text, index) {
  const name = blockName(index);
  return text.replaceAll("Qqqq", name[0]?.toUpperCase() + name.slice(1)).replaceAll("qqqq", name);
}

/**
 * Rust files of an addon with that many exports, by name.
 * @param {number} count
 * @returns {Record<string, string>}
 */
export function rustSources(count) {
  const header = `//! Synthetic.\nuse std::collections::HashMap;\n\nuse napi::{Error, Result};\nuse napi_derive::napi;\n`;
  /** @type {Record<string, string>} */
  const files = {
    "lib.rs":
      "#![allow(dead_code, unused_imports)]\n" + MODULES.map((name) => `mod ${name};\n`).join(""),
  };
  for (const [at, name] of MODULES.entries()) {
    const blocks = blockIndexes(count).filter((index) => index % MODULES.length === at);
    files[`${name}.rs`] = header + blocks.map((index) => renamed(rustBlock, index)).join("");
  }
  return files;
}

/**
 * The d.ts of an addon with that many exports, from what napi wrote for its first block.
 * @param {number} count
 * @param {string} first
 */
export function declarations(count, first) {
  const at = first.search(/^(?:\/\*\* |export )/mu);
  const body = first.slice(at).replaceAll("Aaaa", "Qqqq").replaceAll("aaaa", "qqqq");
  return (
    first.slice(0, at) +
    blockIndexes(count)
      .map((index) => renamed(body, index))
      .join("\n")
  );
}

/** @param {number} count */
function blockIndexes(count) {
  return Array.from({ length: Math.ceil(count / BLOCK) }, (_, index) => index);
}
