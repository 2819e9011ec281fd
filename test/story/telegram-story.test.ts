import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { quickStand } from './quick-stand.ts';
import { alone, inGroup, inTopic, wholeLife } from './telegram-life.ts';
import { buttonNamed, buttonsOf, photo, said } from './telegram-parts.ts';
import { telegramStand } from './telegram-stand.ts';

describe('a photo becomes a clip on Telegram', () => {
  const stand = telegramStand();
  const cat = () => photo('cat-chelsea.jpg');

  it('alone with the bot, from the photo to an old button', async () => {
    await wholeLife(stand, await alone(stand));
  });

  it('by a keyboard, for a photo without words', async () => {
    const ana = await stand.ana();
    const sent = await ana.send(await cat());
    const keyboard = await until(() => ana.sees().find((message) => buttonsOf(message).length > 2));
    expect(keyboard.at - sent.at).toBeLessThan(10_000);
    expect(keyboard.replyTo).toBe(sent);
    // A press is answered before the menu changes.
    const choose = async (label: string) => {
      await until(() => buttonsOf(keyboard).some(({ text }) => text.includes(label)));
      ana.press(keyboard, buttonNamed(keyboard, label));
    };
    await choose('Seconds');
    await choose('1 sec');
    await choose('More');
    await choose('Zoom in');
    const clip = await stand.clipIn(() => ana.sees());
    expect(clip.text).toContain('Zoom in');
    expect(clip.replyTo).toBe(sent);
  });

  it('with a card that changes now and then, and never into what it was', async () => {
    const ana = await stand.ana();
    const from = stand.telegram.state.called.length;
    await ana.send(await cat(), { caption: 'seconds:3 resolution:480p' });
    const card = await stand.told(() => ana.sees(), 'Seed');
    await stand.clipIn(() => ana.sees());
    await until(() => card.deleted);
    const texts = card.edits.map(({ text }) => text);
    const seconds = ((card.edits.at(-1)?.at ?? 0) - (card.edits[0]?.at ?? 0)) / 1_000;
    // The first edit answers; the others are five seconds apart, as far as a busy machine keeps step.
    expect(texts.length).toBeLessThanOrEqual(3 + seconds / 5);
    expect(texts.filter((text, index) => text === texts[index - 1])).toEqual([]);
    // That a card has a picture by now is learned from Telegram, which has no text to edit then.
    const refused = stand.telegram.state.called.slice(from).flatMap(({ problem }) => problem ?? []);
    expect(refused.filter((problem) => !String(problem).includes('no text in the message'))).toEqual([]);
  });

  it('with the menus of its commands, which are not set again without need', async () => {
    const { called, commands } = stand.telegram.state;
    const sets = () => called.filter(({ method }) => method === 'setMyCommands').length;
    const before = sets();
    expect(commands.get('all_private_chats:::')).toEqual(
      expect.arrayContaining([{ command: 'animate', description: expect.any(String) }]),
    );
    expect(JSON.stringify(commands.get('all_group_chats:::'))).not.toContain('"settings"');
    expect(JSON.stringify(commands.get('all_chat_administrators:::'))).toContain('"settings"');
    await stand.restart();
    expect(sets()).toBe(before);
  });
});

describe('two photos become a clip on Telegram', () => {
  const { telegram: stand } = quickStand();

  it('for two photos that came together, in the order that is chosen', async () => {
    const ana = await stand.ana();
    const portrait = await photo('portrait-astronaut.jpg');
    await ana.album([portrait, portrait]);
    const keyboard = await until(() => ana.sees().find((message) => buttonsOf(message).length > 2));
    const before = buttonNamed(keyboard, 'Swap');
    ana.press(keyboard, before);
    await until(() => buttonNamed(keyboard, 'Swap') !== before);
    ana.press(keyboard, buttonNamed(keyboard, 'Seconds'));
    await until(() => buttonsOf(keyboard).some(({ text }) => text === '1 sec'));
    ana.press(keyboard, buttonNamed(keyboard, '1 sec'));
    await until(() => buttonsOf(keyboard).some(({ text }) => text.includes('Hug')));
    ana.press(keyboard, buttonNamed(keyboard, 'Hug'));
    const asked = await until(() =>
      ana.sees().find(({ text }) => text.includes(said('replies.ask-consent', { question: 'hug' }))),
    );
    expect(stand.clipsIn(ana.sees())).toEqual([]);
    ana.press(asked, buttonNamed(asked, said('buttons.confirm')));
    const clip = await stand.clipIn(() => ana.sees());
    expect(clip.text).toContain('Hug');
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([clip]);
  });
});

describe('a photo becomes a clip in a group on Telegram', () => {
  const { telegram: stand } = quickStand();

  it('in a group, for an answer to a photo', async () => {
    await wholeLife(stand, await inGroup(stand));
  });
});

describe('a photo becomes a clip on Telegram by webhook', () => {
  const { telegram: stand } = quickStand({ transport: 'HTTP' });

  it('in a topic, where everything stays', async () => {
    const scene = await inTopic(stand);
    await wholeLife(stand, scene);
    expect(new Set(scene.seen().map(({ topic }) => topic)).size).toBe(1);
  });
});
