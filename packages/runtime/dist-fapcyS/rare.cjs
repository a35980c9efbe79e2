"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/rare.ts
var rare_exports = {};
__export(rare_exports, {
  argumentError: () => argumentError,
  checkValue: () => checkValue,
  explainError: () => explainError,
  explainFully: () => explainFully,
  loadFully: () => loadFully
});
module.exports = __toCommonJS(rare_exports);

// src/call/check.ts
var integers = {
  u8: [0, 255],
  u16: [0, 65535],
  u32: [0, 4294967295],
  u53: [0, Number.MAX_SAFE_INTEGER],
  i8: [-128, 127],
  i16: [-32768, 32767],
  i32: [-2147483648, 2147483647],
  i53: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
};
function findMismatch(parameters, values) {
  for (const absent of [isAbsent, isUndefined]) {
    for (const [index, [name, check]] of parameters.entries()) {
      const found = checkNamed(name, check, values[index], "", absent);
      if (found !== null) return found;
    }
  }
  return null;
}
function checkValue(path2, check, value) {
  return compare(path2, check, value, isUndefined);
}
var isUndefined = (value) => value === void 0;
var isAbsent = (value) => value === void 0 || value === null;
function checkNamed(name, check, value, prefix, absent) {
  const optional = name.endsWith("?");
  if (optional && absent(value)) return null;
  return compare(prefix + (optional ? name.slice(0, -1) : name), check, value, absent);
}
function compare(path2, check, value, absent) {
  if (typeof check === "string") return comparePrimitive(path2, check, value);
  const wrong = (kind = "type") => ({
    path: path2,
    expected: describe(check),
    value,
    kind
  });
  if (!isForm(check)) {
    if (typeof value !== "object" || value === null) return wrong();
    if (!isPlain(value)) return { ...wrong(), expected: "a plain object" };
    for (const [name, field] of Object.entries(check)) {
      const key = name.replace(/\?$/u, "");
      const found = checkNamed(name, field, Reflect.get(value, key), `${path2}.`, absent);
      if (found !== null) return found;
    }
    return null;
  }
  switch (check[0]) {
    case "array": {
      if (!Array.isArray(value)) return wrong();
      for (const [index, element] of value.entries()) {
        const found = compare(`${path2}[${index}]`, check[1], element, absent);
        if (found !== null) return found;
      }
      return null;
    }
    case "record":
    case "record?": {
      if (typeof value !== "object" || value === null) return wrong();
      for (const key of Object.keys(value)) {
        const member = Reflect.get(value, key);
        if (check[0] === "record?" ? isAbsent(member) : isUndefined(member)) continue;
        const found = compare(memberPath(path2, key), check[1], member, absent);
        if (found !== null) return found;
      }
      return null;
    }
    case "enum": {
      const values = check.slice(1);
      if (values.includes(value)) return null;
      return wrong(values.some((known) => typeof known === typeof value) ? "value" : "type");
    }
    case "class":
      return isInstance(value, check[1]) ? null : wrong();
    case "union":
      return compareUnion(path2, check, value, absent);
  }
}
function compareUnion(path2, check, value, absent) {
  const found = [];
  const expected = /* @__PURE__ */ new Set();
  for (const member of check.slice(1)) {
    const mismatch = compare(path2, member, value, absent);
    if (mismatch === null) return null;
    if (member === "path" && mismatch.kind === "value") return mismatch;
    found.push(mismatch);
    expected.add(mismatch.path === path2 ? mismatch.expected : describe(member));
  }
  const close = found.filter((mismatch) => mismatch.path !== path2 || mismatch.kind !== "type");
  const [only] = close;
  return close.length === 1 && only !== void 0 ? only : { path: path2, expected: list([...expected]), value, kind: "type" };
}
function comparePrimitive(path2, check, value) {
  const type = typeof value;
  const fits = (right, kind = "type") => right ? null : { path: path2, expected: describe(check), value, kind };
  switch (check) {
    case "any":
      return null;
    case "bigint":
    case "boolean":
    case "function":
    case "number":
    case "string":
      return fits(type === check);
    case "bytes":
      return fits(ArrayBuffer.isView(value));
    case "object":
      return fits(type === "object" && value !== null);
    case "path":
      if (type === "object" && value !== null && "href" in value) {
        return fits(String(value.href).startsWith("file:"), "value");
      }
      if (typeof value !== "string") return fits(false);
      return value.includes("\0") ? { path: path2, expected: "a path without null bytes", value, kind: "value" } : null;
    case "f64":
      return type === "number" ? fits(Number.isFinite(value), "range") : fits(false);
    default: {
      const [lowest, highest] = integers[check] ?? [0, 0];
      if (typeof value !== "number") return fits(false);
      return fits(Number.isInteger(value) && value >= lowest && value <= highest, "range");
    }
  }
}
var phrases = {
  any: "any value",
  bigint: "a bigint",
  boolean: "a boolean",
  bytes: "a Buffer or Uint8Array",
  f64: "a finite number",
  function: "a function",
  number: "a number",
  object: "an object",
  path: "a string or a file: URL",
  string: "a string"
};
function describe(check) {
  if (typeof check === "string") {
    const [lowest, highest] = integers[check] ?? [];
    return phrases[check] ?? `an integer from ${lowest} to ${highest}`;
  }
  if (!isForm(check)) return "an object";
  switch (check[0]) {
    case "array":
      return "an array";
    case "enum":
      return list(check.slice(1).map((value) => JSON.stringify(value)));
    case "record":
    case "record?":
      return "an object";
    case "class":
      return `an instance of ${check[1]}`;
    case "union":
      return list([...new Set(check.slice(1).map(describe))]);
  }
}
function list(phrasesOfMembers) {
  const last = phrasesOfMembers.at(-1) ?? "";
  if (phrasesOfMembers.length < 2) return last;
  return `${phrasesOfMembers.slice(0, -1).join(", ")} or ${last}`;
}
function isForm(check) {
  return Array.isArray(check);
}
function isPlain(value) {
  return Object.prototype.toString.call(value) === "[object Object]";
}
function memberPath(path2, key) {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${path2}.${key}` : `${path2}[${JSON.stringify(key)}]`;
}
function isInstance(value, name) {
  if (typeof value !== "object" || value === null) return false;
  for (let prototype = Object.getPrototypeOf(value); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (prototype.constructor?.name === name) return true;
  }
  return false;
}

// src/call/argument-error.ts
var refusals = /* @__PURE__ */ new Set([
  "ERR_INVALID_ARG_TYPE",
  "ERR_INVALID_ARG_VALUE",
  "ERR_OUT_OF_RANGE",
  "ArrayBufferExpected",
  "ArrayExpected",
  "BigintExpected",
  "BooleanExpected",
  "DateExpected",
  "DetachableArraybufferExpected",
  "FunctionExpected",
  "InvalidArg",
  "NumberExpected",
  "ObjectExpected",
  "StringExpected"
]);
var codes = {
  range: "ERR_OUT_OF_RANGE",
  type: "ERR_INVALID_ARG_TYPE",
  value: "ERR_INVALID_ARG_VALUE"
};
var LONGEST_VALUE = 60;
function explainError(error, name, parameters, values) {
  if (typeof error !== "object" || error === null) return error;
  if (!isRefusal(error)) return error;
  const mismatch = findMismatch(parameters, values);
  return mismatch === null ? error : argumentError(`${name}: argument "${mismatch.path}"`, mismatch, error);
}
function isRefusal(error) {
  const { code } = error;
  return code === void 0 ? error instanceof TypeError : refusals.has(code);
}
function argumentError(subject, mismatch, cause) {
  const message = `${subject} must be ${mismatch.expected}, but is ${renderValue(mismatch.value)}`;
  const options = cause === void 0 ? {} : { cause };
  const error = mismatch.kind === "range" ? new RangeError(message, options) : new TypeError(message, options);
  return Object.assign(error, { code: codes[mismatch.kind] });
}
function renderValue(value) {
  switch (typeof value) {
    case "string":
      return clip(JSON.stringify(value));
    case "bigint":
      return clip(`${value}n`);
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      return value === null ? "null" : renderObject(value);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}
function renderObject(value) {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const prototype = Object.getPrototypeOf(value);
  const name = prototype?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? `an instance of ${name}` : "an object";
}
function clip(text2) {
  return text2.length > LONGEST_VALUE ? `${text2.slice(0, LONGEST_VALUE)}\u2026` : text2;
}

// src/builtin.ts
var fs = /* @__PURE__ */ process.getBuiltinModule("node:fs");
var module2 = /* @__PURE__ */ process.getBuiltinModule("node:module");
var path = /* @__PURE__ */ process.getBuiltinModule("node:path");
var url = /* @__PURE__ */ process.getBuiltinModule("node:url");

// src/binary/bounded-file.ts
var Damage = class extends Error {
};
var LARGEST_PIECE_BYTES = 67108864;
function withFile(path2, use) {
  if (!fs.statSync(path2).isFile()) throw new Damage("it is not a regular file");
  const descriptor = fs.openSync(path2, "r");
  try {
    return use(part(descriptor, 0, fs.fstatSync(descriptor).size));
  } finally {
    fs.closeSync(descriptor);
  }
}
function part(descriptor, start, sizeBytes) {
  const check = (offset, lengthBytes) => {
    if (offset < 0 || lengthBytes < 0 || !(offset + lengthBytes <= sizeBytes)) {
      throw new Damage(
        `it is cut short: it has ${sizeBytes} bytes, its header speaks of ${offset + lengthBytes}`
      );
    }
  };
  return {
    sizeBytes,
    read(offset, lengthBytes) {
      check(offset, lengthBytes);
      if (lengthBytes > LARGEST_PIECE_BYTES) throw new Damage("its header makes no sense");
      const bytes = Buffer.alloc(lengthBytes);
      let done = 0;
      while (done < lengthBytes) {
        const count = fs.readSync(
          descriptor,
          bytes,
          done,
          lengthBytes - done,
          start + offset + done
        );
        if (count === 0) throw new Damage("it became shorter while it was read");
        done += count;
      }
      return bytes;
    },
    slice(offset, lengthBytes) {
      check(offset, lengthBytes);
      return part(descriptor, start + offset, lengthBytes);
    }
  };
}
function toOffset(value) {
  return Number(value);
}

// src/binary/elf.ts
var machines = {
  3: "ia32",
  8: "mips",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
  258: "loong64"
};
function parseElf(file) {
  const header = readHeader(file);
  const type = header.u16(16);
  if (type !== 2 && type !== 3) throw new Damage("it is an object file, not a shared library");
  const segments = readSegments(file, header);
  for (const segment of segments) {
    if (segment.type === 1) file.slice(segment.offset, segment.sizeBytes);
  }
  const sections = readSections(file, header);
  const names2 = sectionNames(file, header, sections);
  const find = (name) => sections.find(
    ({ nameOffset }) => names2.toString("latin1", nameOffset, nameOffset + name.length + 1) === `${name}\0`
  );
  const machine = header.u16(18);
  return {
    arch: machines[machine] ?? `ELF machine ${machine}`,
    platform: header.u8(7) === 9 ? "freebsd" : find(".note.android.ident") === void 0 ? "linux" : "android",
    libc: libcOf(neededLibraries(file, header, segments)),
    hasSections: sections.length > 0,
    section(name) {
      const section = find(name);
      if (section === void 0 || section.type === 8) return null;
      return file.read(section.offset, section.sizeBytes);
    }
  };
}
function elfInterpreter(file) {
  const segment = readSegments(file, readHeader(file)).find(({ type }) => type === 3);
  return segment === void 0 ? null : textAt(file, segment.offset, segment.sizeBytes);
}
function readHeader(file) {
  const kind = file.read(0, 20)[4];
  if (kind !== 1 && kind !== 2) throw new Damage("its ELF header is broken");
  const bytes = file.read(0, kind === 2 ? 64 : 52);
  return new Fields(bytes, kind === 2, bytes[5] !== 2);
}
function libcOf(libraries) {
  if (libraries.some((name) => /^libc\.so\.6$|^ld-linux/u.test(name))) return "gnu";
  if (libraries.some((name) => /^libc\.so$|^libc\.musl-|^ld-musl/u.test(name))) return "musl";
  return null;
}
var Fields = class _Fields {
  wide;
  #bytes;
  #little;
  constructor(bytes, wide, little) {
    this.#bytes = bytes;
    this.wide = wide;
    this.#little = little;
  }
  /** The same rules for other bytes. */
  of(bytes) {
    return new _Fields(bytes, this.wide, this.#little);
  }
  u8(at) {
    return this.#bytes.readUInt8(at);
  }
  u16(at) {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }
  u32(at) {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }
  /** An address or offset: 4 or 8 bytes. */
  word(at) {
    if (!this.wide) return this.u32(at);
    return toOffset(
      this.#little ? this.#bytes.readBigUInt64LE(at) : this.#bytes.readBigUInt64BE(at)
    );
  }
};
function readSegments(file, header) {
  const wide = header.wide;
  const offset = header.word(wide ? 32 : 28);
  const entryBytes = header.u16(wide ? 54 : 42);
  const count = header.u16(wide ? 56 : 44);
  if (offset === 0 || count === 0) return [];
  if (entryBytes < (wide ? 56 : 32)) throw new Damage("its ELF header is broken");
  const table = header.of(file.read(offset, entryBytes * count));
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    return {
      type: table.u32(at),
      offset: table.word(at + (wide ? 8 : 4)),
      address: table.word(at + (wide ? 16 : 8)),
      sizeBytes: table.word(at + (wide ? 32 : 16))
    };
  });
}
function readSections(file, header) {
  const wide = header.wide;
  const offset = header.word(wide ? 40 : 32);
  const entryBytes = header.u16(wide ? 58 : 46);
  if (offset === 0) return [];
  if (entryBytes < (wide ? 64 : 40)) throw new Damage("its ELF header is broken");
  const count = header.u16(wide ? 60 : 48) || header.of(file.read(offset, entryBytes)).word(wide ? 32 : 20);
  const table = header.of(file.read(offset, entryBytes * count));
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    return {
      nameOffset: table.u32(at),
      type: table.u32(at + 4),
      offset: table.word(at + (wide ? 24 : 16)),
      sizeBytes: table.word(at + (wide ? 32 : 20))
    };
  });
}
function sectionNames(file, header, sections) {
  const names2 = sections[header.u16(header.wide ? 62 : 50)];
  return names2 === void 0 ? Buffer.alloc(0) : file.read(names2.offset, names2.sizeBytes);
}
function neededLibraries(file, header, segments) {
  const dynamic = segments.find((segment) => segment.type === 2);
  if (dynamic === void 0) return [];
  const entries = header.of(file.read(dynamic.offset, dynamic.sizeBytes));
  const wordBytes = header.wide ? 8 : 4;
  const needed = [];
  let names2 = null;
  for (let at = 0; at + 2 * wordBytes <= dynamic.sizeBytes; at += 2 * wordBytes) {
    const tag = entries.word(at);
    const value = entries.word(at + wordBytes);
    if (tag === 0) break;
    if (tag === 1) needed.push(value);
    if (tag === 5) names2 = fileOffset(value, segments);
  }
  if (names2 === null) return [];
  const start = names2;
  return needed.map((offset) => textAt(file, start + offset, 256));
}
function fileOffset(address, segments) {
  const segment = segments.find(
    ({ type, address: start, sizeBytes }) => type === 1 && address >= start && address < start + sizeBytes
  );
  return segment === void 0 ? null : address - segment.address + segment.offset;
}
function textAt(file, offset, mostBytes) {
  const bytes = file.read(offset, Math.min(mostBytes, Math.max(file.sizeBytes - offset, 0), 4096));
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
}

// src/binary/mach-o.ts
var processors = {
  7: "ia32",
  12: "arm",
  16777223: "x64",
  16777228: "arm64"
};
var MOST_IMAGES = 16;
var SEGMENT_64 = 25;
function parseMachO(file) {
  const magic = file.read(0, 4).readUInt32BE(0);
  const wide = magic === 3405691583;
  if (magic !== 3405691582 && !wide) return [image(file)];
  const count = file.read(0, 8).readUInt32BE(4);
  if (count === 0 || count > MOST_IMAGES) throw new Damage("its Mach-O header is broken");
  const entryBytes = wide ? 32 : 20;
  const table = file.read(8, count * entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    const offset = wide ? toOffset(table.readBigUInt64BE(at + 8)) : table.readUInt32BE(at + 8);
    const size = wide ? toOffset(table.readBigUInt64BE(at + 16)) : table.readUInt32BE(at + 12);
    return image(file.slice(offset, size));
  });
}
function image(file) {
  const header = file.read(0, 8);
  const magic = header.readUInt32LE(0);
  if (magic !== 4277009103 && magic !== 4277009102) throw new Damage("its Mach-O header is broken");
  const processor = header.readUInt32LE(4);
  return { arch: processors[processor] ?? `Mach-O processor ${processor}`, image: file };
}
function machOSection(file, segment, name) {
  if (file.read(0, 4).readUInt32LE(0) !== 4277009103) return null;
  const header = file.read(0, 32);
  const count = header.readUInt32LE(16);
  const commands = file.read(32, header.readUInt32LE(20));
  let found = null;
  for (let at = 0, index = 0; index < count; index += 1) {
    if (at + 8 > commands.length) throw new Damage("its Mach-O header is broken");
    const sizeBytes = commands.readUInt32LE(at + 4);
    if (sizeBytes < 8 || at + sizeBytes > commands.length) {
      throw new Damage("its Mach-O header is broken");
    }
    if (commands.readUInt32LE(at) === SEGMENT_64) {
      const command = commands.subarray(at, at + sizeBytes);
      found ??= sectionOf(file, command, segment, name);
    }
    at += sizeBytes;
  }
  return found;
}
function sectionOf(file, command, segment, name) {
  if (command.length < 72) throw new Damage("its Mach-O header is broken");
  file.slice(toOffset(command.readBigUInt64LE(40)), toOffset(command.readBigUInt64LE(48)));
  const count = command.readUInt32LE(64);
  for (let index = 0, at = 72; index < count; index += 1, at += 80) {
    if (at + 80 > command.length) throw new Damage("its Mach-O header is broken");
    if (text(command, at) === name && text(command, at + 16) === segment) {
      return file.read(command.readUInt32LE(at + 48), toOffset(command.readBigUInt64LE(at + 40)));
    }
  }
  return null;
}
function text(bytes, at) {
  return bytes.toString("latin1", at, at + 16).replace(/\0+$/u, "");
}

// src/binary/pe.ts
var machines2 = {
  332: "ia32",
  452: "arm",
  34404: "x64",
  43620: "arm64"
};
function parsePe(file) {
  const start = file.read(0, 64).readUInt32LE(60);
  const header = file.read(start, 24);
  if (header.toString("latin1", 0, 4) !== "PE\0\0") throw new Damage("its PE header is broken");
  const machine = header.readUInt16LE(4);
  const count = header.readUInt16LE(6);
  const table = file.read(start + 24 + header.readUInt16LE(20), count * 40);
  const sections = Array.from({ length: count }, (_, index) => {
    const at = index * 40;
    return {
      name: table.toString("latin1", at, at + 8).replace(/\0+$/u, ""),
      sizeBytes: Math.min(table.readUInt32LE(at + 8), table.readUInt32LE(at + 16)),
      fileBytes: table.readUInt32LE(at + 16),
      offset: table.readUInt32LE(at + 20)
    };
  });
  for (const { offset, fileBytes } of sections) file.slice(offset, fileBytes);
  return {
    arch: machines2[machine] ?? `PE machine ${machine}`,
    section(name) {
      const found = sections.find((section) => section.name === name);
      return found === void 0 ? null : file.read(found.offset, found.sizeBytes);
    }
  };
}

// src/binary/stamp.ts
var MARKER = /* @__PURE__ */ ["FERROTYPE", "STAMP\0"].join("-");
var HEAD_BYTES = 20;
var CHUNK_BYTES = 1048576;
function parseStamp(section) {
  const start = section.indexOf(MARKER, 0, "latin1");
  if (start < 0) return null;
  if (start + HEAD_BYTES > section.length) throw new Damage("its stamp is cut short");
  const end = start + HEAD_BYTES + section.readUInt32LE(start + MARKER.length);
  if (end > section.length) throw new Damage("its stamp is cut short");
  const stamp = decode(section.toString("utf8", start + HEAD_BYTES, end));
  if (stamp === null) throw new Damage("its stamp does not parse");
  return stamp;
}
function scanStamp(file) {
  const overlap = HEAD_BYTES - 1;
  for (let offset = 0; offset < file.sizeBytes; offset += CHUNK_BYTES) {
    const chunk = file.read(offset, Math.min(CHUNK_BYTES + overlap, file.sizeBytes - offset));
    let at = chunk.indexOf(MARKER, 0, "latin1");
    while (at >= 0 && at + HEAD_BYTES <= chunk.length) {
      const lengthBytes = chunk.readUInt32LE(at + MARKER.length);
      const start = offset + at + HEAD_BYTES;
      if (lengthBytes > 1 && start + lengthBytes <= file.sizeBytes && lengthBytes < 2 ** 24) {
        const stamp = decode(file.read(start, lengthBytes).toString("utf8"));
        if (stamp !== null) return stamp;
      }
      at = chunk.indexOf(MARKER, at + 1, "latin1");
    }
  }
  return null;
}
function decode(text2) {
  let value;
  try {
    value = JSON.parse(text2);
  } catch {
    return null;
  }
  return isStamp(value) ? value : null;
}
function isStamp(value) {
  if (typeof value !== "object" || value === null) return false;
  const stamp = value;
  return typeof stamp.package === "string" && typeof stamp.version === "string" && typeof stamp.algorithm === "number" && typeof stamp.contract === "string" && typeof stamp.exports === "object" && stamp.exports !== null && Object.values(stamp.exports).every((hash) => typeof hash === "string");
}

// src/binary/inspect-binary.ts
function inspectBinary(path2, arch = process.arch) {
  const nothing = { format: null, platform: null, arches: [], libc: null, stamp: null };
  try {
    return withFile(path2, (file) => {
      let known = nothing;
      try {
        known = identify(file, arch, (partial) => {
          known = partial;
        });
        return { ...known, damage: null };
      } catch (error) {
        return { ...known, damage: damageOf(error) };
      }
    });
  } catch (error) {
    return { ...nothing, damage: damageOf(error) };
  }
}
function libcOfExecutable(path2) {
  try {
    return withFile(path2, (file) => {
      if (file.read(0, 4).toString("latin1") !== "\x7FELF") return null;
      const interpreter = elfInterpreter(file);
      return interpreter === null ? null : libcOf([interpreter.replace(/^.*\//u, "")]);
    });
  } catch {
    return null;
  }
}
function damageOf(error) {
  if (error instanceof Damage) return error.message;
  throw error;
}
function identify(file, arch, note) {
  if (file.sizeBytes === 0) throw new Damage("it is empty");
  if (file.sizeBytes < 4) throw new Damage("it is no shared library");
  const magic = file.read(0, 4).toString("latin1");
  if (magic === "\x7FELF") {
    const elf = parseElf(file);
    const known = {
      format: "elf",
      platform: elf.platform,
      arches: [elf.arch],
      libc: elf.libc,
      stamp: null
    };
    note(known);
    const section = elf.section(".ferrotype");
    if (section !== null) return { ...known, stamp: parseStamp(section) };
    return elf.hasSections ? known : { ...known, stamp: scanStamp(file) };
  }
  if (magic.startsWith("MZ")) {
    const pe = parsePe(file);
    const known = {
      format: "pe",
      platform: "win32",
      arches: [pe.arch],
      libc: null,
      stamp: null
    };
    note(known);
    const section = pe.section(".ferro");
    return { ...known, stamp: section === null ? null : parseStamp(section) };
  }
  if (/^(?:\xca\xfe\xba[\xbe\xbf]|[\xce\xcf]\xfa\xed\xfe)$/u.test(magic)) {
    const images = parseMachO(file);
    const known = {
      format: "mach-o",
      platform: "darwin",
      arches: images.map((image3) => image3.arch),
      libc: null,
      stamp: null
    };
    note(known);
    const image2 = images.find((candidate) => candidate.arch === arch) ?? images[0];
    const section = image2 === void 0 ? null : machOSection(image2.image, "__DATA", "__ferrotype");
    return { ...known, stamp: section === null ? null : parseStamp(section) };
  }
  throw new Damage("it is no shared library");
}

// src/load/facts.ts
function nodeFacts() {
  let libc;
  let from = null;
  let cached = null;
  const requireOf = (url2) => {
    if (cached === null || from !== url2) cached = module2.createRequire(url2);
    from = url2;
    return cached;
  };
  return {
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    libc: () => {
      if (libc === void 0) libc = libcOfExecutable(process.execPath) ?? reportedLibc();
      return libc;
    },
    exists: fs.existsSync,
    read: (path2) => fs.readFileSync(path2, "utf8"),
    inspect: (path2) => inspectBinary(path2, process.arch),
    resolve: (specifier, url2) => requireOf(url2).resolve(specifier),
    require: (path2, url2) => requireOf(url2)(path2),
    warn: (message, code) => process.emitWarning(message, { type: "FerrotypeWarning", code })
  };
}
function reportedLibc() {
  const { report } = process;
  if (report === void 0 || typeof report.getReport !== "function") return null;
  Object.assign(report, { excludeNetwork: true });
  return libcOfReport(report.getReport());
}
function libcOfReport(report) {
  if (report.header?.glibcVersionRuntime !== void 0) return "gnu";
  const musl = (report.sharedObjects ?? []).some(
    (path2) => /\/(?:libc\.musl-|ld-musl-)/u.test(path2)
  );
  return musl ? "musl" : null;
}

// src/load/difference.ts
var MOST_NAMES = 8;
function compareStamp(table, stamp) {
  if (stamp.package !== table.package) {
    return {
      verdict: "wrong package",
      detail: `it belongs to ${stamp.package}, not to ${table.package}`
    };
  }
  const sameContract = stamp.algorithm === table.algorithm && stamp.contract === table.contract ? "" : names(table, stamp);
  if (stamp.version !== table.version) {
    const detail = `it is version ${stamp.version}, the package is ${table.version}`;
    return {
      verdict: "wrong version",
      detail: sameContract === "" ? detail : `${detail}; ${sameContract}`
    };
  }
  return sameContract === "" ? null : { verdict: "wrong contract", detail: sameContract };
}
function names(table, stamp) {
  if (stamp.algorithm !== table.algorithm) {
    return `its contract was made by algorithm ${stamp.algorithm}, the package's by ${table.algorithm}`;
  }
  const { exports: exports2 } = stamp;
  if (exports2 === void 0) return "its contract differs from the package's";
  const added = Object.keys(exports2).filter((name) => !Object.hasOwn(table.exports, name));
  const removed = Object.keys(table.exports).filter((name) => !Object.hasOwn(exports2, name));
  const changed = Object.entries(table.exports).filter(([name, [, hash]]) => Object.hasOwn(exports2, name) && exports2[name] !== hash).map(([name]) => name);
  const parts = [
    enumerate("changed", changed),
    enumerate("only in the binary", added),
    enumerate("only in the package", removed)
  ].filter((part2) => part2 !== "");
  return parts.length === 0 ? "its contract differs from the package's" : `its contract differs from the package's: ${parts.join("; ")}`;
}
function enumerate(what, found) {
  if (found.length === 0) return "";
  const sorted = [...found].sort();
  const shown = sorted.slice(0, MOST_NAMES).join(", ");
  return `${what} ${shown}${sorted.length > MOST_NAMES ? ` and ${sorted.length - MOST_NAMES} more` : ""}`;
}

