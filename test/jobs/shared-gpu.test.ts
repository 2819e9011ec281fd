import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSweeping } from '../../src/jobs/sweep.ts';
import { rules, strangersOn, words } from '../chaos/comfyui-rules.ts';
import { open, type Stand } from '../engines/comfyui/comfyui-stand.ts';
import { standUp } from './job-stand.ts';

describe('jobs on a GPU that others use too', () => {
  const stand = standUp();
  let servers: Stand | null = null;
  let sweeping: ReturnType<typeof startSweeping> | null = null;
  afterEach(async () => {
    await sweeping?.stop();
    await servers?.close();
  });

  it('are all made, with no stranger touched, no words let out and nothing left behind', async () => {
    servers = await open({ rules, servers: 2 });
    const { peer, peers, engine } = servers;
    const strangers = strangersOn(peer);
    await stand.rebuild({ engines: [engine] });
    const jobs = await Promise.all(
      Array.from(
        { length: 8 },
        async (_, number) => (await stand.ask('ana', { prompt: words, seed: number })).job.id,
      ),
    );
    await stand.work(2, 4);
    sweeping = startSweeping(stand.services);
    strangers.send();
    await stand.done(jobs[5] ?? '');
    strangers.restart();
    strangers.send();
    for (const job of jobs) await stand.done(job);
    const rows = await Promise.all(jobs.map((job) => stand.reload(job)));
    expect(rows.map(({ outcome }) => outcome)).toEqual(jobs.map(() => 'succeeded'));
    await vi.waitFor(() => expect(strangers.waiting()).toBe(false), { timeout: 100_000 });
    expect(strangers.touched()).toEqual([]);
    const folder = join(stand.folder(), 'files', 'clips');
    const clips = (await readdir(folder)).filter((file) => file.endsWith('.mp4'));
    expect(clips.length).toBe(jobs.length);
    for (const clip of clips)
      expect((await readFile(join(folder, clip))).includes('grandmother')).toBe(false);
    const left = peers.flatMap(({ queue }) => queue.remembered());
    expect(left.filter((id) => !id.startsWith('stranger'))).toEqual([]);
    expect(peers.flatMap(({ begun }) => [...begun().values()]).every((count) => count === 1)).toBe(true);
  });
});
