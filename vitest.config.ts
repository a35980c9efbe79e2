import { defineConfig } from "vitest/config";

// vitest wants the default export.
export default defineConfig({
  test: {
    globalSetup: ["scripts/test-setup.ts"],
    include: ["{codegen,scripts}/test/**/*.test.ts", "{crates,packages}/*/test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
