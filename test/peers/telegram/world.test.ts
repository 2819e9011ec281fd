import { describe, expect, it } from 'vitest';
import { film, peerStand, photo } from './stand.ts';
import type { Update } from './state.ts';
import type { Chat } from './world.ts';

describe('how chats, files and time behave on Telegram', () => {
  const stand = peerStand();
  const rows = [[{ text: 'Reroll', callback_data: 'r' }]];
  const said = async (): Promise<Update[]> => (await stand.call('getUpdates', {})).result as Update[];
  const say = (chat: Chat, text: string, more = {}) => stand.client.sendMessage(chat.id, text, more);

  it('an edit that names no keyboard takes it away, and one that changes nothing is refused', async () => {
    const ana = stand.ana();
    const { message_id: id } = await say(ana.home, 'one', { reply_markup: { inline_keyboard: rows } });
    const edit = (text: string, more = {}) =>
      stand.client.editMessageText(ana.home.id, id, undefined, text, more);
    await expect(edit('one', { reply_markup: { inline_keyboard: rows } })).rejects.toThrow(
      'message is not modified',
    );
    await edit('two', { reply_markup: { inline_keyboard: rows } });
    expect(ana.sees()[0]?.keyboard).toEqual(rows);
    await edit('two');
    expect(ana.sees()[0]).toMatchObject({ keyboard: null, edits: [{ text: 'two' }, { text: 'two' }] });
  });

  it('a text becomes a video and its caption another, but a video has no text', async () => {
    const ana = stand.ana();
    const { message_id: id } = await say(ana.home, 'one');
    await expect(stand.client.editMessageCaption(ana.home.id, id, undefined, 'x')).rejects.toThrow(
      'no caption',
    );
    const media = { type: 'video' as const, media: { source: film }, caption: 'done' };
    await stand.client.editMessageMedia(ana.home.id, id, undefined, media);
    expect(ana.sees()[0]).toMatchObject({ text: 'done', media: { kind: 'video' } });
    await stand.client.editMessageCaption(ana.home.id, id, undefined, 'again');
    await expect(stand.client.editMessageText(ana.home.id, id, undefined, 'x')).rejects.toThrow('no text');
    expect(ana.sees()[0]?.text).toBe('again');
  });

  it('a press is answered once, within 150 seconds, and is forgotten later', async () => {
    const ana = stand.ana();
    const shown = ana.text('x');
    const query = ana.press(shown, 'r');
    await stand.client.answerCbQuery(query.id, 'well');
    await expect(stand.client.answerCbQuery(query.id)).rejects.toThrow('query is too old');
    const late = ana.press(shown, 'r');
    expect((await said()).filter((update) => update['callback_query'] !== undefined)).toHaveLength(2);
    stand.telegram.state.clock.advance(151_000);
    await expect(stand.client.answerCbQuery(late.id)).rejects.toThrow('query is too old');
    expect((await said()).filter((update) => update['callback_query'] !== undefined)).toEqual([]);
  });

  it('a press on what is gone tells nothing of it', async () => {
    const ana = stand.ana();
    const { message_id: id } = await say(ana.home, 'x', { reply_markup: { inline_keyboard: rows } });
    const [shown] = ana.sees();
    await stand.client.deleteMessage(ana.home.id, id);
    if (shown === undefined) throw new Error('nothing shown');
    ana.press(shown, 'r');
    const query = (await said()).at(-1)?.['callback_query'] as { message: object };
    expect(query.message).toMatchObject({ message_id: id, date: 0 });
    await expect(stand.client.deleteMessage(ana.home.id, id)).rejects.toThrow('message to delete not found');
  });

  it('nobody hears from a bot they never wrote to, or have blocked', async () => {
    const ana = stand.telegram.person('Ana');
    await expect(say(ana.home, 'x')).rejects.toMatchObject({
      code: 403,
      message: expect.stringContaining('initiate'),
    });
    ana.start();
    await say(ana.home, 'x');
    ana.blocks();
    await expect(say(ana.home, 'x')).rejects.toMatchObject({
      code: 403,
      message: expect.stringContaining('blocked'),
    });
    expect((await said()).at(-1)?.['my_chat_member']).toMatchObject({
      new_chat_member: { status: 'kicked' },
    });
  });

  it('a group can throw the bot out, or become another', async () => {
    const ana = stand.ana();
    const group = stand.telegram.group({ type: 'group', admins: [ana] });
    const next = stand.telegram.migrate(group);
    const parameters = { migrate_to_chat_id: next.id };
    await expect(say(group, 'x')).rejects.toMatchObject({ code: 400, parameters });
    await say(next, 'x');
    expect(await stand.client.getChatAdministrators(next.id)).toMatchObject([{ user: { id: ana.user.id } }]);
    stand.telegram.kick(next, ana);
    await expect(say(next, 'x')).rejects.toMatchObject({
      code: 403,
      message: expect.stringContaining('kicked'),
    });
    const fields = (await said()).flatMap((update) =>
      Object.keys((update['message'] as object | undefined) ?? {}),
    );
    expect(fields).toEqual(expect.arrayContaining(['migrate_to_chat_id', 'migrate_from_chat_id']));
  });

  it('a file of 20 MB is too big, and a link to a smaller one works for an hour', async () => {
    const ana = stand.ana();
    const large = await ana.send({ ...photo, size: 21 * 2 ** 20 }, { as: 'document' });
    await expect(stand.client.getFile(large.media?.file.id ?? '')).rejects.toThrow('file is too big');
    const small = await ana.send(photo, { as: 'document' });
    const link = await stand.client.getFileLink(small.media?.file.id ?? '');
    expect(link.href).toContain(stand.telegram.token);
    expect(Buffer.from(await (await fetch(link)).arrayBuffer()).equals(photo.bytes)).toBe(true);
    stand.telegram.state.clock.advance(61 * 60_000);
    expect((await fetch(link)).status).toBe(404);
    const cut = await ana.send({ ...photo, serve: 'cut' }, { as: 'document' });
    const broken = await fetch(await stand.client.getFileLink(cut.media?.file.id ?? ''));
    await expect(broken.arrayBuffer()).rejects.toThrow();
  });

  it('too much in a chat, in a group or in all has to wait', async () => {
    const ana = stand.ana();
    stand.telegram.state.clock.stop();
    const group = stand.telegram.group();
    const flood = async (chat: Chat, count: number) => {
      for (let sent = 0; sent < count; sent++) await say(chat, String(sent));
    };
    await flood(ana.home, 20);
    await expect(say(ana.home, 'x')).rejects.toMatchObject({ code: 429, parameters: { retry_after: 20 } });
    stand.telegram.state.clock.advance(20_000);
    await flood(group, 20);
    await expect(say(group, 'x')).rejects.toMatchObject({ code: 429, parameters: { retry_after: 60 } });
    stand.telegram.state.clock.advance(60_000);
    const people = Array.from({ length: 31 }, () => stand.ana());
    const all = people.map(({ home }) => say(home, 'x'));
    await expect(Promise.all(all)).rejects.toMatchObject({ code: 429, parameters: { retry_after: 1 } });
  });
});
