import { describe, expect, it } from 'vitest';
import type { Fence } from '../../src/core/fence.ts';
import { newId } from '../../src/core/id.ts';
import type { Delivery, SentParts } from '../../src/core/platform.ts';
import { type ClipFile, type Reply, reply } from '../../src/core/reply.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { findJob } from '../../src/store/jobs.ts';
import { english } from '../messages/opened.ts';
import { unfenced } from '../peers/fence.ts';
import { asMarked } from '../peers/marked.ts';
import { finish, latestJob, openChats, photo } from '../surfaces/chats.ts';
import { type Stage, stages } from './platform-stages.ts';

class Frozen extends Error {}

/** One reply's delivery, whose records outlive the process as `parts`. `frozen`: another worker has the job by now. */
const openDelivery = (parts: Record<string, SentParts[string]>, frozen = false, key = newId()): Delivery => {
  const check = async (): Promise<void> => {
    if (frozen) throw new Frozen();
  };
  return {
    key,
    signal: new AbortController().signal,
    check,
    startedParts: async () => ({ ...parts }),
    begin: async (part) => {
      await check();
      parts[part] = { message: null, at: Date.now() };
    },
    arrived: async (part, message) => {
      parts[part] = { message, at: Date.now() };
    },
    failed: async (part) => {
      delete parts[part];
    },
  };
};

const chats = openChats({ works: false });

describe.each(Object.keys(stages))('a chat platform: %s', (name) => {
  let clips: readonly ClipFile[] = [];

  const stage = async (): Promise<Stage> => {
    const staged = await stages[name]?.(chats());
    if (staged === undefined) throw new Error(`no ${name}`);
    return staged;
  };

  /** A reply with one clip, which somebody has made for everyone here. */
  const answer = async (more: Partial<Reply> = {}): Promise<Reply> => {
    const { discord, services } = chats();
    if (clips.length === 0) {
      const ben = discord.person('Ben');
      await ben.command(
        'animate',
        { photo, visibility: 'community' },
        { channel: discord.channel(discord.guild('Away')) },
      );
      const job = await latestJob(chats(), `discord:${ben.user.id}`);
      await finish(chats(), job);
      const made = await clipsOfJob(services.store.database, job);
      clips = await Promise.all(
        made.map(async (clip) => ({
          clip,
          path: asMarked(await services.storage.path(clip.file)),
          thumbnail: await services.storage.path(clip.thumbnail),
        })),
      );
    }
    const id = clips[0]?.clip.id ?? '';
    return reply(
      { key: 'clip', values: { effect: 'parallax' } },
      { clips, ephemeral: false, actions: [{ command: 'reroll', id }], ...more },
    );
  };

  it('brings a clip once, where it was asked for, with what made it', async () => {
    const { target, alone, platform, shown } = await stage();
    expect(await platform.deliver(target, await answer(), openDelivery({}))).toBe('posted');
    expect([shown().length, alone().length]).toEqual([1, 0]);
    expect(shown()[0]).toContain(english.format('card.mark.ai-generated'));
  });

  it('posts nothing again when it is called again', async () => {
    const { target, alone, platform, shown } = await stage();
    const parts = {};
    const said = await answer();
    const first = await platform.deliver(target, said, openDelivery(parts));
    expect(await platform.deliver(target, said, openDelivery(parts))).toBe(first);
    expect([shown().length, alone().length]).toEqual([1, 0]);
  });

  it('posts nothing twice where the answer to its request was lost', async () => {
    const { target, alone, loseAnswer, platform, shown } = await stage();
    const parts = {};
    const said = await answer();
    loseAnswer();
    const key = newId();
    for (const _try of [1, 2])
      await platform.deliver(target, said, openDelivery(parts, false, key)).catch(() => {});
    expect([shown().length, alone().length]).toEqual([1, 0]);
  });

  it('sends nothing once another worker has the job', async () => {
    const { target, alone, platform, shown } = await stage();
    await expect(platform.deliver(target, await answer(), openDelivery({}, true))).rejects.toThrow();
    expect([shown().length, alone().length]).toEqual([0, 0]);
  });

  it('shows what is private to its owner alone', async () => {
    const { target, alone, platform, shown } = await stage();
    await platform.deliver(target, await answer({ ephemeral: true }), openDelivery({}));
    expect([shown().length, alone().length]).toEqual([0, 1]);
  });

  it('keeps what it can bring nowhere', async () => {
    const { target, alone, platform, shown, shut } = await stage();
    shut();
    expect(await platform.deliver(target, await answer(), openDelivery({}))).toBe('kept');
    expect([shown().length, alone().length]).toEqual([0, 0]);
  });

  it('deletes what it brought, and can be asked to again', async () => {
    const { target, alone, platform, shown } = await stage();
    const parts = {};
    const delivered = await platform.deliver(target, await answer(), openDelivery(parts));
    expect(await platform.erase?.(target, delivered, parts)).toBe(0);
    expect([shown().length, alone().length]).toEqual([0, 0]);
    expect(await platform.erase?.(target, delivered, parts)).toBe(0);
  });

  it('posts for everyone where it was asked for, and nowhere else', async () => {
    const { target, alone, platform, shown, shut } = await stage();
    const open = platform.channelOf?.(target);
    if (open === null || open === undefined) throw new Error('nothing can be posted here');
    await platform.deliver(open, await answer(), openDelivery({}));
    expect([shown().length, alone().length]).toEqual([1, 0]);
    shut();
    expect(await platform.deliver(open, await answer(), openDelivery({}))).toBe('kept');
  });

  it('changes a card only while the job is that worker’s', async () => {
    const { target, card, platform } = await stage();
    const { database } = chats().services.store;
    const job = await findJob(database, clips[0]?.clip.job ?? '');
    if (job === null) throw new Error('no job');
    const status = { ...(await statusOf(chats().services, job)), outcome: 'cancelled' } as const;
    const frozen = { ...unfenced, check: () => Promise.reject(new Frozen()) };
    const update = (fence: Fence) => platform.update(target, status, fence, async () => true);
    await update(frozen).catch(() => {});
    expect(card()).not.toContain(english.format('replies.cancelled'));
    await update(unfenced);
    expect(card()).toContain(english.format('replies.cancelled'));
  });
});
