import { describe, expect, it } from 'vitest';
import { clicks, wavOf } from '../media/beat/tracks.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { quickStand, realIntake } from './quick-stand.ts';
import { buttonNamed, buttonsOf, photo, said } from './telegram-parts.ts';
import { telegramStand } from './telegram-stand.ts';

const short = 'seconds:1 resolution:480p';

describe('one order with several clips on Telegram', () => {
  const stand = telegramStand();

  it('makes several ratios for one caption, which are finished, joined and saved', async () => {
    const ana = await stand.ana();
    const sent = await ana.send(await photo('cat-chelsea.jpg'));
    const song = { name: 'clicks.wav', type: 'audio/wav', bytes: wavOf(clicks(120, 0, 4)) };
    const look = 'speed:2 ease:ease-out grade:noir title:"Zwei Katzen 🐈" swell:light upscale:720p';
    await ana.send(song, {
      ...({ as: 'audio', replyTo: sent } as const),
      caption: `zoom-in ratio:16:9,9:16 ${look} commercial:on ${short}`,
    });
    await until(() => stand.clipsIn(ana.sees()).length === 2, 100);
    const [wide, tall] = stand.clipsIn(ana.sees());
    expect([wide?.media?.width, tall?.media?.width]).toEqual([1282, 720]);
    expect(wide?.replyTo).toBe(sent);
    expect(wide?.text).toContain(said('card.commercial'));

    const answer = (find: (message: Message) => boolean, seen: readonly Message[] = []) =>
      until(() => ana.sees().find((message) => !seen.includes(message) && find(message)), 100);
    const told = await answer((message) => buttonsOf(message).some(({ text }) => text.includes('Clip 1')));
    ana.press(told, buttonNamed(told, 'Clip 1'));
    const first = await answer((message) => buttonsOf(message).some(({ text }) => text.includes('Join')));
    ana.press(first, buttonNamed(first, 'Join'));
    const question = await answer(({ text }) => text.includes('Which clip comes next?'));
    const before = ana.sees();
    ana.press(question, buttonNamed(question, 'Join'));
    const film = await answer(({ media }) => media?.kind === 'video', before);
    expect(film.text).toContain('Your clips are joined');
    expect(await stand.watch(film)).toMatchObject({ width: 1282, height: 720 });
    const save = buttonNamed(film, 'Save as…');
    for (const [format, kind] of [
      ['GIF', 'GIF'],
      ['Telegram sticker', '\u001aE'],
    ] as const) {
      ana.press(film, save);
      const choices = await answer((message) =>
        buttonsOf(message).some(({ text }) => text.includes('Telegram sticker')),
      );
      const there = ana.sees();
      ana.press(choices, buttonNamed(choices, format));
      const saved = await answer(({ media }) => media !== null && media.kind !== 'video', there);
      expect(saved.media?.file.bytes.toString('latin1', 0, kind.length)).toBe(kind);
    }
  });
});

describe('several clips on Telegram that nobody looks at', () => {
  const { telegram: stand } = quickStand({ media: realIntake });

  it('compare effects in a group, where a press is a vote', async () => {
    const ana = await stand.ana();
    const chat = stand.telegram.group({ admins: [ana] });
    const sent = await ana.send(await photo('cat-chelsea.jpg'), { chat });
    ana.text(`/animate zoom-in compare:zoom-out ${short} visibility:community`, { chat, replyTo: sent });
    const result = await stand.clipIn(() => ana.sees(chat));
    expect(result.replyTo?.id).toBe(sent.id);
    ana.press(result, buttonNamed(result, 'Vote 2'));
    await until(() => buttonsOf(result).some(({ text }) => text.includes('Vote 2 (1)')));
    await until(() => stand.clipsIn(ana.sees(chat)).length === 3, 100);
  });

  it('are an album of several photos, with one card, and a broken one is named', async () => {
    const ana = await stand.ana();
    const cat = await photo('cat-chelsea.jpg');
    const broken = { ...cat, name: 'broken.jpg', bytes: cat.bytes.subarray(0, 400) };
    await ana.album([cat, cat, cat, broken, cat, cat, cat, cat], {
      caption: `zoom-in ${short}`,
      as: 'document',
    });
    const card = await until(() => ana.sees().find(({ text }) => text.includes('7 clips')));
    expect(card.text).toContain('broken.jpg');
    const told = await until(() => ana.sees().find(({ text }) => text.includes('clips are ready')), 200);
    expect(told.text).toContain('broken.jpg');
    const clips = stand.clipsIn(ana.sees());
    expect(clips).toHaveLength(7);
    expect(new Set(clips.map(({ album }) => album)).size).toBe(1);
    expect(clips[6]?.text).toMatch(/^7 · /);
    ana.press(told, buttonNamed(told, 'Clip 7'));
    await until(() => stand.clipsIn(ana.sees()).length === 8);
  });
});
