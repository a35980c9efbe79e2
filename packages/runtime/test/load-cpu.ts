/** What `/proc/cpuinfo` says on processors of the three levels. */
const two = "cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3";
const text = (flags: string): string => `processor\t: 0\nflags\t\t: fpu ${flags}\n\n`;

export const CPUINFO: Readonly<Record<"baseline" | "modern" | "old", string>> = {
  old: text(""),
  baseline: text(two),
  modern: text(`${two} abm avx avx2 bmi1 bmi2 f16c fma movbe xsave`),
};