// src/load/examine.ts
var elfPlatforms = /* @__PURE__ */ new Set([
  "android",
  "freebsd",
  "linux",
  "openharmony"
]);
function examineFile(table, facts, place) {
  if (place.unresolved !== void 0) {
    const found = finding("not found", "the package is not installed", place.unresolved);
    return { finding: found, stamped: false };
  }
  let info;
  try {
    info = facts.inspect(place.path);
  } catch (error) {
    return { finding: fileFinding(error), stamped: false };
  }
  return {
    finding: examineHeader(facts, info) ?? examineStamp(table, info, place),
    stamped: info.stamp !== null
  };
}
function examineHeader(facts, info) {
  const { platform, arches } = info;
  if (platform !== null && !runsOn(platform, facts.platform)) {
    return finding("wrong platform", `it is built for ${platform}, this is ${facts.platform}`);
  }
  if (arches.length > 0 && !arches.includes(facts.arch)) {
    return finding(
      "wrong architecture",
      `it is built for ${arches.join(" and ")}, this process runs on ${facts.arch}`
    );
  }
  if (platform === "linux" && facts.platform === "linux" && info.libc !== null) {
    const libc = facts.libc();
    if (libc !== null && libc !== info.libc) {
      return finding(
        "wrong libc",
        `it is linked to ${LIBC[info.libc]}, this system has ${LIBC[libc]}`
      );
    }
  }
  return info.damage === null ? null : finding("damaged", info.damage);
}
var STALE = "this process had loaded an older one";
var LIBC = { gnu: "glibc", musl: "musl" };
function runsOn(built, host) {
  return built === host || built === "linux" && elfPlatforms.has(host);
}
function examineStamp(table, info, place) {
  if (info.stamp !== null) {
    const difference = compareStamp(table, info.stamp);
    if (difference === null) return null;
    return {
      ...finding(difference.verdict, difference.detail),
      mismatch: difference.verdict !== "wrong package"
    };
  }
  const version = place.packageVersion?.() ?? null;
  if (version === null || version === table.version) return null;
  const detail = `its package is version ${version}, not ${table.version}`;
  return { ...finding("wrong version", detail), mismatch: true };
}
function examineAddon(table, host, addon, fits) {
  const stamp = addon["__ferrotype"];
  if (isStamp2(stamp)) {
    const difference = compareStamp(table, stamp);
    if (difference !== null) {
      const detail = fits ? `${difference.detail}; the file is right, but ${STALE}` : difference.detail;
      return { ...finding(difference.verdict, detail), mismatch: true };
    }
  }
  const missing = Object.entries(table.exports).filter(
    ([, [kind, , missingOn]]) => kind !== "type" && !missingOn?.some((t) => host.includes(t))
  ).map(([name]) => name).filter((name) => !hasExport(addon, name));
  if (missing.length === 0) return null;
  const shown = missing.slice(0, 8).join(", ");
  const more = missing.length > 8 ? ` and ${missing.length - 8} more` : "";
  return { ...finding("missing exports", `it does not export ${shown}${more}`), mismatch: true };
}
function isStamp2(value) {
  return typeof value === "object" && value !== null && "contract" in value && "version" in value;
}
function hasExport(addon, name) {
  let holder = addon;
  for (const part2 of name.split(".")) {
    if (typeof holder !== "object" && typeof holder !== "function" || holder === null)
      return false;
    if (!(part2 in holder)) return false;
    holder = Reflect.get(holder, part2);
  }
  return true;
}
function fileFinding(error) {
  const { code, message } = error;
  if (code === "ENOENT" || code === "ENOTDIR")
    return finding("not found", "there is no such file", error);
  if (code === "EACCES" || code === "EPERM") {
    return finding("not permitted", "it may not be read", error);
  }
  return finding("damaged", `it cannot be read: ${String(message)}`, error);
}
function loadFinding(error) {
  const text2 = error instanceof Error ? error.message : String(error);
  const denied = /permission denied|operation not permitted|access is denied/iu.test(text2);
  return finding(denied ? "not permitted" : "failed to load", text2, error);
}
function candidateOf(place, found) {
  const { source, path: path2 } = place;
  const { verdict, detail, error } = found;
  return { source, path: path2, verdict, detail, ...error === void 0 ? {} : { error } };
}
function finding(verdict, detail, error) {
  return { verdict, detail, mismatch: false, ...error === void 0 ? {} : { error } };
}

