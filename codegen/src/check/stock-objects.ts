/** FT3015, FT3017: plain objects. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isOn } from "../types/attributes.js";
import { isNeeded, isShown } from "../types/fields.js";
import { itemsOf, shapeOf, stockFinding, type Stock } from "./stock-view.js";

export function checkStockObjects(stock: Stock): readonly Diagnostic[] {
  return itemsOf("object", stock).flatMap(({ key, item, declared }) => {
    const shape = declared === null ? undefined : shapeOf(declared);
    if (declared !== null && shape === undefined) return [];
    const isPassed = (stock.directions.get(key) ?? "both") !== "out";
    return item.fields.flatMap((field) => {
      const shown = shape?.members.find((one) => one.name === field.jsName);
      const rust = { ...field, id: `${item.id}::${field.rustName}` };
      const what = `\`${key}.${field.jsName}\``;
      if (isShown(field.attributes)) {
        if (!isOn(field.attributes, "readonly") || shown?.readonly === false) return [];
        const message = `${what} is read-only by the d.ts, but anybody can write to it: it is a plain object`;
        const help = "nothing needs to be done; do not rely on it";
        return [stockFinding("FT3015", message, help, rust, shown?.span ?? null, stock)];
      }
      if (!isPassed || shown !== undefined || !isNeeded(field, item)) return [];
      const message = `${what} is not in the d.ts, but a call without it throws: napi reads skipped fields too`;
      const help = "make the field an `Option`, or move it out of the struct";
      return [stockFinding("FT3017", message, help, rust, shape?.span ?? null, stock)];
    });
  });
}
