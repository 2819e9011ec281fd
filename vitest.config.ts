import { defineConfig } from 'vitest/config';

// Two cores are the smallest machine we promise to work on, so test files run two at a time.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/captured/global.ts', 'test/shared/global.ts'],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
