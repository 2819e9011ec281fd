import { describe, expect, it, vi } from 'vitest';
import type { JobStatus } from '../../src/core/job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { otherEngine } from '../jobs/engines.ts';
import { until } from '../peers/discord/person.ts';
import { finish, latestJob, onTelegram, openChats, photo } from './chats.ts';
import { updateCard } from './jobs-at.ts';

describe('a private clip joined to one that is shown', () => {
  const chats = openChats({
    works: false,
    engines: (usual) => [usual, otherEngine(usual, 'local', 0, true)],
  });

  /** Somebody's latest job, once it is another one. */
  const jobAfter = (owner: string, before: string): Promise<string> =>
    vi.waitFor(
      async () => {
        const job = await latestJob(chats(), owner);
        expect(job).not.toBe(before);
        return job;
      },
      { timeout: 100_000, interval: 50 },
    );

  const clipAfter = async (owner: string, before = ''): Promise<{ job: string; clip: string }> => {
    const job = await jobAfter(owner, before);
    await finish(chats(), job);
    const [clip] = await clipsOfJob(chats().services.store.database, job);
    return { job, clip: clip?.id ?? '' };
  };

  /** Changes the card as the worker does, whenever the film was asked for. */
  const update = (id: string, more: Partial<JobStatus>) => updateCard(chats(), id, more, { since: 0 });

  it('gets no card in a server, and comes to its owner alone', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const here = { channel, installed: 'guild' } as const;
    const owner = `discord:${ana.user.id}`;
    await ana.command('animate', { photo, visibility: 'community' }, here);
    const shown = await clipAfter(owner);
    await ana.command('animate', { photo, visibility: 'private' }, here);
    const hidden = await clipAfter(owner, shown.job);
    const before = ben.sees(channel).length;
    await ana.command('join', { id: shown.clip, clip2: hidden.clip, style: 'cut' }, here);
    const job = await jobAfter(owner, hidden.job);
    const told = () => ana.sees(channel).find(({ content }) => content.includes('Joined clips'));
    expect((await until(told))?.onlyFor).toMatchObject({ id: ana.user.id });
    await update(job, { fraction: 0.5 });
    expect(ben.sees(channel)).toHaveLength(before);
    await finish(chats(), job);
    expect(ben.sees(channel)).toHaveLength(before);
  });

  it('isn’t listed in a group as the next one', async () => {
    const ana = await onTelegram(chats());
    const ben = await onTelegram(chats());
    const group = chats().telegram.group({ admins: [ana, ben] });
    const where = { chat: group };
    const owner = `telegram:${ana.user.id}`;
    const animate = (visibility: string) => `/animate@photoplay_bot visibility:${visibility}`;
    await ana.send(photo, { ...where, caption: animate('community') });
    const shown = await clipAfter(owner);
    await ana.send(photo, { ...where, caption: animate('private') });
    await clipAfter(owner, shown.job);
    const botPosts = () => ben.sees(group).filter(({ from }) => from !== ana.user);
    const before = botPosts().length;
    ana.text(`/join@photoplay_bot id:${shown.clip}`, where);
    await vi.waitFor(() => expect(ana.sees().at(-1)?.text).toContain('next'), { timeout: 100_000 });
    const said = botPosts()
      .slice(before)
      .map(({ text }) => text);
    expect(said.filter((text) => text.includes('next'))).toEqual([]);
  });
});
