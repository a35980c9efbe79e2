/** What `ferrotype --help` prints. */
export const helpText: string = `ferrotype <verb> [flags]

  generate         build the addons if their Rust changed, and write their packages
    --print        print what would be written, and write nothing
    --profile NAME cargo profile of the build (default: quick where Cargo.toml has it, else dev)
  check            the same in memory: fails when a generated file is changed, missing or extra
  watch            follow the Rust sources: a save gives its types at once, a build confirms them
  verify           check an addon built elsewhere, without config or writing: any two views of it, or all three
    --package DIR  an installed npm package, such as node_modules/oxc-parser
    --dts FILE     the d.ts that napi-rs wrote
    --binary FILE  the built addon
    --crate DIR    the crate; again for each further crate whose items belong to the addon
    --no-load      read no binary: for one of another platform
    --policy       list what is only counted else
  diff [BASE]      what changed for users since BASE, a git ref or a lock file (default: the last tag, else HEAD),
                   as markdown; fails when the version says less
    --to REF|FILE  the newer side (default: the lock on disk)
    --expect BUMP  fail when a change is bigger than this: patch, minor or major
  pack             the npm packages of every addon, as folders and tarballs: a leaf for each target, and the core
    --binaries DIR the built addons, <name>.<target>.node, in it or in folders of it (default: the last build)
    --target NAME  only this one; again for each further target
    --partial      leave out targets that have no binary, to try the others
    --no-rust      without maps into Rust, and the Rust files that they lead to
    --out DIR      where to (default: target/ferrotype/<addon>/packages)
  doctor           what would be loaded here and why: every file that was tried, this machine, versions, cache, settings
    --package NAME a package that ferrotype wrote, or its folder (default: those of the config, else of package.json)
  embed            the binaries of a package as archives, and what makes them part of a single-file executable
    --package NAME an installed package, or its folder
    --for BUILDER  what makes the executable: bun, node-sea or deno
    --target NAME  only this one; again for each further target (default: this machine's)
    --out DIR      where to (default: embedded/<package>)
  init             adopt the napi-rs project in this folder: shows what it would write, and asks
    --yes          write it without asking
    --ci           and workflows for GitHub that build every target, try the packages out and publish them
    --crate DIR    the addon, where there are several; again for each
  explain CODE     what a finding such as FT3006 means and how it is mended

Flags of every verb
  --config FILE    the config (default: ferrotype.config.{ts,mts,js,mjs} here or in a folder above)
  --json           the result as JSON on stdout
  --format NAME    text (the default), or github: findings as annotations of a pull request
  --quiet          no progress
  --verbose        how long each phase took, and nothing shortened: every diff, name and warning of policy

Exit codes: 0 fine, 1 findings or drift, 2 wrong usage, 70 a fault of ferrotype itself
`;
