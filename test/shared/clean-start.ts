import { afterAll, expect, vi } from 'vitest';

// Its tests take models down and count what they load.
const apart = /\/test\/(?:media|rendered|engines\/local)\//;

// One process runs many test files, and what they import stays loaded for the next.
if (apart.test(expect.getState().testPath ?? '')) vi.resetModules();

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
