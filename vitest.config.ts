import { defineConfig } from 'vitest/config';
import { ClosingLine } from './tools/closing-line.ts';

/** Packages are tested from their sources: the condition that package.json's `exports` name. */
const conditions = ['whorl-source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'tools/**/*.test.ts',
      'bin/**/*.test.js',
    ],
    exclude: [
      '**/node_modules/**',
      ...(process.env.WHORL_LONG === '1' ? [] : ['**/*.long.test.ts']),
    ],
    globalSetup: ['test/support/log-sweep.ts'],
    reporters: ['default', new ClosingLine()],
    // Suites wait for processes and disks as much as they compute.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      reporter: [['text', { skipFull: true }]],
      include: ['packages/contract/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**'],
      thresholds: { branches: 100 },
    },
  },
});
