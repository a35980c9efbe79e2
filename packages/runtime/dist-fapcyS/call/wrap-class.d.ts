import type { Addon } from "../load/addon-table.js";
import type { WrapSpec } from "./wrap.js";
/** Members of a class that need wrapping, by name; a symbol's name is written `[Symbol.dispose]`. */
export interface ClassTable {
    /** As errors name it. */
    readonly name: string;
    /** The constructor; false where there is none. */
    readonly construct?: WrapSpec | false;
    readonly statics?: Readonly<Record<string, WrapSpec>>;
    readonly methods?: Readonly<Record<string, WrapSpec>>;
    readonly getters?: Readonly<Record<string, WrapSpec>>;
    readonly setters?: Readonly<Record<string, WrapSpec>>;
}
/** A class of an addon. */
export type NativeClass = (new (...values: never[]) => object) & {
    readonly prototype: object;
};
/**
 * A native class as users see it. Members of its prototype are redefined once, so that instances from anywhere have
 * them. Statics of napi cannot be redefined: a class whose constructor or statics are in the table gets a constructor
 * of its own, with the native prototype; any other stays the native class. One that this target lacks (undefined)
 * stays so.
 */
export declare function wrapClass<C extends NativeClass>(Class: C, table: ClassTable, addon?: Addon): C;
