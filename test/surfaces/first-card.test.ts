import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import type { Update } from '../../adapters/telegram/incoming.ts';
import { openSend } from '../../adapters/telegram/send.ts';
import { openGate } from '../../adapters/telegram/send-gate.ts';
import type { TelegramApi } from '../../adapters/telegram/telegram-api.ts';
import { type Answer, openInbox } from '../../adapters/telegram/update-queue.ts';
import type { HeldUpdate } from '../../src/core/update.ts';
import { updatesOf } from '../../src/main/chats.ts';
import type { Store } from '../../src/store/open-store.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { capturedLog } from '../captured/captured.ts';
import { standUp } from '../jobs/job-stand.ts';
import { until } from '../peers/discord/person.ts';
import { format } from '../story/discord-parts.ts';
import { finish, latestJob, openChats, openPromise, photo } from './chats.ts';

const log = capturedLog();
const patient = { timeout: 100_000 };

/** Opens what takes updates, as each process of a service has it; once it answers one, it stands still until it is told to go on. */
const openProcess = (store: Store, going: Promise<unknown>) => {
  const said: string[] = [];
  const api: TelegramApi = {
    call: async (method) => {
      said.push(method);
      return { message_id: 1 };
    },
    fileUrl: (path) => path,
    isLocal: false,
  };
  const send = openSend(api, openGate(), log);
  const asked = openPromise<void>();
  const ended = openPromise<unknown>();
  const answer: Answer = async () => {
    asked.resolve();
    await going;
    const sending = send('sendMessage', { chat_id: 1, text: 'Got your photo.' }, 'text');
    sending.then(() => ended.resolve(null), ended.resolve);
    await sending;
  };
  const updates = updatesOf(store, 'telegram');
  const still = {
    ...updates,
    hold: (held: readonly HeldUpdate[]) => going.then(() => updates.hold(held)),
    takeLost: () => going.then(updates.takeLost),
  };
  const inbox = openInbox(still, answer, log);
  return { said, inbox, asked: asked.promise, ended: ended.promise };
};

const albumPhoto = (id: number, album = 'trip') => {
  const from = { id: 8, is_bot: false };
  const chat = { id: 8, type: 'private' as const };
  return { update_id: id, message: { message_id: id, from, chat, media_group_id: album } };
};

