import { defineConfig } from 'vitest/config';
import { BusyBesideIdle } from './test/shared/busy-beside-idle.ts';

const usual = {
  setupFiles: ['test/shared/equal-bytes.ts'],
  ...{ testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } },
};

/**
 * `npm test` runs `main`, `media` and `fuzz`; the others say whether our stand-ins are right, and what remains after
 * thousands of accidents. Files of `main`, `media` and `peers` share their modules, since loading them takes longer than many a
 * test. What computes pictures in the test's own process is in `media`, whose large processes end with it. Taking in a photo
 * closes most formats to its whole process, so `fuzz` has one of its own.
 */
const projects = [
  {
    name: 'main',
    include: ['test/**/*.test.ts'],
    exclude: ['test/chaos/**', 'test/engines/local/**', 'test/media/**', 'test/peers/**'],
    isolate: false,
  },
  {
    name: 'media',
    include: ['test/{engines/local,media}/**/*.test.ts'],
    exclude: ['test/media/fuzz.test.ts'],
    isolate: false,
  },
  { name: 'fuzz', include: ['test/media/fuzz.test.ts'] },
  { name: 'peers', include: ['test/peers/**/*.test.ts'], isolate: false },
  { name: 'chaos', include: ['test/chaos/**/*.test.ts'] },
];

// Two cores are the smallest machine we promise to work on. Of four files beside each other, about two keep a core busy
// and two wait for servers and pauses.
export default defineConfig({
  test: {
    globalSetup: ['test/captured/global.ts', 'test/shared/global.ts'],
    maxWorkers: 4,
    sequence: { sequencer: BusyBesideIdle },
    projects: projects.map((project) => ({ test: { ...project, ...usual } })),
  },
});
