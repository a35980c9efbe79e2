/** Keys of `#[napi(…)]` as the manifest has them. */

export type Attributes = Readonly<Record<string, string | boolean>>;

/** A boolean key that is on: bare, or `= true`. */
export function isOn(attributes: Attributes, key: string): boolean {
  // Not by index alone: every object inherits a `constructor`.
  const value = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  return value !== undefined && value !== false && value !== "false";
}

/** A boolean key that is `= false`. */
export function isOff(attributes: Attributes, key: string): boolean {
  return attributes[key] === false || attributes[key] === "false";
}

/** Text of a key, or null. */
export function textOf(attributes: Attributes, key: string): string | null {
  const value = attributes[key];
  return typeof value === "string" ? value : null;
}
