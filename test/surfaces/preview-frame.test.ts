import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import type { JobStatus, Preview } from '../../src/core/job.ts';
import { until } from '../peers/discord/person.ts';
import { type Chats, latestJob, onTelegram, openChats, photo } from './chats.ts';
import { updateCard } from './jobs-at.ts';

const frame = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#36c' } })
  .jpeg()
  .toBuffer();
const preview: Preview = { jpeg: frame, mark: 'ai-generated', spoiler: false, adult: false };

/** Changes a job's card as the worker does. */
const update = (chats: Chats, id: string, more: Partial<JobStatus> = {}): Promise<void> =>
  updateCard(chats, id, { preview, ...more });

describe('a card while a frame of the clip is there', () => {
  const chats = openChats({ works: false });

  const onDiscord = async (values: object = {}) => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const act = await ana.command('animate', { photo, ...values }, { channel, installed: 'guild' });
    const job = await latestJob(chats(), `discord:${ana.user.id}`);
    const card = await until(() => act.original?.content.includes('Seed') && act.original);
    const pictures = () => card.attachments.map(({ filename }) => filename);
    const botPosts = () => ana.sees(channel).filter((one) => one.onlyFor === null);
    return { job, card, pictures, channel: { botPosts } };
  };

  it.each([
    ['in a server', { visibility: 'community' }, preview, ['preview.jpg']],
    ['only for its owner', { visibility: 'private' }, preview, ['preview.jpg']],
    ['behind a spoiler', { visibility: 'community', spoiler: true }, preview, ['SPOILER_preview.jpg']],
    ['made among adults', { visibility: 'community' }, { ...preview, adult: true }, ['SPOILER_preview.jpg']],
  ] as const)('shows it once on Discord, %s', async (_, values, shown, names) => {
    const { card, job, pictures } = await onDiscord(values);
    await update(chats(), job, { preview: shown, fraction: 0.5 });
    expect(pictures()).toEqual(names);
    const [first] = card.attachments;
    await update(chats(), job, { preview: shown, fraction: 0.6 });
    expect(card.content).toMatch(/60%[\s\S]*AI-generated/);
    expect(card.attachments).toEqual([first]);
    await update(chats(), job, { outcome: 'cancelled' });
    expect(pictures()).toEqual([]);
  });

  it('shows others nothing of what has become private', async () => {
    const { card, channel, job, pictures } = await onDiscord({ visibility: 'community' });
    await update(chats(), job, { visibility: 'private', fraction: 0.5 });
    expect(pictures()).toEqual([]);
    card.deleted = true;
    await update(chats(), job, { visibility: 'private', fraction: 0.6 });
    expect(channel.botPosts()).toEqual([]);
  });

  it('shows it on Telegram, and goes when the job is cancelled', async () => {
    const ana = await onTelegram(chats());
    const before = ana.sees();
    await ana.send(photo, { caption: 'slow zoom' });
    const job = await latestJob(chats(), `telegram:${ana.user.id}`);
    const card = await until(() =>
      ana.sees().find((one) => !before.includes(one) && one.text.includes('Seed')),
    );
    // Cards change every five seconds at most.
    await vi.waitFor(
      async () => {
        await update(chats(), job, { preview: { ...preview, spoiler: true }, fraction: 0.5 });
        expect(card.media).toMatchObject({ kind: 'photo', spoiler: true });
      },
      { timeout: 100_000, interval: 500 },
    );
    expect(card.text).toMatch(/50%[\s\S]*AI-generated/);
    await update(chats(), job, { outcome: 'cancelled' });
    expect(card.deleted).toBe(true);
  });
});
