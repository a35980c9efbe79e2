/** What the workflows have to know of a project. */
export interface CiProject {
  /** What the files say of their making, without a mark of a comment. */
  readonly origin: string;
  /** Installs the package manager, where the runner lacks it; then the dependencies. */
  readonly install: readonly string[];
  /** How the command line of ferrotype is called: `npx ferrotype`. */
  readonly ferrotype: string;
  /** Node that runs the tools. */
  readonly node: string;
  /** Node lines that the packages are tried on. */
  readonly testedNodes: readonly string[];
  /** Cargo.lock is committed. */
  readonly isLocked: boolean;
  /** Installs the toolchain, where the runner's own will not do. */
  readonly toolchain: string | null;
  /** Folder of the locks. */
  readonly locks: string;
  readonly addons: readonly CiAddon[];
  /** Targets of all addons. */
  readonly targets: readonly string[];
  /** File name of the workflow that builds and checks. */
  readonly workflow: string;
  /** Further programs that are built for every target and packed: only of ferrotype itself. */
  readonly own: OwnParts | null;
}

/** An addon as cargo and npm call it. */
export interface CiAddon {
  /** How its binaries begin: `natives` for `natives.linux-x64-gnu.node`. */
  readonly name: string;
  /** Its Cargo.toml, relative to the root. */
  readonly manifest: string;
  /** Its library as rustc names it, without prefix and extension. */
  readonly library: string;
  /** npm name of its package. */
  readonly package: string;
  readonly targets: readonly string[];
}

/** What the repository of ferrotype itself has beside an addon. */
export interface OwnParts {
  /** Crate of a program that is built for every target; `.exe` is added on Windows. */
  readonly program: string;
  readonly programManifest: string;
  /** Packs what else is published. */
  readonly pack: string;
  /** Folder of these packages. */
  readonly packages: string;
  /** The whole test suite, on Linux. */
  readonly test: string;
  /** A program that walks through the installed package. */
  readonly smoke: string;
}
