/**
 * Lays documents out as prettier's printer does, for those of its commands that ours are made of. A group is first
 * written on one line: most fit, and are finished then. What it does not know (characters that may be two columns wide
 * where a width matters, a line break that must be inside of a group with several ways to break) is left to that printer.
 */
import type { builders } from "prettier/doc";

type Doc = builders.Doc;
type Command = Exclude<Doc, string | Doc[]>;
type Group = Extract<Command, { type: "group" }>;

/** The text, or null where prettier's own printer is needed. */
export function layOutPlain(doc: Doc, width: number): string | null {
  const layout = new Layout(width);
  layout.print(doc, "\n");
  return layout.isPlain ? layout.text : null;
}

/** Of a text whose width is not known. */
const UNKNOWN = Number.NaN;

class Layout {
  text = "";
  isPlain = true;
  readonly #width: number;
  /** What was written last; to look at the whole text would join its pieces each time. */
  #last = "";
  /** Not a number after a text of unknown width. */
  #column = 0;
  readonly #brokenGroups = new Set<symbol>();
  /** What follows on the line, last first: all of it is broken where it can be. */
  readonly #rest: Doc[] = [];
  /** Text on one line, its columns, and how many there may be. */
  #flat = "";
  #flatWidth = 0;
  /** It ends in a space, which takes room where something follows. */
  #hasSpace = false;
  #room = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Writes a document that is broken where it can be. */
  print(doc: Doc, newLine: string): void {
    if (typeof doc === "string") return this.#write(doc, widthOf(doc));
    if (Array.isArray(doc)) {
      const rest = this.#rest;
      const base = rest.length;
      for (let index = doc.length - 1; index > 0; index -= 1) rest.push(doc[index] ?? "");
      if (doc[0] !== undefined) this.print(doc[0], newLine);
      while (rest.length > base && this.isPlain) this.print(rest.pop() ?? "", newLine);
      return;
    }
    switch (doc.type) {
      case "group":
        return this.#group(doc, newLine);
      case "line":
        if (this.#last.endsWith(" ")) this.text = this.text.replace(/ +$/, "");
        return this.#write(newLine, newLine.length - 1 - this.#column);
      case "indent":
        return this.print(doc.contents, `${newLine}  `);
      case "align":
        if (typeof doc.n !== "number") this.isPlain = false;
        else this.print(doc.contents, newLine + " ".repeat(doc.n));
        return;
      case "label":
        return this.print(doc.contents, newLine);
      case "if-break":
        return this.print(this.#isBroken(doc) ? doc.breakContents : doc.flatContents, newLine);
      case "indent-if-break": {
        const { contents } = doc as typeof doc & { readonly contents: Doc };
        return this.print(contents, this.#isBroken(doc) ? `${newLine}  ` : newLine);
      }
      case "break-parent":
      case "line-suffix-boundary":
        return;
      default:
        this.isPlain = false;
    }
  }

  #write(text: string, width: number): void {
    this.text += text;
    if (text !== "") this.#last = text;
    this.#column = text.startsWith("\n") ? text.length - 1 : this.#column + width;
  }

  #group(doc: Group, newLine: string): void {
    this.#flat = "";
    this.#flatWidth = 0;
    this.#hasSpace = false;
    this.#room = this.#width - this.#column;
    if (Number.isNaN(this.#room)) this.isPlain = false;
    if (!doc.break && this.#flatten(doc.contents) && this.#restFits()) {
      return this.#write(this.#flat, this.#flatWidth + Number(this.#hasSpace));
    }
    if (doc.expandedStates !== undefined) this.isPlain = false;
    if (doc.id !== undefined) this.#brokenGroups.add(doc.id);
    if (this.isPlain) this.print(doc.contents, newLine);
  }

  /** Adds a document to the text on one line; false where it must break or there is no room. */
  #flatten(doc: Doc): boolean {
    if (typeof doc === "string") {
      if (doc === "") return true;
      this.#flat += doc;
      this.#flatWidth += this.#knownWidth(doc) + Number(this.#hasSpace);
      this.#hasSpace = false;
      return this.#flatWidth <= this.#room;
    }
    if (Array.isArray(doc)) {
      for (const part of doc) if (!this.#flatten(part)) return false;
      return true;
    }
    switch (doc.type) {
      case "group":
        if (doc.expandedStates === undefined) return !doc.break && this.#flatten(doc.contents);
        // Of the ways to break, the one that fits up to its first line break.
        if (!doc.break && this.#flatten(doc.contents)) return true;
        if (this.#flatWidth <= this.#room) this.isPlain = false;
        return false;
      case "line":
        if (doc.hard === true) return false;
        if (doc.soft === true) return true;
        if (this.#hasSpace) this.isPlain = false;
        this.#flat += " ";
        this.#hasSpace = true;
        return true;
      case "indent":
      case "align":
      case "label":
        return this.#flatten(doc.contents);
      case "indent-if-break":
        return this.#flatten((doc as typeof doc & { readonly contents: Doc }).contents);
      case "if-break":
        if (forcesBreak(doc.breakContents)) return false;
        return this.#flatten(
          groupOf(doc) !== null && this.#isBroken(doc) ? doc.breakContents : doc.flatContents,
        );
      case "fill":
        return this.#flatten(doc.parts);
      case "line-suffix-boundary":
        return true;
      case "break-parent":
        return false;
      default:
        this.isPlain = false;
        return false;
    }
  }

  /** Whether what follows the text on one line fits beside it, as far as the next line break. */
  #restFits(): boolean {
    let room = this.#room - this.#flatWidth;
    let hasSpace = this.#hasSpace;
    const docs: Doc[] = [];
    let next = this.#rest.length;
    while (room >= 0) {
      let doc = docs.pop();
      if (doc === undefined) {
        next -= 1;
        doc = this.#rest[next];
        if (doc === undefined) return true;
      }
      if (typeof doc === "string") {
        if (doc === "") continue;
        room -= this.#knownWidth(doc) + Number(hasSpace);
        hasSpace = false;
      } else if (Array.isArray(doc)) {
        for (let index = doc.length - 1; index >= 0; index -= 1) docs.push(doc[index] ?? "");
      } else if (doc.type === "line") return true;
      else if (doc.type === "group") docs.push(doc.expandedStates?.at(-1) ?? doc.contents);
      else if (doc.type === "if-break") {
        docs.push(this.#isBroken(doc) ? doc.breakContents : doc.flatContents);
      } else if (doc.type === "fill") docs.push(doc.parts);
      else if ("contents" in doc) docs.push(doc.contents);
    }
    return false;
  }

  /** The group that a command asks about; the one it stands in is broken. */
  #isBroken(doc: Command): boolean {
    const group = groupOf(doc);
    return group === null || this.#brokenGroups.has(group);
  }

  #knownWidth(text: string): number {
    const width = widthOf(text);
    if (!Number.isNaN(width)) return width;
    this.isPlain = false;
    return this.#width;
  }
}

/** What is around it breaks, printed or not. */
function forcesBreak(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (Array.isArray(doc)) return doc.some(forcesBreak);
  if (doc.type === "break-parent") return true;
  if (doc.type === "group" && doc.break) return true;
  if (doc.type === "if-break")
    return forcesBreak(doc.breakContents) || forcesBreak(doc.flatContents);
  return "contents" in doc && forcesBreak(doc.contents);
}

/** Prettier's own types leave the field out. */
function groupOf(doc: Command): symbol | null {
  const { groupId } = doc as { readonly groupId?: symbol };
  return groupId ?? null;
}

/** Marks take no room; what is not ASCII may take any. */
function widthOf(text: string): number {
  if (!notPlain.test(text)) return text.length;
  return /^[\x20-\x9f]*$/.test(text) ? visible(text) : UNKNOWN;
}

const notPlain = /[^\x20-\x7e]/;

function visible(text: string): number {
  return text.replace(/[\x7f-\x9f]/g, "").length;
}
