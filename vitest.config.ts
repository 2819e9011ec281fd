import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/shared/longest-first.ts';

const usual = {
  setupFiles: ['test/shared/equal-bytes.ts'],
  ...{ testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } },
};

/**
 * `npm test` runs `main`, `media` and `fuzz`; the others say whether our stand-ins are right, and what remains after
 * thousands of accidents. Files of `main` and of `media` share their modules, since loading them takes longer than many a
 * test. Taking in a photo closes most formats to its whole process, so `fuzz` has one of its own.
 */
const projects = [
  {
    name: 'main',
    include: ['test/**/*.test.ts'],
    exclude: ['test/chaos/**', 'test/media/**', 'test/peers/**'],
    isolate: false,
  },
  {
    name: 'media',
    include: ['test/media/**/*.test.ts'],
    exclude: ['test/media/fuzz.test.ts'],
    isolate: false,
  },
  { name: 'fuzz', include: ['test/media/fuzz.test.ts'] },
  { name: 'peers', include: ['test/peers/**/*.test.ts'] },
  { name: 'chaos', include: ['test/chaos/**/*.test.ts'] },
];

// Two cores are the smallest machine we promise to work on. Tests wait for servers and pauses a third of their time, so
// three files at a time keep both cores busy. A fourth saves nothing and makes everything wait longer.
export default defineConfig({
  test: {
    globalSetup: ['test/captured/global.ts', 'test/shared/global.ts'],
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: projects.map((project) => ({ test: { ...project, ...usual } })),
  },
});
