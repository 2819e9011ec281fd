import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { insertClip } from '../../src/store/clip-rows.ts';
import { findJob } from '../../src/store/jobs.ts';
import { otherEngine } from '../jobs/engines.ts';
import { until } from '../peers/discord/person.ts';
import { keep } from '../peers/marked.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';
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
