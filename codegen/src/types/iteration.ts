/** What napi gives to `#[napi(iterator)]` and `#[napi(async_iterator)]` classes by itself. */
import type { SourceItem } from "../model/manifest.js";
import { isOn } from "./attributes.js";

const members: ReadonlySet<string> = new Set([
  "[Symbol.iterator]",
  "[Symbol.asyncIterator]",
  "next",
  "return",
  "throw",
]);

/** Name of a member that makes a class iterate; it stands on each instance, not on the prototype. */
export function isIterationMember(name: string): boolean {
  return members.has(name);
}

export function iterates({ attributes }: Pick<SourceItem, "attributes">): boolean {
  return isOn(attributes, "iterator") || isOn(attributes, "async_iterator");
}
