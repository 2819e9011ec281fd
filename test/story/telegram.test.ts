import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { alone, inGroup, inTopic, wholeLife } from './telegram-life.ts';
import { buttonNamed, buttonsOf, photo, short, telegramStand } from './telegram-stand.ts';

describe('a photo becomes a clip on Telegram', () => {
  const stand = telegramStand();
  const cat = () => photo('cat-chelsea.jpg');

  it('alone with the bot, from the photo to an old button', async () => {
    await wholeLife(stand, await alone(stand));
  });

  it('in a group, for an answer to a photo', async () => {
    await wholeLife(stand, await inGroup(stand));
  });

  it('in a topic, where everything stays', async () => {
    const scene = await inTopic(stand);
    await wholeLife(stand, scene);
    expect(new Set(scene.seen().map(({ topic }) => topic)).size).toBe(1);
  });

  it('by a keyboard that comes within a second, for a photo without words', async () => {
    const ana = await stand.ana();
    const sent = await ana.send(await cat());
    const keyboard = await until(() => ana.sees().find((message) => buttonsOf(message).length > 1));
    expect(keyboard.at - sent.at).toBeLessThan(1_000);
    expect(keyboard.replyTo).toBe(sent);
    const choose = async (label: string) => {
      const query = ana.press(keyboard, buttonNamed(keyboard, label));
      await until(() => query.answer);
    };
    await choose('Seconds');
    await choose('1');
    await choose('More');
    await choose('Zoom in');
    const clip = await stand.clipIn(() => ana.sees());
    expect(clip.text).toContain('Zoom in');
    expect(clip.replyTo).toBe(sent);
  });

  it('once, for an update that comes twice and a button that is pressed twenty times', async () => {
    const ana = await stand.ana();
    await ana.send(await cat(), { caption: short });
    stand.telegram.again('message');
    const first = await stand.clipIn(() => ana.sees());
    stand.telegram.again('message');
    const queries = Array.from({ length: 20 }, () => ana.press(first, buttonNamed(first, 'Reroll')));
    stand.telegram.again('callback_query');
    const second = await stand.clipIn(() => ana.sees(), [first]);
    for (const query of queries) await until(() => query.answer);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([first, second]);
  });

  it('once, when Telegram takes the clip but its answer is lost', async () => {
    const ana = await stand.ana();
    const lost = {
      matches: (method: string, chat: number | null) => method === 'sendVideo' && chat === ana.home.id,
      happens: 'after',
      answer: { kind: 'reset' },
      times: 1,
    } as const;
    stand.telegram.state.faults.push({ ...lost });
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    const told = await stand.told(() => ana.sees(), 'did not say whether it arrived');
    expect(stand.telegram.state.faults.at(-1)?.times).toBe(0);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([clip]);
    ana.press(told, buttonNamed(told, 'Show'));
    await stand.clipIn(() => ana.sees(), [clip]);
  });
});
