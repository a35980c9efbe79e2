/** What real systems say of their processors: the lines that count, as they stand there. */

/** `/proc/cpuinfo` of a machine with these processors. */
function cpuinfo(...processors: readonly (readonly [model: string, flags: string])[]): string {
  return processors
    .map(
      ([model, flags], index) =>
        `processor\t: ${index}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel name\t: ${model}\n` +
        `fpu\t\t: yes\ncpuid level\t: 13\nwp\t\t: yes\nflags\t\t: ${flags}\n` +
        "bugs\t\t: spectre_v1 spectre_v2\nbogomips\t: 6786.73\npower management:\n",
    )
    .join("\n")
    .concat("\n");
}

type Processor = readonly [model: string, flags: string];

const HASWELL: Processor = [
  "Intel(R) Core(TM) i7-4770 CPU @ 3.40GHz",
  "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush dts acpi mmx fxsr sse sse2 ss ht tm pbe syscall nx pdpe1gb rdtscp lm constant_tsc arch_perfmon pebs bts rep_good nopl xtopology nonstop_tsc cpuid aperfmperf pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 sdbg fma cx16 xtpr pdcm pcid sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand lahf_lm abm cpuid_fault epb invpcid_single pti ssbd ibrs ibpb stibp tpr_shadow vnmi flexpriority ept vpid ept_ad fsgsbase tsc_adjust bmi1 avx2 smep bmi2 erms invpcid xsaveopt dtherm ida arat pln pts flush_l1d",
];

const IVY_BRIDGE: Processor = [
  "Intel(R) Core(TM) i7-3770 CPU @ 3.40GHz",
  "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush dts acpi mmx fxsr sse sse2 ss ht tm pbe syscall nx rdtscp lm constant_tsc arch_perfmon pebs bts rep_good nopl xtopology nonstop_tsc aperfmperf eagerfpu pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cx16 xtpr pdcm pcid sse4_1 sse4_2 x2apic popcnt tsc_deadline_timer aes xsave avx f16c rdrand lahf_lm ida arat epb xsaveopt pln pts dtherm tpr_shadow vnmi flexpriority ept vpid fsgsbase smep erms",
];

/** A Haswell in VirtualBox: with AVX and MOVBE, without AVX2, FMA, BMI and F16C. */
const VIRTUALBOX: Processor = [
  "Intel(R) Core(TM) i7-4790K CPU @ 4.00GHz",
  "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 syscall nx rdtscp lm constant_tsc rep_good nopl xtopology nonstop_tsc pni pclmulqdq monitor ssse3 cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx rdrand hypervisor lahf_lm abm",
];

const EPYC: Processor = [
  "AMD EPYC 7K62 48-Core Processor",
  "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 syscall nx mmxext fxsr_opt pdpe1gb rdtscp lm art rep_good nopl extd_apicid eagerfpu pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw topoext retpoline_amd ibpb vmmcall fsgsbase bmi1 avx2 smep bmi2 rdseed adx smap clflushopt sha_ni xsaveopt xsavec xgetbv1 arat",
];

/** What QEMU gives where it is not told otherwise. */
const QEMU: Processor = [
  "QEMU Virtual CPU version 2.5+",
  "fpu de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pse36 clflush mmx fxsr sse sse2 syscall nx lm rep_good nopl xtopology cpuid pni cx16 x2apic hypervisor lahf_lm cpuid_fault",
];

/** A Haswell whose hypervisor hides some features. */
function masked(...features: readonly string[]): string {
  const [model, flags] = HASWELL;
  const left = flags.split(" ").filter((flag) => !features.includes(flag));
  return cpuinfo([model, left.join(" ")]);
}

type LinuxText =
  | "arm"
  | "empty"
  | "epyc"
  | "haswell"
  | "ivyBridge"
  | "mixed"
  | "mixedLowest"
  | "partial"
  | "qemu"
  | "s390x"
  | "virtualBox"
  | "withoutBmi"
  | "withoutLahf"
  | "withoutMovbe"
  | "withoutXsave";