// src/binary/targets.ts
var rows = {
  linux: [
    ["linux-x64-gnu", "x86_64-unknown-linux-gnu", "x64", "gnu"],
    ["linux-x64-musl", "x86_64-unknown-linux-musl", "x64", "musl"],
    ["linux-arm64-gnu", "aarch64-unknown-linux-gnu", "arm64", "gnu"],
    ["linux-arm64-musl", "aarch64-unknown-linux-musl", "arm64", "musl"],
    ["linux-arm-gnueabihf", "armv7-unknown-linux-gnueabihf", "arm", "gnu"],
    ["linux-arm-musleabihf", "armv7-unknown-linux-musleabihf", "arm", "musl"],
    ["linux-loong64-gnu", "loongarch64-unknown-linux-gnu", "loong64", "gnu"],
    ["linux-ppc64-gnu", "powerpc64le-unknown-linux-gnu", "ppc64", "gnu"],
    ["linux-riscv64-gnu", "riscv64gc-unknown-linux-gnu", "riscv64", "gnu"],
    ["linux-s390x-gnu", "s390x-unknown-linux-gnu", "s390x", "gnu"]
  ],
  darwin: [
    ["darwin-x64", "x86_64-apple-darwin", "x64"],
    ["darwin-arm64", "aarch64-apple-darwin", "arm64"],
    ["darwin-universal", "universal-apple-darwin", "x64 arm64"]
  ],
  win32: [
    ["win32-x64-msvc", "x86_64-pc-windows-msvc", "x64"],
    ["win32-x64-gnu", "x86_64-pc-windows-gnu", "x64"],
    ["win32-arm64-msvc", "aarch64-pc-windows-msvc", "arm64"],
    ["win32-ia32-msvc", "i686-pc-windows-msvc", "ia32"]
  ],
  freebsd: [
    ["freebsd-x64", "x86_64-unknown-freebsd", "x64"],
    ["freebsd-arm64", "aarch64-unknown-freebsd", "arm64"],
    ["freebsd-ppc64", "powerpc64le-unknown-freebsd", "ppc64"]
  ],
  android: [
    ["android-arm64", "aarch64-linux-android", "arm64"],
    ["android-arm-eabi", "armv7-linux-androideabi", "arm"]
  ],
  openharmony: [
    ["openharmony-arm64", "aarch64-unknown-linux-ohos", "arm64"],
    ["openharmony-x64", "x86_64-unknown-linux-ohos", "x64"]
  ]
};
var targets = /* @__PURE__ */ Object.entries(rows).flatMap(
  ([platform, list2]) => list2.map(([name, triple, arch, libc]) => ({
    name,
    triple,
    platform,
    arches: arch.split(" "),
    libc: libc ?? null
  }))
);
function targetsOf(platform, arch, libc) {
  const fitting = targets.filter(
    (target) => target.platform === platform && target.arches.includes(arch)
  );
  if (fitting.every((target) => target.libc === null)) return fitting.map(({ name }) => name);
  const own = libc();
  return fitting.filter((target) => own === null || target.libc === null || target.libc === own).map(({ name }) => name);
}

