import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childModule } from '../../src/media/child.ts';
import { lockDataFolder } from '../../src/store/lock.ts';
import { openPglite } from '../../src/store/open-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photoplay-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('refuses to be opened twice, and opens again once closed', async () => {
    const store = await openPglite(folder);
    await expect(openPglite(folder)).rejects.toMatchObject({ kind: 'data_folder_busy', facts: { folder } });
    await store.close();
    const again = await openPglite(folder);
    await again.ping();
    await again.close();
  });

  it('is free again the moment its process was killed', async () => {
    const { path, execArgv } = childModule(import.meta.url, 'lock-child');
    const child = fork(path, [folder], { execArgv });
    await once(child, 'message');
    await expect(lockDataFolder(folder)).rejects.toMatchObject({ kind: 'data_folder_busy' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockDataFolder(folder)).release();
  });

  it('starts afresh when its very first start was cut off halfway', async () => {
    const { path, execArgv } = childModule(import.meta.url, 'open-child');
    const child = fork(path, [folder], { execArgv });
    while (!(await readdir(folder)).includes('database.part')) await new Promise(setImmediate);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openPglite(folder);
    await store.ping();
    await store.close();
  });
});
