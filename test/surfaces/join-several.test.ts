import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { forgetOwner } from '../../src/jobs/forget-owner.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { unfinishedJoin } from '../../src/jobs/unfinished-join.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { findJob } from '../../src/store/jobs.ts';
import { pendingOf } from '../../src/store/pending-orders.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { otherEngine } from '../jobs/engines.ts';
import { until } from '../peers/discord/person.ts';
import { keep } from '../peers/marked.ts';
import type { Message } from '../peers/telegram/world.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';
import { buttonNamed } from '../story/telegram-parts.ts';
import { latestJob, onTelegram, openChats, photo } from './chats.ts';

describe('several clips are joined at once', () => {
  const chats = openChats({
    works: false,
    engines: (usual) => [usual, otherEngine(usual, 'local', 0, true)],
  });
  const database = () => chats().services.store.database;

  /** Three clips, the newest first. */
  const clipsBy = async (owner: string): Promise<string[]> => {
    const { storage } = chats().services;
    const ids: string[] = [];
    for (let count = 1; count <= 3; count += 1) {
      const job = await insertJob(database(), { ...jobRow(), owner });
      const row = { ...clipRow(job?.id ?? '', 1), owner };
      await insertClip(database(), row);
      await using workspace = await storage.workspace();
      for (const key of [row.file, row.thumbnail]) {
        await writeFile(join(workspace.folder, 'bytes'), photo.bytes);
        await keep(storage, key, join(workspace.folder, 'bytes'));
      }
      ids.unshift(row.id);
    }
    return ids;
  };

  const joinedBy = (owner: string) =>
    vi.waitFor(
      async () => {
        const { order } = (await findJob(database(), await latestJob(chats(), owner))) ?? {};
        if (order?.joined === undefined) throw new Error('not joined');
        return order.joined.clips;
      },
      { timeout: 100_000, interval: 20 },
    );

  const song = { name: 'song.mp3', type: 'audio/mpeg', bytes: Buffer.from('a song') };
  const lastOrder = async (owner: string) =>
    (await findJob(database(), await latestJob(chats(), owner)))?.order;

  it('from a menu on Discord', async () => {
    const ana = chats().discord.person('Ana');
    const channel = chats().discord.channel(chats().discord.guild('Home', { botIn: true }), {});
    const alone = { channel, installed: 'guild' } as const;
    const owner = `discord:${ana.user.id}`;
    const [third = '', second, first] = await clipsBy(owner);
    await ana.command('join', { id: third }, alone);
    const question = await until(() =>
      ana.sees(channel).find(({ content }) => content.includes('come next')),
    );
    await ana.choose(question, 'more', [`join:${third}:${first}`, `join:${third}:${second}`], alone);
    expect(await joinedBy(owner)).toEqual([third, first, second]);
  });

  it.each([
    ['the song', { audio: song }, { style: 'beat', sound: expect.any(String) }],
    ['the transition', { style: 'cut' }, { style: 'cut', sound: null }],
    ['nothing, where it was asked again without', {}, { style: 'fade', sound: null }],
  ] as const)(
    'from a menu on Discord, with %s that came with the first',
    async (_, given, { style, sound }) => {
      const ana = chats().discord.person('Ana');
      const channel = chats().discord.channel(chats().discord.guild('Home', { botIn: true }), {});
      const alone = { channel, installed: 'guild' } as const;
      const owner = `discord:${ana.user.id}`;
      const [third = '', second] = await clipsBy(owner);
      const ask = async (more: object) => {
        const known = ana.sees(channel);
        await ana.command('join', { id: third, ...more }, alone);
        return until(() =>
          ana.sees(channel).find((one) => !known.includes(one) && one.content.includes('come next')),
        );
      };
      const first = await ask({ audio: song });
      const question = await ask(given);
      expect(first).not.toBe(question);
      await ana.choose(question, 'more', [`join:${third}:${second}`], alone);
      expect(await joinedBy(owner)).toEqual([third, second]);
      expect(await lastOrder(owner)).toMatchObject({ joined: { style }, sound });
    },
  );

  it('once only: what came with the first clip is not used for a later join of it', async () => {
    const ana = chats().discord.person('Ana');
    const channel = chats().discord.channel(chats().discord.guild('Home', { botIn: true }), {});
    const alone = { channel, installed: 'guild' } as const;
    const owner = `discord:${ana.user.id}`;
    const [third = '', second = '', first = ''] = await clipsBy(owner);
    await ana.command('join', { id: third, audio: song, style: 'cut' }, alone);
    const question = await until(() =>
      ana.sees(channel).find(({ content }) => content.includes('come next')),
    );
    await ana.choose(question, 'more', [`join:${third}:${second}`], alone);
    expect(await joinedBy(owner)).toEqual([third, second]);
    expect(await lastOrder(owner)).toMatchObject({ joined: { style: 'cut' }, sound: expect.any(String) });
    await ana.command('join', { id: third, clip2: first }, alone);
    await vi.waitFor(async () => {
      const order = await lastOrder(owner);
      expect(order?.joined?.clips).toEqual([third, first]);
      expect(order).toMatchObject({ joined: { style: 'fade' }, sound: null });
    }, 100_000);
  });

  /** Somebody was asked which clips follow one that came with a song. */
  const askedWithSong = async () => {
    const ana = chats().discord.person('Ana');
    const channel = chats().discord.channel(chats().discord.guild('Home', { botIn: true }), {});
    const place = { channel, installed: 'guild' } as const;
    const owner = `discord:${ana.user.id}`;
    const [third = '', second = ''] = await clipsBy(owner);
    await ana.command('join', { id: third, audio: song }, place);
    const question = await until(() =>
      ana.sees(channel).find(({ content }) => content.includes('come next')),
    );
    return { ana, owner, channel, place, question, third, choice: `join:${third}:${second}` };
  };
  const songsOf = (owner: string) =>
    rowsOf<{ file: string }>(
      database(),
      sql`select file from photos where owner = ${owner} and kind = 'sound' and removed_at is null`,
    );

  it('not by others, who may not use what came with the first clip', async () => {
    const { ana, owner, channel, place, question, third, choice } = await askedWithSong();
    const ben = chats().discord.person('Ben');
    await ben.choose(question, 'more', [choice], place);
    await until(() => ben.sees(channel).find(({ content }) => content.includes('no longer exists')));
    const other = `discord:${ben.user.id}`;
    expect(await unfinishedJoin(chats().services, other, third)).toBeNull();
    const others = sql`select id from jobs where owner = ${other}`;
    expect([(await lastOrder(owner))?.joined, await rowsOf(database(), others)]).toEqual([undefined, []]);
    await ana.choose(question, 'more', [choice], place);
    await joinedBy(owner);
    const [{ file = '' } = {}] = await songsOf(owner);
    expect(file).toContain((await lastOrder(owner))?.sound);
  });

  it.each([
    ['its owner is forgotten', (owner: string) => forgetOwner(chats().services, { id: owner })],
    [
      'nobody has chosen for a day',
      async () => {
        await database().execute(sql`update pending_orders set expires_at = '2020-01-01'`);
        await sweep(chats().services);
      },
    ],
  ] as const)('what came with the first clip is removed once %s', async (_, remove) => {
    const { owner } = await askedWithSong();
    const [{ file = '' } = {}] = await songsOf(owner);
    const path = await chats().services.storage.path(file);
    expect(existsSync(path)).toBe(true);
    await remove(owner);
    expect([await pendingOf(database(), owner), await songsOf(owner), existsSync(path)]).toEqual([
      [],
      [],
      false,
    ]);
  });

  it.each([
    ['the numbers', {}, 'beat'],
    ['the numbers and a transition', { words: ' style:cut' }, 'cut'],
  ] as const)(
    'on the beat of a song that comes with %s on Telegram',
    async (_, { words = '' }: { words?: string }, style) => {
      const ana = await onTelegram(chats());
      const owner = `telegram:${ana.user.id}`;
      const [third, second, first] = await clipsBy(owner);
      ana.text(`/join id:${third}`, {});
      const question = await until(() => ana.sees().find(({ text }) => text.includes('several numbers')));
      await ana.send(song, { as: 'audio', replyTo: question, caption: `2 1${words}` });
      expect(await joinedBy(owner)).toEqual([third, first, second]);
      expect(await lastOrder(owner)).toMatchObject({ joined: { style }, sound: expect.any(String) });
    },
  );

  it.each([
    ['', 'beat'],
    [' style:cut', 'cut'],
  ])('with the song with which they were asked for on Telegram%s', async (words, style) => {
    const ana = await onTelegram(chats());
    const owner = `telegram:${ana.user.id}`;
    const [third, second] = await clipsBy(owner);
    await ana.send(song, { as: 'audio', caption: `/join id:${third}${words}` });
    const question = await until(() => ana.sees().find(({ text }) => text.includes('several numbers')));
    ana.press(question, buttonNamed(question, '1'));
    expect(await joinedBy(owner)).toEqual([third, second]);
    expect(await lastOrder(owner)).toMatchObject({ joined: { style }, sound: expect.any(String) });
  });

  it('by their numbers in the list of clips on Telegram, which exports some in the same way', async () => {
    const ana = await onTelegram(chats());
    const owner = `telegram:${ana.user.id}`;
    const [third, second, first] = await clipsBy(owner);
    const told = (words: string, seen: readonly Message[] = []) =>
      until(() => ana.sees().find((one) => !seen.includes(one) && one.text.includes(words)));
    ana.text('/export 1 3');
    const list = await told('Your 3 latest clips');
    ana.reply(list, '/export 1, 3');
    await told(`export.zip?owner=${owner}&clip=${third}&clip=${first}\n`);
    ana.reply(list, '/export 4');
    await told('Choose a number from 1 to 3');
    ana.text('/export');
    await told(`export.zip?owner=${owner}\n`);
    ana.text(`/clip id:${second}`);
    const clip = await until(() => ana.sees().find(({ media }) => media?.kind === 'video'));
    ana.reply(clip, '/export');
    await told(`export.zip?owner=${owner}&clip=${second}\n`);
    ana.reply(list, '/join 3 1');
    expect(await joinedBy(owner)).toEqual([first, third]);
  });

  it('by their numbers on Telegram', async () => {
    const ana = await onTelegram(chats());
    const owner = `telegram:${ana.user.id}`;
    const [third, second, first] = await clipsBy(owner);
    ana.text(`/join id:${third}`, {});
    const question = await until(() => ana.sees().find(({ text }) => text.includes('several numbers')));
    ana.reply(question, '2, 7');
    await until(() => ana.sees().find(({ text }) => text.includes('Choose a number from 1 to 2')));
    ana.reply(question, '2 1');
    expect(await joinedBy(owner)).toEqual([third, first, second]);
  });
});
