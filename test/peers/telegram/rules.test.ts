import { describe, expect, it } from 'vitest';
import { film, peerStand, photo, thumbnail } from './stand.ts';

const button = (data: unknown) => ({ inline_keyboard: [[{ text: 'Reroll', callback_data: data }]] });

describe('what Telegram refuses in a call', () => {
  const stand = peerStand();

  it.each([
    [
      'a keyboard’s data of 65 bytes',
      { text: 'x', reply_markup: button('a'.repeat(65)) },
      'BUTTON_DATA_INVALID',
    ],
    ['40 letters of two bytes', { text: 'x', reply_markup: button('ж'.repeat(40)) }, 'BUTTON_DATA_INVALID'],
    ['a button that does nothing', { text: 'x', reply_markup: button(undefined) }, 'a button with 0 ways'],
    ['a text above 4096 letters', { text: 'x'.repeat(4_097) }, 'message is too long'],
    ['no text', { text: ' ' }, 'message text is empty'],
    ['an open tag', { text: '<b>x', parse_mode: 'HTML' }, "can't parse entities"],
    ['a tag that is none', { text: '<x>y</x>', parse_mode: 'HTML' }, "can't parse entities"],
    ['tags that cross', { text: '<b><i>x</b></i>', parse_mode: 'HTML' }, "can't parse entities"],
    [
      'a mark beyond its end',
      { text: 'x', entities: [{ type: 'bold', offset: 0, length: 2 }] },
      'an entity outside',
    ],
    ['an unknown way of marking', { text: 'x', parse_mode: 'HTLM' }, 'unsupported parse_mode'],
    ['a topic where there are none', { text: 'x', message_thread_id: 3 }, 'message thread not found'],
    [
      'an answer to nothing',
      { text: 'x', reply_parameters: { message_id: 999 } },
      'message to be replied not found',
    ],
  ])('a message with %s', async (_what, payload, description) => {
    const ana = stand.ana();
    const answer = await stand.call('sendMessage', { chat_id: ana.home.id, ...payload });
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(answer.description).toContain(description);
    expect(ana.sees()).toEqual([]);
  });

  it('counts letters after parsing, and 64 bytes are well', async () => {
    const ana = stand.ana();
    const text = `<b>${'x'.repeat(4_096)}</b> `;
    await stand.client.sendMessage(ana.home.id, text, {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Reroll', callback_data: 'a'.repeat(64) }]] },
    });
    expect(ana.sees()[0]?.text).toHaveLength(4_096);
    expect(stand.telegram.state.complaints).toEqual([]);
  });

  it.each([
    ['a caption above 1024 letters', { caption: 'x'.repeat(1_025) }, 'message caption is too long'],
    ['a caption that cannot be parsed', { caption: '1 < 2', parse_mode: 'HTML' }, "can't parse entities"],
  ])('a video with %s', async (_what, payload, description) => {
    const ana = stand.ana();
    const sending = stand.client.sendVideo(ana.home.id, { source: film }, payload as never);
    await expect(sending).rejects.toMatchObject({ code: 400 });
    await expect(sending).rejects.toThrow(description);
    expect(stand.telegram.state.complaints.join()).toContain(description);
  });

  it('a video above 50 MB, and a photo that is none', async () => {
    const ana = stand.ana();
    const large = { source: Buffer.concat([film, Buffer.alloc(50 * 2 ** 20)]) };
    await expect(stand.client.sendVideo(ana.home.id, large)).rejects.toMatchObject({ code: 413 });
    const none = stand.client.sendPhoto(ana.home.id, { source: film });
    await expect(none).rejects.toThrow('IMAGE_PROCESS_FAILED');
  });

  it('it complains of a video that is no MP4, and of a thumbnail that is ignored', async () => {
    const ana = stand.ana();
    await stand.client.sendVideo(ana.home.id, { source: photo.bytes });
    await stand.client.sendVideo(
      ana.home.id,
      { source: film },
      { thumbnail: { source: await thumbnail(321) } },
    );
    expect(stand.telegram.state.complaints).toMatchObject([
      expect.stringContaining('no MP4'),
      expect.stringContaining('thumbnail'),
    ]);
  });

  it('a file it does not know, or knows as something else', async () => {
    const ana = stand.ana();
    await stand.client.sendVideo(ana.home.id, { source: film });
    const id = ana.sees()[0]?.media?.file.id ?? '';
    await stand.client.sendVideo(ana.home.id, id, { width: 9 });
    expect(ana.sees().map(({ media }) => media?.file)).toEqual([
      ana.sees()[0]?.media?.file,
      ana.sees()[0]?.media?.file,
    ]);
    await expect(stand.client.sendPhoto(ana.home.id, id)).rejects.toThrow("can't use file of type");
    await expect(stand.client.sendVideo(ana.home.id, `${id}x`)).rejects.toThrow('wrong file identifier');
  });

  it.each([
    ['upper case', { command: 'Animate', description: 'x' }],
    ['33 letters', { command: 'a'.repeat(33), description: 'x' }],
    ['no description', { command: 'animate', description: '' }],
    ['257 letters of description', { command: 'animate', description: 'x'.repeat(257) }],
  ])('a command of %s', async (_what, command) => {
    await expect(stand.client.setMyCommands([command])).rejects.toMatchObject({ code: 400 });
  });

  it('it keeps a menu for each scope and language', async () => {
    const menu = [{ command: 'animate', description: 'Animate' }];
    const german = [{ command: 'animate', description: 'Beleben' }];
    await stand.client.setMyCommands(menu);
    await stand.client.setMyCommands(german, { language_code: 'de', scope: { type: 'all_group_chats' } });
    expect(await stand.client.getMyCommands()).toEqual(menu);
    expect(
      await stand.client.getMyCommands({ language_code: 'de', scope: { type: 'all_group_chats' } }),
    ).toEqual(german);
    await stand.client.deleteMyCommands();
    expect(await stand.client.getMyCommands()).toEqual([]);
    await expect(stand.client.setMyCommands(menu, { language_code: 'german' })).rejects.toMatchObject({
      code: 400,
    });
  });

  it('an action that is none, a toast above 200 letters, a wrong token, a call that is none', async () => {
    const ana = stand.ana();
    const query = ana.press(ana.text('x'), 'data');
    expect(await stand.call('sendChatAction', { chat_id: ana.home.id, action: 'dancing' })).toMatchObject({
      ok: false,
    });
    expect(
      await stand.call('answerCallbackQuery', { callback_query_id: query.id, text: 'x'.repeat(201) }),
    ).toMatchObject({
      ok: false,
    });
    expect(await stand.call('getMe', {}, '1:wrong')).toMatchObject({ error_code: 401 });
    expect(await stand.call('sendClip', {})).toMatchObject({ error_code: 404 });
  });

  it.each([
    [
      'an unknown field',
      'sendMessage',
      { chat_id: 1, text: 'x', reply_to_message_id: 3 },
      'reply_to_message_id',
    ],
    ['a missing field', 'sendMessage', { chat_id: 1 }, 'text Invalid input'],
    [
      'a number as text',
      'sendMessage',
      { chat_id: 1, text: 'x', message_thread_id: '3' },
      'message_thread_id Invalid input',
    ],
    [
      'a wrong field deep inside',
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{ label: 'x' }]] } },
      'reply_markup',
    ],
    [
      'a form whose part is missing',
      'editMessageMedia',
      { chat_id: 1, message_id: 1, media: { type: 'video', media: 'attach://a' } },
      'no part',
    ],
    [
      'a file among plain values',
      'editMessageMedia',
      { chat_id: 1, message_id: 1, media: { type: 'video', media: {} } },
      'media',
    ],
    [
      'a menu of commands with a typo',
      'setMyCommands',
      { commands: [{ command: 'a', descripton: 'x' }] },
      'descripton',
    ],
    [
      'a result that is none',
      'answerInlineQuery',
      { inline_query_id: '1', results: [{ type: 'video', id: '1' }] },
      'video_file_id',
    ],
  ])('a call may not have %s', async (_what, method, payload, complaint) => {
    await stand.call(method, payload);
    expect(stand.telegram.state.complaints.join()).toContain(complaint);
  });

  it('messages that one member alone sees are known', async () => {
    const ana = stand.ana();
    const group = stand.telegram.group({ botAdmin: true });
    await stand.call('sendMessage', {
      chat_id: group.id,
      text: 'x',
      ephemeral_message_parameters: { receiver_user_id: ana.user.id, replace_callback_query_message: false },
      reply_parameters: { message_id: 1, allow_sending_without_reply: true },
    });
    await stand.call('setMyCommands', { commands: [{ command: 'a', description: 'x', is_ephemeral: true }] });
    expect(stand.telegram.state.complaints).toEqual([]);
  });
});