describe('the first card', () => {
  // No bot runs here, which would take updates too.
  const stand = standUp();

  it('of an album is one, however many processes its photos reach, and what comes later is told apart', async () => {
    const updates = updatesOf(stand.store, 'telegram');
    const answered: { readonly by: number; readonly photos: number[]; readonly late: number[] }[] = [];
    const waited: number[] = [];
    const go = openPromise<void>();
    const idsOf = (all: readonly Update[]): number[] => all.map(({ update_id: id }) => id);
    const inboxes = [0, 1].map((by) => {
      const answer: Answer = async (all, _key, late = []) => {
        answered.push({ by, photos: idsOf(all), late: idsOf(late) });
        await go.promise;
      };
      const claim = async (bundle: string) => {
        const claimed = await updates.claim(bundle);
        if (claimed === null && answered.length === 1) waited.push(by);
        return claimed;
      };
      return openInbox({ ...updates, claim }, answer, log, () => 500);
    });
    const [one, other] = inboxes;
    await one?.take([albumPhoto(101)]);
    await other?.take([albumPhoto(102)]);
    await vi.waitFor(() => expect(answered).toHaveLength(1), patient);
    // It comes while the album is being answered without it, though it was the first of them.
    await other?.take([albumPhoto(100)]);
    await vi.waitFor(() => expect(waited.length).toBeGreaterThan(1), patient);
    expect(answered).toHaveLength(1);
    go.resolve();
    await vi.waitFor(() => expect(answered).toHaveLength(2), patient);
    expect(answered).toEqual([
      { by: expect.any(Number), photos: [101, 102], late: [] },
      { by: 1, photos: [100, 101, 102], late: [100] },
    ]);
    // Once its owner is forgotten, nothing of it is known but that it was answered.
    await vi.waitFor(() => expect(inboxes.map((inbox) => inbox.busy())).toEqual([0, 0]), patient);
    await stand.store.database.execute(sql`update inbox set body = null`);
    await one?.take([albumPhoto(103)]);
    await vi.waitFor(() => expect(answered).toHaveLength(3), patient);
    expect(answered.at(-1)).toEqual({ by: 0, photos: [103], late: [103] });
    await Promise.all(inboxes.map((inbox) => inbox.close()));
  });

  it('of an album comes all the same when the database fails once, and what comes while we close is left', async () => {
    const { store } = stand;
    const updates = updatesOf(store, 'telegram');
    const answered: number[] = [];
    let failures = 1;
    const claim = async (bundle: string) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the connection was lost');
      return updates.claim(bundle);
    };
    const answer: Answer = async (all) => void answered.push(...all.map(({ update_id: id }) => id));
    const inbox = openInbox({ ...updates, claim }, answer, log, () => 50);
    await inbox.take([albumPhoto(201, 'again')]);
    await vi.waitFor(() => expect([failures, inbox.busy()]).toEqual([0, 0]), patient);
    await store.database.execute(sql`update inbox set held_until = now() where id = 'telegram:201'`);
    await vi.waitFor(() => expect(answered).toEqual([201]), patient);
    await inbox.close();
    await inbox.take([albumPhoto(202, 'late')]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toEqual([201]);
  });

  it('of an update that another process has answered meanwhile is not posted again on Telegram', async () => {
    const { database } = stand.store;
    const thaw = openPromise<void>();
    const frozen = openProcess(stand.store, thaw.promise);
    const from = { id: 7, is_bot: false };
    const message = { message_id: 1, from, chat: { id: 7, type: 'private' as const }, text: 'hello' };
    await frozen.inbox.take([{ update_id: 1, message: { ...message, from: { ...from } } }]);
    await frozen.asked;
    await database.execute(
      sql`update inbox set held_until = now() - interval '1 second' where id = 'telegram:1'`,
    );
    const other = openProcess(stand.store, Promise.resolve());
    expect(await other.ended).toBe(null);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
    thaw.resolve();
    const ended = await frozen.ended;
    vi.useRealTimers();
    expect(ended).toMatchObject({ kind: 'unavailable' });
    expect([...frozen.said, ...other.said]).toEqual(['sendMessage']);
    const answered = sql`select 1 from inbox where id = 'telegram:1' and done_at is not null`;
    await vi.waitFor(async () => expect(await rowsOf(database, answered)).toHaveLength(1), {
      timeout: 100_000,
    });
    await Promise.all([frozen.inbox.close(), other.inbox.close()]);
  });
});

describe('the first card', () => {
  // A transaction has the only session there, so nothing else is read meanwhile.
  const chats = openChats({ works: false, database: 'PGlite' });

  it('says why only one person sees the clip, where the settings of a server could not be read in time', async () => {
    const { discord, services } = chats();
    const ana = discord.person('Ana');
    const standing = { channel: discord.channel(discord.guild('Home')) };
    const answered = openPromise<void>();
    const busy = services.store.database.transaction(() => answered.promise);
    const act = await ana.command('animate', { photo }, standing);
    const card = await until(() => act.original);
    expect(card.onlyFor).toBe(ana.user);
    answered.resolve();
    await busy;
    await until(() =>
      ana.sees(standing.channel).find(({ content }) => content === format('chat.kept-private')),
    );
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
  });

  it('is not laid over the clip that has come meanwhile on Discord', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const standing = { channel: discord.channel(discord.guild('Home')) };
    // The first folder is for the photo, the next for the card.
    const { held, go, over } = chats().holdAt(2);
    const act = await ana.command('animate', { photo, visibility: 'private' }, standing);
    await held;
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const card = await until(() => act.original);
    const { components, content } = card;
    expect(card.attachments).toHaveLength(1);
    go();
    await over;
    expect(card).toMatchObject({ components, content });
  });
});
