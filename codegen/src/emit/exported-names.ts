/** What an item adds to the names of a file. */
import type { Item } from "../model/surface.js";

export interface ExportedName {
  readonly name: string;
  /** It exists at run time. */
  readonly value: boolean;
}

/** The names that an item exports, given the one of its home. */
export function exportedNames(item: Item, name: string): readonly ExportedName[] {
  switch (item.kind) {
    case "function":
    case "class":
    case "const":
    case "enum":
      return [{ name, value: true }];
    case "brand":
      return [{ name, value: hasFactory(item) }];
    case "interface":
    case "alias":
      return [{ name, value: false }];
    case "error":
      return [
        { name, value: false },
        { name: `${name}Code`, value: false },
        { name: `is${name}`, value: true },
      ];
  }
}

/** A brand over a primitive has a factory; one over a handle is made in Rust alone. */
export function hasFactory(brand: Extract<Item, { kind: "brand" }>): boolean {
  return (
    brand.base.kind === "keyword" &&
    ["number", "string", "bigint", "boolean"].includes(brand.base.name)
  );
}
