import { describe, expect, it } from 'vitest';
import { film, peerStand, photo } from './stand.ts';
import type { Update } from './state.ts';
import type { Chat } from './world.ts';

describe('what a bot hears in groups on Telegram', () => {
  const stand = peerStand();
  const said = async (): Promise<Update[]> => (await stand.call('getUpdates', {})).result as Update[];
  const heard = async (): Promise<unknown[]> =>
    (await said()).map((update) => (update['message'] as { text?: string } | undefined)?.text);
  const say = (chat: Chat, text: string, more = {}) => stand.client.sendMessage(chat.id, text, more);

  it('with privacy the bot hears only what is meant for it', async () => {
    const ana = stand.telegram.person('Ana');
    const group = stand.telegram.group();
    const { message_id: id } = await say(group, 'hello');
    const own = stand.telegram.state.messages.find((message) => message.id === id);
    if (own === undefined) throw new Error('nothing said');
    await ana.send(photo, { chat: group });
    await ana.send(photo, { chat: group, caption: 'look' });
    for (const text of ['look', 'run /animate', '/animate@other_bot']) ana.text(text, { chat: group });
    for (const text of ['/animate', '/animate@photoplay_bot x', 'hey @photoplay_bot'])
      ana.text(text, { chat: group });
    ana.reply(own, 'nice');
    await ana.send(photo, { chat: group, caption: '/animate@photoplay_bot' });
    const expected = ['/animate', '/animate@photoplay_bot x', 'hey @photoplay_bot', 'nice', undefined];
    expect(await heard()).toEqual(expected);
    group.privacy = false;
    ana.text('all', { chat: group });
    expect(await heard()).toEqual([...expected, 'all']);
  });

  it('a command in a caption is marked as one, and an answer shows the photo it is about', async () => {
    const ana = stand.telegram.person('Ana');
    const group = stand.telegram.group();
    const shown = await ana.send(photo, { chat: group, caption: '/animate@photoplay_bot zoom' });
    ana.text('/animate', { chat: group, replyTo: shown });
    const [first, second] = (await said()).map((update) => update['message'] as Record<string, unknown>);
    expect(first?.['caption_entities']).toEqual([{ type: 'bot_command', offset: 0, length: 22 }]);
    expect(second?.['reply_to_message']).toMatchObject({
      photo: [{ width: 90 }, { width: 320 }, { width: 451 }],
    });
    // The thread of an answer in a group without topics is none to write in.
    expect(second).toMatchObject({ message_thread_id: shown.id });
    await expect(say(group, 'x', { message_thread_id: shown.id })).rejects.toThrow('thread not found');
  });

  it('a topic stays a topic, and nothing said is the general one', async () => {
    const ana = stand.telegram.person('Ana');
    const forum = stand.telegram.group({ topics: ['Cats', 'Dogs'] });
    const cats = stand.telegram.topic(forum, 'Cats');
    ana.text('/animate', { chat: forum, topic: cats });
    const [update] = await said();
    const opened = { reply_to_message: { forum_topic_created: { name: 'Cats' } } };
    expect(update?.['message']).toMatchObject({ message_thread_id: cats, is_topic_message: true, ...opened });
    await say(forum, 'here', { message_thread_id: cats });
    await say(forum, 'there');
    expect(ana.sees(forum).map(({ topic }) => topic)).toEqual([cats, null]);
    await expect(say(forum, 'x', { message_thread_id: 99 })).rejects.toThrow('thread not found');
  });

  it('an album comes as messages of one mark, and goes as one too', async () => {
    const ana = stand.ana();
    const sent = await ana.album([photo, photo], { caption: 'both' });
    const updates = (await said()).slice(1).map((update) => update['message'] as Record<string, unknown>);
    expect(updates.map(({ caption, media_group_id }) => [caption, media_group_id])).toEqual([
      ['both', sent[0]?.album],
      [undefined, sent[0]?.album],
    ]);
    await stand.client.sendMediaGroup(ana.home.id, [
      { type: 'video', media: { source: film }, caption: 'one' },
      { type: 'video', media: { source: film } },
    ]);
    expect(ana.sees().map(({ text, album }) => [text, album])).toEqual([
      ['one', ana.sees()[0]?.album],
      ['', ana.sees()[0]?.album],
    ]);
  });
});
