/** Real addons of many targets, from npm. */
import { join } from "node:path";

import { fetchNpm, packageFolder } from "../../../scripts/fetch-npm.js";
import { root } from "../../../scripts/root.js";

interface RealBinary {
  /** What its authors say that it is for. */
  readonly target: string;
  readonly spec: string;
  readonly file: string;
  readonly integrity: string;
  /** Of a target that few build for; fetched on request only (`REAL_BINARIES=all`), 4.6 MB. */
  readonly far?: boolean;
}

const cache = join(root, "target/real-binaries");

/** Those that are fetched by default, 4 MB, or all. */
export function realBinaries(all: boolean): readonly (RealBinary & { readonly path: string })[] {
  const chosen = pins.filter(({ far }) => all || far !== true);
  fetchNpm(cache, chosen);
  return chosen.map((pin) => ({ ...pin, path: join(packageFolder(cache, pin), pin.file) }));
}

const pins: readonly RealBinary[] = [
  {
    target: "android-arm-eabi",
    spec: "@node-rs/crc32-android-arm-eabi@1.10.8",
    file: "crc32.android-arm-eabi.node",
    integrity:
      "sha512-Ed2P9uQAOlOSveuPKSlmCctcZ73+9VIBTD84F8MjfKU26q33Y0hYlcl9vlzfc9UQX7LLMGEZhOuU1xxYtx49tg==",
  },
  {
    target: "android-arm64",
    spec: "@node-rs/crc32-android-arm64@1.10.8",
    file: "crc32.android-arm64.node",
    integrity:
      "sha512-gvEOdU8tkSwK2McdlMeXDoyqtvJFPYShNopJtGaGMNoltN5EzFOsM/7XKF3rk9JLQ9GnZHQrCxur0Cksonow2A==",
  },
  {
    target: "darwin-arm64",
    spec: "@node-rs/crc32-darwin-arm64@1.10.8",
    file: "crc32.darwin-arm64.node",
    integrity:
      "sha512-ylDspj/s3i+FCdTGoLZtOBsbR2PvAsI5taJDE5Pl7kDgeKX7IywdAYQtkh2orvTs0RqCjcnIBxrCDI/O/r+z1g==",
  },
  {
    target: "darwin-universal",
    spec: "fsevents@2.3.3",
    file: "fsevents.node",
    integrity:
      "sha512-5xoDfX+fL7faATnagmWPpbFtwh/R77WmMMqqHGS65C3vvB0YHrgF+B1YmZ3441tMj5n63k0212XNoJwzlhffQw==",
  },
  {
    target: "darwin-x64",
    spec: "@node-rs/crc32-darwin-x64@1.10.8",
    file: "crc32.darwin-x64.node",
    integrity:
      "sha512-DVTORLWomcx7F0CxQxlfBszAcMh8IkNGx/hgYHQ4iDnuf/uVjhs7l1hoVBghPymdFxP129+I/+b1WoQBbTJzaQ==",
  },
  {
    target: "freebsd-x64",
    spec: "@node-rs/crc32-freebsd-x64@1.10.8",
    file: "crc32.freebsd-x64.node",
    integrity:
      "sha512-ZzuW7RS9VFy7zD64YUFI2dK6tJrlAFfe1NBuNx/ouKZ6SK+NHW5F8hxZNrZCkv2XB7QyZk9wZ53oJ20PKylQTw==",
  },
  {
    target: "linux-arm-gnueabihf",
    spec: "@node-rs/crc32-linux-arm-gnueabihf@1.10.8",
    file: "crc32.linux-arm-gnueabihf.node",
    integrity:
      "sha512-5/2kW7V4KMV3o37ApvcnF4Pk11luzLnd38kQZowVCw5D/xGlCByEQOODfJHX9pv0C+4hp+8Dosul06RODjPEUw==",
  },
  {
    target: "linux-arm64-gnu",
    spec: "@node-rs/crc32-linux-arm64-gnu@1.10.8",
    file: "crc32.linux-arm64-gnu.node",
    integrity:
      "sha512-Vr1P3+WF+RsUVI8CNLiunl1vuzdpgTR1sf9PxgQFr3o//hh2KdqJeU4zZsFVTn+GbGZtqvRoba0wi8nKMzRLeg==",
  },
  {
    target: "linux-arm64-musl",
    spec: "@node-rs/crc32-linux-arm64-musl@1.10.8",
    file: "crc32.linux-arm64-musl.node",
    integrity:
      "sha512-eS8YXANJLBqdOzf5jCNVEXiDI4wjXVqQybaJextJJINvHhnhhOXPar8402GMagewOxGxYsy4C69G8rBIzqL4cg==",
  },
  {
    target: "linux-ppc64-gnu",
    spec: "@napi-rs/nice-linux-ppc64-gnu@1.1.1",
    file: "nice.linux-ppc64-gnu.node",
    integrity:
      "sha512-4FS8oc0GeHpwvv4tKciKkw3Y4jKsL7FRhaOeiPei0X9T4Jd619wHNe4xCLmN2EMgZoeGg+Q7GY7BsvwKpL22Tg==",
  },
  {
    target: "linux-riscv64-gnu",
    spec: "@napi-rs/nice-linux-riscv64-gnu@1.1.1",
    file: "nice.linux-riscv64-gnu.node",
    integrity:
      "sha512-HU0nw9uD4FO/oGCCk409tCi5IzIZpH2agE6nN4fqpwVlCn5BOq0MS1dXGjXaG17JaAvrlpV5ZeyZwSon10XOXw==",
  },
  {
    target: "linux-s390x-gnu",
    spec: "@napi-rs/nice-linux-s390x-gnu@1.1.1",
    file: "nice.linux-s390x-gnu.node",
    integrity:
      "sha512-2YqKJWWl24EwrX0DzCQgPLKQBxYDdBxOHot1KWEq7aY2uYeX+Uvtv4I8xFVVygJDgf6/92h9N3Y43WPx8+PAgQ==",
  },
  {
    target: "linux-x64-gnu",
    spec: "@node-rs/crc32-linux-x64-gnu@1.10.8",
    file: "crc32.linux-x64-gnu.node",
    integrity:
      "sha512-DFd0eV47MAykz4PQDcBSlEvY3CtXqPt2gkBpvPngCpOUoIJgEk9tKtPjEgUwLatMkvsy4fEvAg7gckGickOyEw==",
  },
  {
    target: "linux-x64-musl",
    spec: "@node-rs/crc32-linux-x64-musl@1.10.8",
    file: "crc32.linux-x64-musl.node",
    integrity:
      "sha512-U7fP8FjDQuOb61YoT8EoWDIJ9x40ZrCzM6OcAH1wqYiu9Z94U14S+i8KwTC7YorotGtICdYZ/APn1eI8vNne5w==",
  },
  {
    target: "openharmony-arm64",
    spec: "@napi-rs/nice-openharmony-arm64@1.1.1",
    file: "nice.openharmony-arm64.node",
    integrity:
      "sha512-6uJPRVwVCLDeoOaNyeiW0gp2kFIM4r7PL2MczdZQHkFi9gVlgm+Vn+V6nTWRcu856mJ2WjYJiumEajfSm7arPQ==",
  },
  {
    target: "win32-arm64-msvc",
    spec: "@node-rs/crc32-win32-arm64-msvc@1.10.8",
    file: "crc32.win32-arm64-msvc.node",
    integrity:
      "sha512-VJezyT9OWnMPnArDR5ok0ARLemiL83LLNYh4MC++oHoLegqzyBllqNlO8fVp2PmczGkn+rfKkZbtG4w3MQ6BbQ==",
  },
  {
    target: "win32-ia32-msvc",
    spec: "@node-rs/crc32-win32-ia32-msvc@1.10.8",
    file: "crc32.win32-ia32-msvc.node",
    integrity:
      "sha512-01HooQK7WiG07/vvp0XzRnqSC5cvXvQ1MsQwlH9wwMWZ9qqHRO1j08cSeSt7DM4eALNisfX83bjqqrHzSKI9Iw==",
  },
  {
    target: "win32-x64-msvc",
    spec: "@node-rs/crc32-win32-x64-msvc@1.10.8",
    file: "crc32.win32-x64-msvc.node",
    integrity:
      "sha512-4O6G7yme7s98LUGwiqW7q2QqYmWD2IRQvV+q7+S4vjkUWiXUMbP8QEPYP9cF2WEQSdXCkyDEqDW10zeUdniPRA==",
  },
  {
    target: "freebsd-arm64",
    spec: "@rollup/rollup-freebsd-arm64@4.67.4",
    file: "rollup.freebsd-arm64.node",
    integrity:
      "sha512-fRFX/oqNg/g780DKoS8RIfYcZD59Ru5O/bSeK1N7gQljBFrTxJY/q5EX4eMs5SrJf32VgVBVVYCdfPpzAwPPnQ==",
    far: true,
  },
  {
    target: "linux-arm-musleabihf",
    spec: "@rrule-rust/lib-linux-arm-musleabihf@2.0.2",
    file: "rrule-rust.linux-arm-musleabihf.node",
    integrity:
      "sha512-TATE2VhNPFaZsNxgKk32xG/fUSkFByyXyzrWNatr8SE6gal4krieoJmVQZ4ny9b3Vaf5aZHC4wkXo6l6eZeBBw==",
    far: true,
  },
  {
    target: "linux-loong64-gnu",
    spec: "@rollup/rollup-linux-loong64-gnu@4.67.4",
    file: "rollup.linux-loong64-gnu.node",
    integrity:
      "sha512-Fvw7dOSc2Sa9UOipRZVI0zOgdLCzsjVyD/6JuHXzUHTXFu7mMgmeX/0/bCVBIut1dz+nWz3pV4WpS/Qg0XVnxw==",
    far: true,
  },
  {
    target: "linux-loong64-musl",
    spec: "@rollup/rollup-linux-loong64-musl@4.67.4",
    file: "rollup.linux-loong64-musl.node",
    integrity:
      "sha512-jzxbVHaE7V3F+P0wEK7UydQtvv7Twfdtx58jI5/3VRx1jJxyrn+qFwfXmqjVFxPhBl+zjaRs+ZJMFJw7vdHaQA==",
    far: true,
  },
  {
    target: "linux-riscv64-musl",
    spec: "@oxc-resolver/binding-linux-riscv64-musl@11.24.2",
    file: "resolver.linux-riscv64-musl.node",
    integrity:
      "sha512-qxZ1SWCXJY0eyhAlP6Lmo9F2Nrtx7EkYj9oCgL8apDPCwXwCEDA2U697bbT81JIc2IrVjxO4KX6WU2N+oN9Z4w==",
    far: true,
  },
  {
    target: "openharmony-x64",
    spec: "@arkts/project-detector-openharmony-x64@1.1.3-alpha.21",
    file: "project-detector.openharmony-x64.node",
    integrity:
      "sha512-91eJp4y7vWVZq/gEbZzEEy4PNZ7aUNsHMY7FfFvS3bKnQEQCM4dyJ7p3mKCZuExIryJtb4gRhBKwKh19iGCsHw==",
    far: true,
  },
];
