/** FT3009, FT3010, FT3011, FT3012: constants, enums and names that are there under other names or in other forms. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LoadedExport } from "../model/loaded.js";
import { itemKey } from "../types/context.js";
import { itemsOf, stockFinding, type Stock } from "./stock-view.js";

export function checkStockValues(stock: Stock): readonly Diagnostic[] {
  return [
    ...renamedConstants(stock),
    ...rustNamesOfClasses(stock),
    ...reverseMappings(stock),
    ...typeOnlyEnums(stock),
  ];
}

function renamedConstants(stock: Stock): readonly Diagnostic[] {
  return itemsOf("const", stock).flatMap(({ key, item, declared }) => {
    if (item.jsName === item.rustName || loadedAs(key, stock) !== undefined) return [];
    const place = declared?.find((one) => one.kind === "const");
    if (declared !== null && place === undefined) return [];
    const real = itemKey({ namespace: item.namespace, name: item.rustName });
    const message = `\`${key}\` is declared, but napi exports the constant as \`${real}\`, so \`${key}\` is undefined`;
    const help = `delete the \`js_name\`, or rename the constant itself to \`${item.jsName}\``;
    return [stockFinding("FT3009", message, help, item, place?.span ?? null, stock)];
  });
}

function rustNamesOfClasses(stock: Stock): readonly Diagnostic[] {
  return itemsOf("class", stock).flatMap(({ key, item }) => {
    const rustKey = itemKey({ namespace: item.namespace, name: item.rustName });
    if (rustKey === key || loadedAs(rustKey, stock) !== undefined) return [];
    const alias = stock.declared?.get(rustKey)?.find((one) => one.kind === "alias");
    if (alias === undefined) return [];
    const message = `\`${rustKey}\` is declared as another name of the class \`${key}\`, but it is a type only: there is no such export`;
    const help = `import \`${key}\`; to get rid of the second name, rename the struct`;
    return [stockFinding("FT3010", message, help, item, alias.span, stock)];
  });
}

function reverseMappings(stock: Stock): readonly Diagnostic[] {
  return itemsOf("enum", stock).flatMap(({ key, item, declared }) => {
    const place = declared?.find((one) => one.kind === "enum");
    const [first] = item.variants.filter(({ value }) => typeof value === "number");
    if (place?.kind !== "enum" || place.const || first === undefined) return [];
    if (loadedAs(key, stock)?.values[String(first.value)] !== undefined) return [];
    const message = `\`${key}[${first.value}]\` is \`"${first.rustName}"\` by the d.ts, but undefined at run time`;
    const help = `do not look names up by value; nothing in Rust adds them to \`${key}\``;
    return [stockFinding("FT3011", message, help, item, place.span, stock)];
  });
}

function typeOnlyEnums(stock: Stock): readonly Diagnostic[] {
  return itemsOf("enum", stock).flatMap(({ key, item, declared }) => {
    const alias = declared?.find((one) => one.kind === "alias");
    if (alias === undefined || declared?.some((one) => one.kind === "enum") === true) return [];
    if (stock.loaded !== null && loadedAs(key, stock) === undefined) return [];
    const message = `\`${key}\` is declared as a type only, but the addon exports an object of this name`;
    const help = "build with `napi build --no-const-enum --runtime-string-enum`";
    return [stockFinding("FT3012", message, help, item, alias.span, stock)];
  });
}

function loadedAs(key: string, { loaded }: Stock): LoadedExport | undefined {
  return loaded?.exports.find((one) => itemKey(one) === key);
}
