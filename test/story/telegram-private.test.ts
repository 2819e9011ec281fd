import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import type { Message } from '../peers/telegram/world.ts';
import { quickStand } from './quick-stand.ts';
import { buttonNamed, buttonsOf, photo, said, short } from './telegram-parts.ts';

describe('what is private in a group on Telegram stays private', () => {
  const { telegram: stand } = quickStand();
  const stage = async () => {
    const chat = stand.telegram.group();
    const ben = stand.telegram.person('Ben');
    chat.members.add(ben.user);
    return { chat, ben, cat: await photo('cat-chelsea.jpg') };
  };
  const wish = `/animate@photoplay_bot visibility:private ${short}`;

  it('the clip comes to the asker, and the group sees only a reaction', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    const sent = await ana.send(cat, { chat, caption: wish });
    const first = await stand.clipIn(() => ana.sees());
    await until(() => sent.reaction === '👌');
    ana.press(first, buttonNamed(first, 'Reroll'));
    await stand.clipIn(() => ana.sees(), [first]);
    expect(ben.sees(chat)).toEqual([]);
  });

  it('whoever never opened the bot finds a way there, and the clip behind it', async () => {
    const { chat, ben, cat } = await stage();
    const eva = stand.telegram.person('Eva');
    await eva.send(cat, { chat, caption: wish });
    const told = await stand.told(() => ben.sees(chat), said('chat.open-first'));
    expect(stand.clipsIn(ben.sees(chat))).toEqual([]);
    const link = new URL(String(told.keyboard?.flat()[0]?.['url']));
    expect(link.pathname).toBe('/photoplay_bot');
    eva.start(link.searchParams.get('start') ?? '');
    await stand.clipIn(() => eva.sees());
  });

  it('a clip that is made private leaves the group', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const clip = await stand.clipIn(() => ben.sees(chat));
    ana.press(clip, buttonNamed(clip, 'Make private'));
    await until(() => clip.deleted);
    const told = await pressTold(ben, clip, buttonNamed(clip, 'Reroll'));
    expect(told).toContain(said('failures.not_found'));
    expect(stand.clipsIn(ben.sees(chat))).toEqual([]);
  });

  it('a stranger’s press does nothing but say so', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const clip = await stand.clipIn(() => ben.sees(chat));
    for (const label of ['Reroll', 'Edit', 'Delete']) {
      const told = await pressTold(ben, clip, buttonNamed(clip, label));
      expect(told).toContain(said('failures.not_allowed'));
    }
    expect(stand.clipsIn(ben.sees(chat))).toEqual([clip]);
  });

  it('but offer Remix to the stranger alone, as often as they like', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const seen = [await stand.clipIn(() => ben.sees(chat))];
    const [clip] = seen;
    if (clip === undefined) throw new Error('no clip');
    for (const _ of ['once', 'twice']) {
      const before = ben.sees(chat);
      ben.press(clip, buttonNamed(clip, 'Reroll'));
      const offered = (message: Message) => message.onlyFor === ben.user && message.keyboard !== null;
      const offer = await until(() => ben.sees(chat).find((one) => offered(one) && !before.includes(one)));
      ben.press(offer, buttonNamed(offer, 'Remix'));
      const remix = await stand.clipIn(() => ben.sees(chat), seen);
      expect(remix.onlyFor).toBe(null);
      seen.push(remix);
    }
    expect(ana.sees(chat).filter(({ onlyFor }) => onlyFor !== null)).toEqual([]);
  });

  it('a recipe is shown to whoever asks for it, alone, as long as Telegram allows that', async () => {
    const { chat, ben, cat } = await stage();
    const [ana, eva] = [await stand.ana(), stand.telegram.person('Eva')];
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const clip = await stand.clipIn(() => ben.sees(chat));
    // The card goes away a moment after the clip has come.
    await until(() => ana.sees(chat).length === 1);
    ben.press(clip, buttonNamed(clip, 'Recipe'));
    const told = await stand.told(() => ben.sees(chat), 'Effect: Parallax');
    expect(told.onlyFor).toBe(ben.user);
    await stand.stop();
    ana.press(clip, buttonNamed(clip, 'Recipe'));
    const late = eva.press(clip, buttonNamed(clip, 'Recipe'));
    stand.telegram.state.clock.advance(20_000);
    await stand.start();
    // Too late for that: in their own chat, or by a link to it.
    await stand.told(() => ana.sees(), 'Effect: Parallax');
    const inGroup = () => ana.sees(chat).filter((message) => message !== clip);
    const link = () => late.answer?.url ?? inGroup().flatMap(buttonsOf)[0]?.['url'];
    expect(await until(link)).toContain('https://t.me/photoplay_bot?start=recipe-');
    expect(inGroup().map(({ text }) => text)).toEqual(
      late.answer?.url === null ? [said('chat.open-first')] : [],
    );
  });
});
