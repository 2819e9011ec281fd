import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, photo, short, telegramStand } from './telegram-stand.ts';

describe('what is private in a group on Telegram stays private', () => {
  const stand = telegramStand();
  const stage = async () => {
    const chat = stand.telegram.group();
    const ben = stand.telegram.person('Ben');
    chat.members.add(ben.user);
    return { chat, ben, cat: await photo('cat-chelsea.jpg') };
  };
  const wish = `/animate@photoplay_bot visibility:private ${short}`;

  it('the clip comes to the asker, and the group reads only that', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: wish });
    const first = await stand.clipIn(() => ana.sees());
    await stand.told(() => ben.sees(chat), 'Sent to you privately');
    ana.press(first, buttonNamed(first, 'Reroll'));
    await stand.clipIn(() => ana.sees(), [first]);
    expect(ben.sees(chat)).toHaveLength(1);
    expect(ben.sees(chat)[0]?.text).not.toMatch(/parallax|seed/);
  });

  it('whoever never opened the bot finds a way there, and the clip behind it', async () => {
    const { chat, ben, cat } = await stage();
    const eva = stand.telegram.person('Eva');
    await eva.send(cat, { chat, caption: wish });
    const told = await stand.told(() => ben.sees(chat), 'Open the bot once');
    expect(stand.clipsIn(ben.sees(chat))).toEqual([]);
    const link = new URL(String(told.keyboard?.flat()[0]?.['url']));
    expect(link.pathname).toBe('/photoplay_bot');
    eva.start(link.searchParams.get('start') ?? '');
    const clip = await stand.clipIn(() => eva.sees());
    expect(await stand.watch(clip)).toMatchObject({ seconds: 1 });
  });

  it('a clip that is made private leaves the group', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const clip = await stand.clipIn(() => ben.sees(chat));
    ana.press(clip, buttonNamed(clip, 'Make private'));
    await until(() => clip.deleted);
    const query = ben.press(clip, buttonNamed(clip, 'Reroll'));
    expect((await until(() => query.answer)).text).toMatch(/not here any more/);
    expect(stand.clipsIn(ben.sees(chat))).toEqual([]);
  });

  it('a stranger’s press does nothing but say so', async () => {
    const { chat, ben, cat } = await stage();
    const ana = await stand.ana();
    await ana.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${short}` });
    const clip = await stand.clipIn(() => ben.sees(chat));
    for (const label of ['Reroll', 'Edit', 'Delete']) {
      const query = ben.press(clip, buttonNamed(clip, label));
      expect((await until(() => query.answer)).text).toContain('Only its owner');
    }
    expect(stand.clipsIn(ben.sees(chat))).toEqual([clip]);
  });
});
