/** What comes over the child's channel: its own lines, and whatever an addon may have written between them. */
import type { Readable } from "node:stream";

import type { ProbedObject, ProbedProperty, ProbeMessage } from "./probe.js";

/** More than the probe ever sends. */
const lengthLimit = 256 * 1024 * 1024;

/** Calls `take` for each message; ends with null where far more comes than a probe would say. */
export function onMessage(channel: Readable, take: (message: ProbeMessage | null) => void): void {
  let parts: string[] = [];
  let length = 0;
  channel.setEncoding("utf8").on("data", (text: string) => {
    const [first = "", ...more] = text.split("\n");
    parts.push(first);
    length += first.length;
    for (const next of more) {
      const message = parseMessage(parts.join(""));
      if (message !== null) take(message);
      parts = [next];
      length = next.length;
    }
    if (length > lengthLimit) take(null);
  });
  // The child may be gone before all of it is read.
  channel.on("error", () => undefined);
}

/** The message that a line holds, if it holds one; never throws. */
export function parseMessage(line: string): ProbeMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  switch (value["kind"]) {
    case "loading":
      return { kind: "loading" };
    case "refused": {
      const { message, by } = value;
      const isWhole =
        typeof message === "string" && (by === "linker" || by === "addon" || by === "probe");
      return isWhole ? { kind: "refused", message, by } : null;
    }
    case "shape": {
      const { exports, stamp } = value;
      const isWhole = isListOf(exports, isProbedObject) && isRecord(stamp) && isFlat(stamp);
      return isWhole ? { kind: "shape", exports, stamp } : null;
    }
    default:
      return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf<Element>(
  value: unknown,
  isElement: (element: unknown) => element is Element,
): value is readonly Element[] {
  return Array.isArray(value) && value.every((element) => isElement(element));
}

function isFlat(
  record: Record<string, unknown>,
): record is Readonly<Record<string, string | number>> {
  return Object.values(record).every((value) => ["string", "number"].includes(typeof value));
}

function isProbedProperty(value: unknown): value is ProbedProperty {
  if (!isRecord(value)) return false;
  const { name, type, value: inner, getter, setter } = value;
  return (
    typeof name === "string" &&
    typeof type === "string" &&
    (inner === null || typeof inner === "string" || typeof inner === "number") &&
    typeof getter === "boolean" &&
    typeof setter === "boolean"
  );
}

function isProbedObject(value: unknown, depth = 0): value is ProbedObject {
  if (depth > 3 || !isRecord(value) || !isProbedProperty(value)) return false;
  const { own, prototype }: Record<string, unknown> = { ...value };
  return (
    isListOf(prototype, isProbedProperty) &&
    isListOf(own, (one): one is ProbedObject => isProbedObject(one, depth + 1))
  );
}