// src/load/places.ts
function* places(table, facts) {
  const override = facts.env[`${table.envPrefix}_PATH`];
  if (override !== void 0 && override !== "") {
    yield { source: "environment", path: path.resolve(override) };
    return;
  }
  const host = hostTargets(facts);
  const sources2 = table.workspace ? [workspacePlaces, leafPlaces] : [leafPlaces, workspacePlaces];
  for (const source of sources2) yield* source(table, facts, host);
}
function hostTargets(facts) {
  return targetsOf(facts.platform, facts.arch, () => facts.libc());
}
function leafName(table, target) {
  return table.leaf.replace("<target>", target);
}
function binaryName(table, target) {
  return `${table.binary}.${target}.node`;
}
var workspacePlaces = function* (table, _facts, host) {
  const folder = path.join(path.dirname(url.fileURLToPath(table.from)), "native");
  for (const target of host) {
    yield { source: "workspace", path: path.join(folder, binaryName(table, target)) };
  }
};
var leafPlaces = function* (table, facts, host) {
  for (const target of host.filter((name) => table.targets.includes(name))) {
    const leaf = leafName(table, target);
    const source = "leaf";
    let manifest;
    try {
      manifest = facts.resolve(`${leaf}/package.json`, table.from);
    } catch (unresolved) {
      yield { source, path: leaf, unresolved };
      continue;
    }
    yield {
      source,
      path: path.join(path.dirname(manifest), binaryName(table, target)),
      packageVersion: () => versionOf(facts, manifest)
    };
  }
};
function versionOf(facts, manifest) {
  try {
    const { version } = JSON.parse(facts.read(manifest));
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}

// src/load/help.ts
function helpFor(table, facts, decisive) {
  if (decisive === null) return unsupported(table);
  if (decisive.source === "environment") return overridden(table, decisive);
  switch (decisive.verdict) {
    case "not found":
      return notFound(table, facts);
    case "wrong platform":
    case "wrong architecture":
    case "wrong libc":
      return foreign(table, facts, decisive);
    case "wrong package":
    case "wrong version":
    case "wrong contract":
    case "missing exports":
      return mismatched(table, facts, decisive);
    case "not permitted":
      return "Make the file readable for this user, and its file system one from which programs may run (not mounted noexec); where a sandbox or Node's permission model is on, allow addons (--allow-addons).";
    case "damaged":
      return `The file is broken. ${remake(table, facts, decisive)}`;
    case "failed to load":
      return failed(table, facts, decisive);
    case "also fits":
    case "loaded":
      return "";
  }
}
function unsupported(table) {
  return `${table.package} is published for ${table.targets.join(", ")}. On another platform, build it from source.`;
}
function overridden(table, { verdict }) {
  const name = `${table.envPrefix}_PATH`;
  return verdict === "not found" ? `${name} names a file that does not exist. Mend or unset it.` : `${name} names this file, so nothing else was tried. Name another one or unset it.`;
}
function notFound(table, facts) {
  if (table.workspace || isInWorkingTree(table, facts))
    return `Build the addon: run \`${commandOf(table)}\`.`;
  const leaf = ownLeaf(table, facts);
  const other = installedTarget(table, facts);
  if (other !== null) {
    return `${leafName(table, other)} is installed instead: node_modules was made on another platform, or for another one. Install on this one, or add the package for it:
${installCommands(table, leaf)}`;
  }
  const omitted = omitsOptional(facts) ? "Optional dependencies are switched off here (--omit=optional or the like), and the binary is one. " : "It is an optional dependency, which package managers leave out when told to (--omit=optional) or when the lockfile was made on another platform. ";
  return `The binary is in the package ${leaf}, which is not installed. ${omitted}Add it:
${installCommands(table, leaf)}`;
}
function isInWorkingTree(table, facts) {
  try {
    const folder = path.dirname(url.fileURLToPath(table.from));
    if (folder.split(path.sep).includes("node_modules")) return false;
    const manifest = JSON.parse(facts.read(path.join(folder, "package.json")));
    return manifest?.name === table.package;
  } catch {
    return false;
  }
}
function foreign(table, facts, decisive) {
  const musl = decisive.verdict === "wrong libc" ? " (glibc and musl do not mix)" : "";
  return `The file is for another system${musl}. ${remake(table, facts, decisive)}`;
}
function mismatched(table, facts, decisive) {
  const allow = `
${table.envPrefix}_ALLOW_MISMATCH=1 loads it all the same, with a warning.`;
  if (decisive.detail.includes(STALE)) {
    return `Start the process again.${allow}`;
  }
  const why = decisive.source === "workspace" ? "The binary was not built from what the package was generated from. " : "The package and its binary are not of one release. ";
  return `${why}${remake(table, facts, decisive)}${decisive.verdict === "wrong package" ? "" : allow}`;
}
function failed(table, facts, { detail, source }) {
  const glibc = /version [`'](GLIBC_[\d.]+)'/u.exec(detail)?.[1];
  if (glibc !== void 0) {
    return `The binary needs ${glibc.replace("_", " ")} or newer, and this system has an older one. Use a newer system, or build from source on this one.`;
  }
  if (/specified module could not be found/iu.test(detail)) {
    return "A DLL that the binary needs is missing, as a rule the Visual C++ runtime: install Microsoft's current Visual C++ redistributable.";
  }
  if (/did not self-register|NODE_MODULE_VERSION/u.test(detail)) {
    return "The file is an addon of another kind, not one of napi-rs.";
  }
  return `The system refused to load the file, for the reason above. ${remake(table, facts, { source })}`;
}
function remake(table, facts, { source }) {
  if (source === "workspace") return `Run \`${commandOf(table)}\`.`;
  const leaf = ownLeaf(table, facts);
  return `Remove ${leaf} from node_modules and install it anew:
${installCommands(table, leaf)}`;
}
function installCommands(table, leaf) {
  const what = `${table.package}@${table.version} ${leaf}@${table.version}`;
  return [
    `  npm install ${what}`,
    `  pnpm add ${what}`,
    `  yarn add ${what}`,
    `  bun add ${what}`
  ].join("\n");
}
function ownLeaf(table, facts) {
  const host = hostTargets(facts);
  return leafName(
    table,
    host.find((target) => table.targets.includes(target)) ?? host[0] ?? facts.platform
  );
}
function installedTarget(table, facts) {
  const host = hostTargets(facts);
  const foreignTargets = table.targets.filter(
    (name) => !host.includes(name) && targets.some((target) => target.name === name)
  );
  const installed = foreignTargets.find((target) => {
    try {
      return facts.exists(facts.resolve(`${leafName(table, target)}/package.json`, table.from));
    } catch {
      return false;
    }
  });
  return installed ?? null;
}
function omitsOptional(facts) {
  const { env } = facts;
  return /\boptional\b/u.test(env["npm_config_omit"] ?? env["NPM_CONFIG_OMIT"] ?? "") || env["npm_config_optional"] === "false";
}
function commandOf(table) {
  return table.command ?? "ferrotype generate";
}

// src/load/load-error.ts
var LoadError = class extends Error {
  name = "LoadError";
  code;
  /** All that was tried, in order. */
  candidates;
  /** What to do. */
  help;
  constructor(code, headline, candidates, help) {
    const cause = candidates.find((candidate) => candidate.error !== void 0)?.error;
    super(render(headline, candidates, help), cause === void 0 ? void 0 : { cause });
    this.code = code;
    this.candidates = candidates;
    this.help = help;
    for (const name of ["candidates", "help", "cause"]) {
      if (name in this) Object.defineProperty(this, name, { enumerable: false });
    }
  }
};
function codeOf(verdict) {
  switch (verdict) {
    case "not found":
      return "ERR_FERROTYPE_NOT_FOUND";
    case "not permitted":
      return "ERR_FERROTYPE_NOT_PERMITTED";
    case "damaged":
      return "ERR_FERROTYPE_DAMAGED";
    case "wrong platform":
      return "ERR_FERROTYPE_WRONG_PLATFORM";
    case "wrong architecture":
      return "ERR_FERROTYPE_WRONG_ARCHITECTURE";
    case "wrong libc":
      return "ERR_FERROTYPE_WRONG_LIBC";
    case "wrong package":
      return "ERR_FERROTYPE_WRONG_PACKAGE";
    case "wrong version":
      return "ERR_FERROTYPE_WRONG_VERSION";
    case "wrong contract":
      return "ERR_FERROTYPE_WRONG_CONTRACT";
    case "missing exports":
      return "ERR_FERROTYPE_MISSING_EXPORTS";
    case "failed to load":
      return "ERR_FERROTYPE_LOAD_FAILED";
  }
}
var sources = { environment: "environment", leaf: "leaf package", workspace: "local build" };
function render(headline, candidates, help) {
  const lines = candidates.map(
    ({ source, path: path2, verdict, detail }) => `  ${sources[source]} ${path2}
    ${verdict}${detail === "" ? "" : `: ${detail}`}`
  );
  const tried = lines.length === 0 ? "" : `
Tried:
${lines.join("\n")}`;
  return `${headline}${tried}
${help}`;
}

// src/load/try-places.ts
function loadWith(table, facts) {
  const { addon, candidates } = tryPlaces(table, facts, false);
  if (addon !== null) return addon;
  throw loadError(table, facts, candidates);
}
function tryPlaces(table, facts, all) {
  const candidates = [];
  const pass = mismatchGate(table, facts);
  let addon = null;
  for (const place of places(table, facts)) {
    const { source, path: path2 } = place;
    const { finding: finding2, stamped } = examineFile(table, facts, place);
    const refused = pass(path2, finding2);
    if (refused !== null) {
      candidates.push(candidateOf(place, refused));
      continue;
    }
    if (addon !== null) {
      candidates.push({ source, path: path2, verdict: "also fits", detail: "" });
      continue;
    }
    const attempt = load(table, facts, path2, stamped && finding2 === null);
    const late = attempt.addon === null ? attempt.finding : pass(path2, attempt.finding);
    if (late !== null) {
      candidates.push(candidateOf(place, late));
      continue;
    }
    addon = attempt.addon;
    const detail = addon?.["__ferrotype"] === void 0 ? "it carries no stamp" : "";
    candidates.push({ source, path: path2, verdict: "loaded", detail });
    if (!all) break;
  }
  return { addon, candidates };
}
function load(table, facts, path2, fits) {
  try {
    const addon = facts.require(path2, table.from);
    if (!isAddon(addon)) throw new TypeError("it exports no object");
    return { addon, finding: examineAddon(table, hostTargets(facts), addon, fits) };
  } catch (error) {
    return { addon: null, finding: loadFinding(error) };
  }
}
function isAddon(exports2) {
  return typeof exports2 === "object" && exports2 !== null;
}
function mismatchGate(table, facts) {
  const name = `${table.envPrefix}_ALLOW_MISMATCH`;
  let warned = false;
  return (path2, found) => {
    if (found === null || !found.mismatch || facts.env[name] !== "1") return found;
    if (!warned) {
      facts.warn(`${name} is set: loading ${path2} although ${found.detail}`, "FERROTYPE_MISMATCH");
    }
    warned = true;
    return null;
  };
}
function loadError(table, facts, candidates) {
  const host = hostTargets(facts);
  const present = candidates.find(({ verdict: verdict2 }) => verdict2 !== "not found");
  const published = host.some((target) => table.targets.includes(target));
  const fallBack = published || table.workspace ? candidates.find(({ source }) => table.workspace || source === "leaf") ?? candidates[0] : candidates.find(({ source }) => source === "environment");
  const decisive = present ?? fallBack ?? null;
  const verdict = decisive?.verdict;
  const code = verdict === void 0 || verdict === "loaded" || verdict === "also fits" ? "ERR_FERROTYPE_UNSUPPORTED_TARGET" : codeOf(verdict);
  const system = host[0] ?? `${facts.platform}-${facts.arch}`;
  const headline = `Cannot load the native addon of ${table.package} ${table.version} on ${system}.`;
  return new LoadError(code, headline, candidates, helpFor(table, facts, decisive));
}

// src/load/load-fully.ts
function loadFully(table) {
  return loadWith(table, nodeFacts());
}
function explainFully(table) {
  return tryPlaces(table, nodeFacts(), true).candidates;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  argumentError,
  checkValue,
  explainError,
  explainFully,
  loadFully
});
