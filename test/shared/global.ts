import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startResources } from './resources.ts';
import { resourcesSetting, scratchSetting } from './resources-setting.ts';

const build = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, ['bin/build.js', '--tests']);
};

/** Builds what tests start as programs of their own, and offers the servers they share. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await build();
  project.onTestsRerun(build);
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