export const linuxTexts: Readonly<Record<LinuxText, string>> = {
  haswell: cpuinfo(HASWELL, HASWELL),
  ivyBridge: cpuinfo(IVY_BRIDGE),
  virtualBox: cpuinfo(VIRTUALBOX),
  epyc: cpuinfo(EPYC, EPYC),
  qemu: cpuinfo(QEMU),
  withoutMovbe: masked("movbe"),
  withoutBmi: masked("bmi1", "bmi2"),
  withoutXsave: masked("xsave"),
  withoutLahf: masked("lahf_lm"),
  mixed: cpuinfo(HASWELL, IVY_BRIDGE, HASWELL),
  mixedLowest: cpuinfo(HASWELL, QEMU, IVY_BRIDGE),
  /** One block of several tells nothing. */
  partial: `${cpuinfo(HASWELL)}processor\t: 1\nvendor_id\t: GenuineIntel\n\n`,
  /** A Raspberry Pi 4, and with it an x64 process under emulation there. */
  arm: "processor\t: 0\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm crc32 cpuid\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x0\nCPU part\t: 0xd08\nCPU revision\t: 3\n\nHardware\t: BCM2835\nRevision\t: c03111\nModel\t\t: Raspberry Pi 4 Model B Rev 1.1\n",
  s390x:
    "vendor_id       : IBM/S390\n# processors    : 2\nbogomips per cpu: 3033.00\nfeatures\t: esan3 zarch stfle msa ldisp eimm dfp edat etf3eh highgprs te vx\nprocessor 0: version = FF,  identification = 2733E8,  machine = 2964\n",
  empty: "",
};

const BROADWELL =
  "machdep.cpu.features: FPU VME DE PSE TSC MSR PAE MCE CX8 APIC SEP MTRR PGE MCA CMOV PAT PSE36 CLFSH DS ACPI MMX FXSR SSE SSE2 SS HTT TM PBE SSE3 PCLMULQDQ DTES64 MON DSCPL VMX EST TM2 SSSE3 FMA CX16 TPR PDCM SSE4.1 SSE4.2 x2APIC MOVBE POPCNT AES PCID XSAVE OSXSAVE SEGLIM64 TSCTMR AVX1.0 RDRAND F16C\n" +
  "machdep.cpu.leaf7_features: RDWRFSGS TSC_THREAD_OFFSET BMI1 AVX2 SMEP BMI2 ERMS INVPCID FPU_CSDS RDSEED ADX SMAP IPT MDCLEAR IBRS STIBP L1DF SSBD\n" +
  "machdep.cpu.extfeatures: SYSCALL XD 1GBPAGE EM64T LAHF LZCNT PREFETCHW RDTSCP TSCI\n";

/** `sysctl` of a MacBook Air of 2017, and what it would say with less in it. */
export const darwinTexts: Readonly<
  Record<"broadwell" | "ivyBridge" | "nothing" | "rosetta" | "translatedNo", string>
> = {
  broadwell: BROADWELL,
  translatedNo: `sysctl.proc_translated: 0\n${BROADWELL}`,
  /** Before Haswell there is no third leaf. */
  ivyBridge: BROADWELL.replace(/machdep\.cpu\.leaf7_features.*\n/u, "")
    .replace(/ (?:FMA|MOVBE)(?= )/gu, "")
    .replace(" LZCNT", ""),
  /** Rosetta: no AVX; the other two lists are not there. */
  rosetta:
    "sysctl.proc_translated: 1\n" +
    "machdep.cpu.features: FPU VME DE PSE TSC MSR PAE MCE CX8 APIC SEP MTRR PGE MCA CMOV PAT PSE36 CLFSH DS ACPI MMX FXSR SSE SSE2 SS HTT TM PBE SSE3 PCLMULQDQ DTSE64 MON DSCPL VMX EST TM2 SSSE3 CX16 TPR PDCM SSE4.1 SSE4.2 AES SEGLIM64\n",
  nothing: "",
};
