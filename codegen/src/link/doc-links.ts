/** Intra-doc links of Rust → `{@link name}`. */
import type { SourceItem } from "../model/manifest.js";
import { itemKey } from "../types/context.js";

/** The JavaScript name that a Rust path stands for, or null. */
export type LinkTarget = (path: string) => string | null;

const definition = /^\s*\[([^\]]+)\]:\s+(\S+)\s*$/u;
const link =
  /(?<!\\)\[(?<text>[^\][]+)\](?:\((?<target>[^()\s]*(?:\(\))?[^()\s]*)\)|\[(?<label>[^\]]*)\])?/gu;

/** Rewrites links to items; links to pages and text in code blocks stay as they are. */
export function convertLinks(markdown: string, resolve: LinkTarget): string {
  const definitions = new Map<string, string>();
  const lines = markdown.split("\n").filter((line) => {
    const match = definition.exec(line);
    const [, label = "", target = ""] = match ?? [];
    if (match === null || isPage(target)) return true;
    definitions.set(label, target);
    return false;
  });
  let inCode = false;
  return lines
    .map((line) => {
      if (/^\s*(?:```|~~~)/u.test(line)) {
        inCode = !inCode;
        return line;
      }
      return inCode ? line : convertLine(line, definitions, resolve);
    })
    .join("\n")
    .trim();
}

function convertLine(
  line: string,
  definitions: ReadonlyMap<string, string>,
  resolve: LinkTarget,
): string {
  return line.replaceAll(link, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<"text" | "target" | "label", string | undefined>;
    const text = groups.text ?? "";
    const explicit = groups.target ?? definitions.get(groups.label ?? text) ?? groups.label;
    if (explicit !== undefined && isPage(explicit)) return whole;
    const path = cleanPath(explicit ?? text);
    if (path === null) return whole;
    const name = resolve(path);
    const plain = text.replaceAll("`", "");
    if (name === null) {
      const isCode = text.startsWith("`") || explicit !== undefined;
      return isCode ? (text.startsWith("`") ? `\`${plain}\`` : plain) : whole;
    }
    const shown = cleanPath(text);
    const isItsName = shown !== null && (shown === path || path.endsWith(`::${shown}`));
    return isItsName || shown === null || explicit === undefined
      ? `{@link ${name}${shown === null && plain !== name ? ` | ${plain}` : ""}}`
      : `{@link ${name} | ${plain}}`;
  });
}

function isPage(target: string): boolean {
  return /^(?:[a-z]+:|#|\/|\.)/u.test(target) && !/^[a-z]+::/u.test(target);
}

/** `` `fn@crate::search::grep()` `` → `crate::search::grep`; null for what is no path. */
function cleanPath(text: string): string | null {
  const path = text
    .replaceAll("`", "")
    .replace(/^[a-z]+@/u, "")
    .replace(/(?:\(\)|!)$/u, "");
  return /^(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*$/u.test(path) ? path : null;
}

/** Finds public items and their members by Rust path, as seen from an item. */
export function linkTargets(items: readonly SourceItem[]): (from: SourceItem) => LinkTarget {
  const byPath = new Map<string, string>();
  const byRustName = new Map<string, string | null>();
  const idOfRustName = new Map<string, string>();
  const put = (path: string, name: string): void => {
    if (!byPath.has(path)) byPath.set(path, name);
  };
  for (const item of items) {
    const name = item.kind === "error" ? `${item.jsName}Code` : itemKey(item);
    put(item.id, name);
    if (!idOfRustName.has(item.rustName)) idOfRustName.set(item.rustName, item.id);
    const seen = byRustName.get(item.rustName);
    byRustName.set(item.rustName, seen === undefined || seen === name ? name : null);
    for (const [rustName, member] of membersOf(item)) {
      if (item.kind !== "error") put(`${item.id}::${rustName}`, `${name}.${member}`);
    }
  }
  return (from) => (path) => {
    const scope = from.id.split("::").slice(0, -1);
    const local = path.replace(/^Self\b/u, from.rustName).replace(/^(?:crate|self)::/u, "");
    const parents = (/^(?:super::)*/u.exec(local)?.[0].length ?? 0) / "super::".length;
    const rest = local.replace(/^(?:super::)+/u, "");
    const near = [...scope.slice(0, scope.length - parents), rest].join("::");
    const direct = byPath.get(near) ?? byPath.get(rest);
    if (direct !== undefined) return direct;
    const [head = "", member] = rest.split("::").slice(-2);
    const owner = byRustName.get(rest.split("::").at(-1) ?? "");
    if (owner !== undefined && owner !== null) return owner;
    const id = idOfRustName.get(head);
    return id === undefined || member === undefined
      ? null
      : (byPath.get(`${id}::${member}`) ?? null);
  };
}

function membersOf(item: SourceItem): readonly (readonly [string, string])[] {
  switch (item.kind) {
    case "class":
      return item.members.map((member) => [member.rustName, member.jsName] as const);
    case "object":
      return item.fields.map((field) => [field.rustName, field.jsName] as const);
    case "enum":
      return item.variants.map((variant) => [variant.rustName, variant.rustName] as const);
    default:
      return [];
  }
}
