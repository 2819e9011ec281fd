import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPrograms } from './build.ts';
import { startResources } from './resources.ts';
import { resourcesSetting, scratchSetting } from './resources-setting.ts';

/** Builds what tests start as programs of their own, and offers the servers they share. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await buildPrograms();
  project.onTestsRerun(buildPrograms);
  process.env['PHOTOPLAY_BUILD'] = resolve('dist');
  const { url, close } = await startResources();
  process.env[resourcesSetting] = url;
  const scratch = await mkdtemp(join(tmpdir(), 'photoplay-run-'));
  process.env[scratchSetting] = scratch;
  return async () => {
    await close();
    await rm(scratch, { recursive: true, force: true });
  };
};
