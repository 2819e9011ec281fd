import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf, photo, telegramStand } from './telegram-stand.ts';

const short = 'seconds:1 resolution:480p';

describe('one order with several clips on Telegram', () => {
  const stand = telegramStand();

  it('makes several ratios for one caption', async () => {
    const ana = await stand.ana();
    const sent = await ana.send(await photo('cat-chelsea.jpg'), {
      caption: `zoom-in ratio:16:9,9:16 ${short}`,
    });
    await until(() => stand.clipsIn(ana.sees()).length === 2, 100);
    const [wide, tall] = stand.clipsIn(ana.sees());
    expect([wide?.media?.width, tall?.media?.width]).toEqual([854, 480]);
    expect(wide?.replyTo).toBe(sent);
  });

  it('compares effects in a group, where a press is a vote', async () => {
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

  it('makes an album of clips of several photos, with one card, and names a broken one', async () => {
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
    ana.press(told, buttonNamed(told, 'Take 7'));
    await until(() => stand.clipsIn(ana.sees()).length === 8);
  });
});
