/** Every kind of change: how grave it is, how it is said, and what it means for a caller. */
import type { ChangeKind, Heading, Level } from "./change-kind.js";

export interface KindInfo {
  readonly level: Level;
  /** The heading where it is not breaking; that of breaking changes is `Breaking`. */
  readonly heading: Exclude<Heading, "Breaking">;
  /** What changed; `$` stands for what it happened to (a parameter, a target). */
  readonly says: string;
  /** Why it is breaking, and what a caller does; null where nobody has to do anything. */
  readonly means: string | null;
}

const breaking = (says: string, means: string): KindInfo => ({
  level: "breaking",
  heading: "Changed",
  says,
  means,
});
const added = (says: string, means: string | null = null): KindInfo => ({
  level: "minor",
  heading: "Added",
  says,
  means,
});
const changed = (says: string, means: string | null = null): KindInfo => ({
  level: "minor",
  heading: "Changed",
  says,
  means,
});
const patch = (
  heading: Exclude<Heading, "Breaking">,
  says: string,
  means: string | null = null,
): KindInfo => ({ level: "patch", heading, says, means });

export const kinds: Readonly<Record<ChangeKind, KindInfo>> = {
  "package-renamed": breaking(
    "has another name",
    "Imports of the old name do not resolve: install the new package and import from it.",
  ),
  "target-added": added("is also built for $"),
  "target-removed": breaking(
    "is no longer built for $",
    "It cannot be loaded there: stay on the version before, or build it from source.",
  ),
  "prefix-changed": breaking(
    "has another prefix for its environment variables",
    "The old ones are not read any more: set those with the new prefix.",
  ),
  "license-changed": patch("Package", "has another licence"),
  "contract-algorithm-changed": patch(
    "Package",
    "has a contract that is computed by another algorithm",
    "A binary and a package of the two versions do not load each other; those of one release do.",
  ),
  "contract-changed": patch(
    "Changed",
    "has another contract and the same TypeScript",
    "A Rust type beneath is another one: read the code for what it does at run time.",
  ),

  "item-added": added("is new"),
  "item-removed": breaking(
    "is gone",
    "Imports of it no longer compile, and calls of it throw: remove them.",
  ),
  "item-renamed": breaking(
    "is gone (renamed? $ has the same declaration)",
    "Imports of the old name no longer compile: import the new one.",
  ),
  "item-moved": breaking(
    "is no longer exported by $",
    "Imports from there no longer compile: import it from where it is now.",
  ),
  "entry-added": added("is also exported by $"),
  "item-kind-changed": breaking(
    "is something else",
    "What was done with the old kind no longer compiles: see its new declaration.",
  ),
  "became-missing": breaking(
    "is missing on $, so it can be undefined",
    "Uses without a test no longer compile: test it before the use.",
  ),
  "missing-on-more": breaking(
    "is also missing on $",
    "It is undefined there, which the compiler cannot see: offer something else on that target.",
  ),
  "missing-on-fewer": added("is there on $ too"),
  "no-longer-missing": added("is there on every target", "Tests for undefined can go."),

  "parameter-added": added("takes another optional argument $"),
  "parameter-required-added": breaking(
    "wants another argument $",
    "Calls without it no longer compile: pass it.",
  ),
  "parameter-inserted": breaking(
    "takes $ before arguments that it took already",
    "Arguments of existing calls land one place off, which the compiler sees only where the types differ: pass it at its place.",
  ),
  "parameter-removed": breaking(
    "no longer takes $",
    "Calls that pass it no longer compile: leave it out.",
  ),
  "parameters-reordered": breaking(
    "takes its arguments in another order",
    "The compiler sees it only where the types differ: reorder them at every call.",
  ),
  "parameter-renamed": patch("Documentation", "calls a parameter $ now"),
  "parameter-made-required": breaking("requires $", "Calls without it no longer compile: pass it."),
  "parameter-made-optional": changed("no longer requires $"),
  "parameter-widened": changed("takes more for $"),
  "parameter-narrowed": breaking(
    "takes another type for $",
    "Arguments of the old type are refused: convert them.",
  ),
  "parameter-branded": breaking(
    "wants the brand for $",
    "A plain value no longer compiles: make a branded one with the brand's factory, which checks it.",
  ),
  "parameter-range-widened": changed("takes a wider range of numbers for $"),
  "parameter-range-narrowed": breaking(
    "takes a narrower range of numbers for $",
    "A number out of it throws ERR_OUT_OF_RANGE, which the compiler cannot see: check it before the call.",
  ),
  "parameter-rest-added": changed("takes any number of $"),
  "parameter-rest-removed": breaking(
    "takes one $, not any number",
    "Calls with none or several no longer compile: pass one.",
  ),
  "cancellation-added": added("can be cancelled by an AbortSignal"),
  "cancellation-removed": breaking(
    "can no longer be cancelled",
    "Calls with a signal no longer compile: leave it out, and race the promise where that is enough.",
  ),

  "result-added": added("returns something"),
  "result-narrowed": changed("returns less of what it could return"),
  "result-widened": breaking(
    "returns what it did not return before",
    "Code that uses the result as the old type no longer compiles: handle the new one.",
  ),
  "result-branded": changed("returns a branded value", "It can be used as a plain one."),
  "became-async": breaking("returns a promise", "The result is not there at once: await it."),
  "became-sync": breaking(
    "returns its result at once, not a promise",
    "`then` and `catch` are gone, errors are thrown during the call, and it blocks: use the value, inside try.",
  ),
  "type-parameters-changed": breaking(
    "has other type parameters",
    "Type arguments that are written out no longer fit: write the new ones.",
  ),
  "overload-added": added("can also be called another way"),
  "overload-removed": breaking(
    "can no longer be called this way",
    "Calls by that signature no longer compile: use one of those that are left.",
  ),

  "constructor-added": added("can be made with `new`"),
  "constructor-removed": breaking(
    "can no longer be made with `new`",
    "`new` no longer compiles, and throws: use what returns an instance.",
  ),
  "member-added": added("is new"),
  "member-removed": breaking("is gone", "Uses of it no longer compile: remove them."),
  "member-made-static": breaking(
    "is a static of the class",
    "Calls on an instance no longer compile: call it on the class.",
  ),
  "member-made-instance": breaking(
    "is a method of the instance",
    "Calls on the class no longer compile: call it on an instance.",
  ),
  "member-kind-changed": breaking(
    "is something else",
    "A property is read and a method is called: change the uses.",
  ),
  "setter-added": added("can be assigned"),
  "setter-removed": breaking(
    "is read-only",
    "Assignments no longer compile, and throw: remove them.",
  ),
  "getter-added": added("can be read"),
  "getter-removed": breaking(
    "can no longer be read",
    "Reading it gives undefined: remember what was assigned.",
  ),
  "property-narrowed": changed("has a narrower type when it is read"),
  "property-widened": breaking(
    "has a wider type when it is read",
    "Code that uses it as the old type no longer compiles: handle the new one.",
  ),
  "property-takes-more": changed("can be assigned more"),
  "property-takes-less": breaking(
    "can be assigned less",
    "Values of the old type are refused: convert them.",
  ),

  "option-added": added("is a new option"),
  "field-added": added("is a new field", "Objects of this type that a test makes by hand need it."),
  "field-required-added": breaking(
    "is a new field that callers must give",
    "Objects without it no longer compile: add it.",
  ),
  "field-removed": breaking("is gone", "Code that names it no longer compiles: remove it."),
  "option-made-required": breaking("is required", "Objects without it no longer compile: add it."),
  "option-made-optional": changed("can be left out"),
  "field-made-optional": breaking(
    "can be absent",
    "Code that uses it without a test no longer compiles: test it for undefined.",
  ),
  "field-always-there": changed("is always there", "Tests for undefined can go."),
  "option-widened": changed("takes more"),
  "option-narrowed": breaking(
    "has another type",
    "Values of the old type are refused: convert them.",
  ),
  "field-narrowed": changed("has a narrower type"),
  "field-widened": breaking(
    "has another type",
    "Code that uses it as the old type no longer compiles: handle the new one.",
  ),
  "field-changed": breaking(
    "has another type, and crosses both ways",
    "Values of the old type are refused, or those of the new one surprise a reader: handle the new type.",
  ),
  "readonly-added": breaking(
    "is readonly",
    "Assignments to it no longer compile: make a new object.",
  ),
  "readonly-removed": changed("can be assigned"),

  "enum-value-accepted": added(
    "is a new value",
    "Only callers pass this enum, so no reader meets it.",
  ),
  "enum-value-added": breaking(
    "is a new value that callers can meet",
    "Breaking for exhaustive readers alone: a switch without a default, or a Record over all values, no longer compiles. Add a case.",
  ),
  "enum-value-removed": breaking(
    "is gone",
    "Code that names it no longer compiles: use another value.",
  ),
  "enum-value-changed": breaking(
    "has another value",
    "Values that were stored or sent as the old one are refused, and literals no longer compile: convert them.",
  ),
  "error-code-added": breaking(
    "is a new code",
    "Breaking for exhaustive readers alone: a switch over all codes without a default no longer compiles. Add a case.",
  ),
  "error-code-removed": breaking(
    "is no longer thrown",
    "Comparisons with it no longer compile: remove them.",
  ),
  "brand-base-changed": breaking(
    "is a brand over another type",
    "Plain values for its factory, and its use as one, no longer compile: convert.",
  ),
  "brand-made-strict": patch(
    "Changed",
    "is wanted by inputs too",
    "Each signature that wants it now is listed by itself.",
  ),
  "brand-made-loose": patch(
    "Changed",
    "is no longer wanted by inputs",
    "Each signature that takes the plain type now is listed by itself.",
  ),
  "brand-range-widened": changed("takes a wider range"),
  "brand-range-narrowed": breaking(
    "takes a narrower range",
    "Its factory throws for what is out of it, which the compiler cannot see: check before.",
  ),
  "alias-widened-in": changed("takes more"),
  "alias-narrowed-out": changed("is narrower"),
  "alias-changed": breaking(
    "stands for another type",
    "Values of the old type no longer fit where it is taken, or readers meet the new one: handle it.",
  ),
  "const-narrowed": changed("has a narrower type"),
  "const-changed": breaking(
    "has another type",
    "Code that uses it as the old type no longer compiles: handle the new one.",
  ),

  "default-changed": breaking(
    "has another default",
    "Who leaves it out gets other behaviour, which the compiler cannot see: pass the old value to keep it.",
  ),
  deprecated: patch("Deprecated", "is deprecated"),
  undeprecated: patch("Deprecated", "is no longer deprecated"),
  "docs-changed": patch("Documentation", "has other documentation"),
};
