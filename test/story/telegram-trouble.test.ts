import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { flooded } from '../peers/telegram/faults.ts';
import type { Photo } from '../peers/telegram/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import type { Kind } from '../peers/telegram/world.ts';
import { quickStand, realIntake } from './quick-stand.ts';
import { buttonNamed, deleteIt, photo, said, short } from './telegram-parts.ts';

const text: Partial<Photo> = { bytes: Buffer.from('<svg onload="x"/>'), type: 'image/jpeg' };

const others: readonly Kind[] = ['sticker'];

const refusals: [string, Partial<Photo>, string, string | RegExp][] = [
  [
    'a file of 21 MB',
    { size: 21 * 2 ** 20 },
    '',
    said('failures.photo_too_heavy', { role: 'photo', megabytes: '21', limit: 20 }),
  ],
  [
    'a file that is no photo whatever it says',
    text,
    short,
    said('failures.photo_type_unsupported', { role: 'photo', type: 'svg' }),
  ],
  ['a download that breaks off', { serve: 'cut' }, short, said('failures.expired')],
  ['a download that fails', { serve: 'broken' }, short, said('failures.expired')],
  [
    'words without end',
    {},
    `<b>${'x'.repeat(1_017)}</b>`,
    said('failures.bad_text', { option: 'Prompt', maximum: 500 }),
  ],
  ['an effect that nobody knows', {}, 'effect:paralax', /Did you mean Parallax\?/],
  ['a seed beyond all seeds', {}, 'seed:1000000000000', /Seed must be a number/],
];

describe('what goes wrong on Telegram is told, charges nothing, and the service goes on', () => {
  const { telegram: stand } = quickStand({ media: realIntake });
  const cat = (more: Partial<Photo> = {}) => photo('cat-chelsea.jpg', more);
  const matching = (name: string, chat: number) => (method: string, id: number | null) =>
    method === name && id === chat;

  it.each(others)('a %s is no photo', async (as) => {
    const ana = await stand.ana();
    await ana.send(await cat(), { as });
    await stand.told(() => ana.sees(), said('chat.not-photo'));
  });

  it.each(refusals)('%s', async (_what, file, caption, sentence) => {
    const ana = await stand.ana();
    await ana.send(await cat(file), { caption, as: 'document' });
    await stand.told(() => ana.sees(), sentence);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([]);
  });

  it('a broken photo in an album is told of, and the others become clips', async () => {
    const ana = await stand.ana();
    const photos = [await cat(), await cat(text), await photo('product-coffee.jpg')];
    await ana.album(photos, { caption: short, as: 'document' });
    await stand.told(
      () => ana.sees(),
      said('failures.photo_type_unsupported', { role: 'photo', type: 'svg' }),
    );
    await until(() => stand.clipsIn(ana.sees()).length === 2, 100);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toHaveLength(2);
  });

  it('words with markup show as they are', async () => {
    const ana = await stand.ana();
    const wish = '<b>slow</b> zoom & <script> \u202Eevil\u202C';
    await ana.send(await cat(), { caption: `${wish} ${short}` });
    const clip = await stand.clipIn(() => ana.sees());
    expect(clip.text).toContain('<b>slow</b> zoom & <script>');
    expect(clip.entities.filter(({ type }) => type === 'bold')).toEqual([]);
  });

  it.each([
    'x',
    'reroll:short',
    `reroll:${'A'.repeat(22)}`,
    'nothing:AAAAAAAAAAAAAAAAAAAAAA',
    'ж'.repeat(32),
    'a'.repeat(65),
    '~!x|||||1|',
  ])('a button of nobody’s making is answered: %s', async (data) => {
    const ana = await stand.ana();
    const [shown] = ana.sees();
    if (shown === undefined) throw new Error('nothing shown');
    const query = ana.press(shown, data);
    await until(() => query.answer);
    expect(stand.clipsIn(ana.sees())).toEqual([]);
  });

  it('a press on a deleted clip says that it is gone', async () => {
    const ana = await stand.ana();
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    const reroll = buttonNamed(clip, 'Reroll');
    await deleteIt(ana, clip);
    expect(await pressTold(ana, clip, reroll)).toContain(said('failures.not_found'));
  });

  it('who blocked the bot finds the clip when they are back', async () => {
    const ana = await stand.ana();
    const { sending, release } = stand.holdClips(ana.home);
    await ana.send(await cat(), { caption: short });
    await sending;
    ana.blocks();
    release();
    await stand.kept(`telegram:${ana.user.id}`);
    expect(stand.clipsIn(ana.sees())).toEqual([]);
    ana.unblocks();
    ana.text('/clips');
    const list = await stand.told(() => ana.sees(), said('replies.clips', { count: 1 }));
    ana.press(list, buttonNamed(list, 'Show'));
    await stand.clipIn(() => ana.sees());
  });

  it('a group that throws the bot out gets nothing, and the asker the clip', async () => {
    const ana = await stand.ana();
    const chat = stand.telegram.group();
    const { sending, release } = stand.holdClips(chat);
    await ana.send(await cat(), { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    await sending;
    stand.telegram.kick(chat, ana);
    release();
    await stand.clipIn(() => ana.sees());
    expect(stand.clipsIn(ana.sees(chat))).toEqual([]);
  });

  it('a group that becomes a supergroup gets the clip there, and its buttons go on', async () => {
    const ana = await stand.ana();
    const chat = stand.telegram.group({ type: 'group' });
    const { sending, release } = stand.holdClips(chat);
    await ana.send(await cat(), { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    await sending;
    const next = stand.telegram.migrate(chat);
    release();
    const clip = await stand.clipIn(() => ana.sees(next));
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    await stand.clipIn(() => ana.sees(next), [clip]);
  });

  it('a clip is sent when the pause that Telegram asks for is over', async () => {
    const ana = await stand.ana();
    const matches = matching('sendVideo', ana.home.id);
    stand.telegram.state.faults.push({ matches, happens: 'before', answer: flooded(2), times: 2 });
    await ana.send(await cat(), { caption: short });
    await stand.clipIn(() => ana.sees());
    const sent = () => stand.telegram.state.called.filter(({ method, chat }) => matches(method, chat));
    const tries = await until(() => sent().length > 2 && sent());
    expect(tries.map(({ status }) => status)).toEqual([429, 429, 200]);
    const [first, second, third] = tries.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_990);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(1_990);
  });

  it('a second poller takes over for a while, and nothing is lost', async () => {
    const ana = await stand.ana();
    const { polls } = stand.telegram.state;
    const rival = fetch(`${stand.telegram.url}/bot${stand.telegram.token}/getUpdates?timeout=1`);
    await rival;
    ana.text('/help');
    await stand.told(() => ana.sees(), 'Make a clip in three ways');
    expect(stand.telegram.state.polls).toBeGreaterThan(polls);
    await until(() => stand.telegram.state.called.some(({ status }) => status === 409));
  });

  it.each([-10, 10])('a clock that is off by %s minutes changes nothing', async (minutes) => {
    stand.telegram.state.clock.advance(minutes * 60_000);
    const ana = await stand.ana();
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    await stand.clipIn(() => ana.sees(), [clip]);
    stand.telegram.state.clock.advance(-minutes * 60_000);
  });
});
