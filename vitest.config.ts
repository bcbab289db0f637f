import { defineConfig } from 'vitest/config';

/** Packages are tested from their sources: the condition that package.json's `exports` name. */
const conditions = ['whorl-source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['packages/contract/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**'],
      thresholds: { branches: 100 },
    },
  },
});
