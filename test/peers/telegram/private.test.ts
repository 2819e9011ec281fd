import { describe, expect, it } from 'vitest';
import { film, peerStand } from './stand.ts';
import type { Update } from './state.ts';

describe('what one person alone sees on Telegram, and what they share', () => {
  const stand = peerStand();
  const rows = [[{ text: 'Reroll', callback_data: 'r' }]];
  const said = async (): Promise<Update[]> => (await stand.call('getUpdates', {})).result as Update[];

  it('a message for one alone needs a press or a command of theirs, 15 seconds at most before', async () => {
    const [ana, ben] = [stand.ana(), stand.telegram.person('Ben')];
    const group = stand.telegram.group();
    const whisper = (more: object, rest = {}) =>
      stand.call('sendMessage', {
        chat_id: group.id,
        text: 'psst',
        ephemeral_message_parameters: { receiver_user_id: ana.user.id, ...more },
        ...rest,
      });
    expect(await whisper({})).toMatchObject({ error_code: 400 });
    const query = ana.press(ana.text('x', { chat: group }), 'r');
    expect(await whisper({ callback_query_id: query.id })).toMatchObject({
      result: { message_id: 0, ephemeral_message_id: expect.any(Number) },
    });
    const foreign = ben.press(ana.text('x', { chat: group }), 'r');
    expect(await whisper({ callback_query_id: foreign.id })).toMatchObject({ error_code: 400 });
    const command = ana.text('/animate', { chat: group, ephemeral: true });
    const answering = { reply_parameters: { ephemeral_message_id: command.ephemeralId } };
    expect(await whisper({}, answering)).toMatchObject({ ok: true });
    stand.telegram.state.clock.advance(15_001);
    expect(await whisper({ callback_query_id: query.id })).toMatchObject({ error_code: 400 });
    expect(await whisper({}, answering)).toMatchObject({ error_code: 400 });
    group.botAdmin = true;
    expect(await whisper({})).toMatchObject({ ok: true });
    expect([ana.sees(group).length, ben.sees(group).length]).toEqual([3, 0]);
  });

  it('such a message is changed and deleted by its own calls, without uploads', async () => {
    const ana = stand.ana();
    const group = stand.telegram.group({ botAdmin: true });
    const sent = await stand.call('sendMessage', {
      chat_id: group.id,
      text: 'psst',
      ephemeral_message_parameters: { receiver_user_id: ana.user.id },
    });
    const { ephemeral_message_id } = sent.result as { ephemeral_message_id: number };
    const own = { chat_id: group.id, receiver_user_id: ana.user.id, ephemeral_message_id };
    expect(
      await stand.call('editMessageText', { chat_id: group.id, message_id: 0, text: 'x' }),
    ).toMatchObject({ ok: false });
    expect(await stand.call('editEphemeralMessageText', { ...own, text: 'soon' })).toMatchObject({
      result: true,
    });
    expect(ana.sees(group)[0]?.text).toBe('soon');
    const upload = { ...own, media: { type: 'video', media: 'attach://clip' } };
    expect(await stand.call('editEphemeralMessageMedia', upload)).toMatchObject({ ok: false });
    const { video } = await stand.client.sendVideo(ana.home.id, { source: film });
    const known = { ...own, media: { type: 'video', media: video.file_id } };
    expect(await stand.call('editEphemeralMessageMedia', known)).toMatchObject({ result: true });
    expect(ana.sees(group)[0]?.media?.file.id).toBe(video.file_id);
    expect(await stand.call('deleteEphemeralMessage', own)).toMatchObject({ result: true });
    expect(ana.sees(group)).toEqual([]);
  });

  it('inline mode sends a known video, which can be changed but not uploaded to', async () => {
    const [ana, ben] = [stand.ana(), stand.telegram.person('Ben')];
    const { video } = await stand.client.sendVideo(ana.home.id, { source: film });
    const query = ana.inline('cat');
    const result = {
      type: 'video' as const,
      id: '1',
      video_file_id: video.file_id,
      title: 'Cat',
      reply_markup: { inline_keyboard: rows },
    };
    await expect(
      stand.client.answerInlineQuery(ana.inline('x').id, [{ ...result, video_file_id: 'none' }]),
    ).rejects.toThrow('wrong file');
    await stand.client.answerInlineQuery(query.id, [result]);
    await expect(stand.client.answerInlineQuery(query.id, [result])).rejects.toThrow('query is too old');
    const group = stand.telegram.group();
    const [first] = query.answer?.results ?? [];
    const shown = ana.choose(query, first ?? {}, { chat: group });
    expect(ben.sees(group)).toEqual([shown]);
    ben.press(shown, 'r');
    const heard = (await said()).at(-1)?.['callback_query'] as { inline_message_id: string } | undefined;
    const id = heard?.inline_message_id;
    await stand.client.editMessageCaption(undefined, undefined, id, 'new');
    expect(shown.text).toBe('new');
    const media = { type: 'video' as const, media: { source: film } };
    await expect(stand.client.editMessageMedia(undefined, undefined, id, media)).rejects.toThrow(
      'cannot be uploaded',
    );
  });
});
