import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import type { Update } from '../../adapters/telegram/incoming.ts';
import { openSend } from '../../adapters/telegram/send.ts';
import { openGate } from '../../adapters/telegram/send-gate.ts';
import type { Api } from '../../adapters/telegram/telegram-api.ts';
import { type Answer, openInbox } from '../../adapters/telegram/update-queue.ts';
import { updatesOf } from '../../src/main/chats.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { capturedLog } from '../captured/captured.ts';
import { until } from '../peers/discord/person.ts';
import { format } from '../story/discord-parts.ts';
import { finish, latestJob, openChats, openPromise, photo } from './chats.ts';

const log = capturedLog();
const patient = { timeout: 30_000 };

/** Opens what takes updates, as each process of a service has it; its answers wait where they are told to. */
const openProcess = (chats: ReturnType<ReturnType<typeof openChats>>, wait: () => Promise<unknown>) => {
  const said: string[] = [];
  const api: Api = {
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
    await wait();
    const sending = send('sendMessage', { chat_id: 1, text: 'Got your photo.' }, 'text');
    sending.then(() => ended.resolve(null), ended.resolve);
    await sending;
  };
  const inbox = openInbox(updatesOf(chats.services.store, 'telegram'), answer, log);
  return { said, inbox, asked: asked.promise, ended: ended.promise };
};

const albumPhoto = (id: number) => {
  const from = { id: 8, is_bot: false };
  const chat = { id: 8, type: 'private' as const };
  return { update_id: id, message: { message_id: id, from, chat, media_group_id: 'trip' } };
};

describe('the first card', () => {
  const chats = openChats({ works: false });

  it('of an album is one, however many processes its photos reach, and what comes later is told apart', async () => {
    const updates = updatesOf(chats().services.store, 'telegram');
    const answered: { readonly by: number; readonly photos: number[]; readonly late: number[] }[] = [];
    const go = openPromise<void>();
    const idsOf = (all: readonly Update[]): number[] => all.map(({ update_id: id }) => id);
    const inboxes = [0, 1].map((by) => {
      const answer: Answer = async (all, _key, late = []) => {
        answered.push({ by, photos: idsOf(all), late: idsOf(late) });
        await go.promise;
      };
      return openInbox(updates, answer, log, () => 500);
    });
    const [one, other] = inboxes;
    await one?.take([albumPhoto(101)]);
    await other?.take([albumPhoto(102)]);
    await vi.waitFor(() => expect(answered).toHaveLength(1), patient);
    // It comes while the album is being answered without it.
    await other?.take([albumPhoto(103)]);
    go.resolve();
    await vi.waitFor(() => expect(answered).toHaveLength(2), patient);
    expect(answered).toEqual([
      { by: 0, photos: [101, 102], late: [] },
      { by: 1, photos: [101, 102, 103], late: [103] },
    ]);
    await Promise.all(inboxes.map((inbox) => inbox.close()));
  });

  it('of an update that another process has answered meanwhile is not posted again on Telegram', async () => {
    const { database } = chats().services.store;
    const thaw = openPromise<void>();
    const frozen = openProcess(chats(), () => thaw.promise);
    const from = { id: 7, is_bot: false };
    const message = { message_id: 1, from, chat: { id: 7, type: 'private' as const }, text: 'hello' };
    await frozen.inbox.take([{ update_id: 1, message: { ...message, from: { ...from } } }]);
    await frozen.asked;
    await database.execute(
      sql`update inbox set held_until = now() - interval '1 second' where id = 'telegram:1'`,
    );
    const other = openProcess(chats(), async () => {});
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
