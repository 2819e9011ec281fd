import { describe, expect, it } from 'vitest';
import { english } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { quickStand } from './quick-stand.ts';
import { buttonNamed, buttonsOf, photo, said, short } from './telegram-parts.ts';

const agree = english.format('buttons.confirm');
const animate = (words: string) => `/animate@photoplay_bot ${words} ${short}`;

describe('whoever asks in a group on Telegram', () => {
  const { telegram: stand } = quickStand();
  const stage = async () => {
    const [ana, ben] = [await stand.ana(), await stand.ana()];
    const chat = stand.telegram.group({ admins: [ana, ben], anonymous: [ana] });
    return { ana, ben, chat, cat: await photo('cat-chelsea.jpg') };
  };

  it.each(['group', 'channel'] as const)(
    'in the name of a %s gets nothing private, by command, caption or list, and is told so',
    async (name) => {
      const { ana, ben, chat, cat } = await stage();
      const refused = async (): Promise<void> => {
        const told = await stand.told(() => ben.sees(chat), 'clips can only be sent to a person');
        told.deleted = true;
      };
      await ana.send(cat, { chat, name, caption: animate('visibility:private') });
      await refused();
      const shown = await ben.send(cat, { chat });
      ana.text(animate('visibility:private'), { chat, as: name, replyTo: shown });
      await refused();
      await ana.send(cat, { chat, name, caption: animate('visibility:community') });
      const clip = await stand.clipIn(() => ben.sees(chat));
      ana.text('/clips@photoplay_bot', { chat, as: name });
      await refused();
      expect(stand.clipsIn(ben.sees(chat))).toEqual([clip]);
    },
  );

  it('as an anonymous administrator may press what is theirs, and nobody else may', async () => {
    const { ana, ben, chat, cat } = await stage();
    await ana.send(cat, { chat, name: 'group', caption: animate('visibility:community') });
    const clip = await stand.clipIn(() => ben.sees(chat));
    const told = await pressTold(ben, clip, buttonNamed(clip, 'Reroll'));
    expect(told).toContain(said('failures.not_allowed'));
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    const second = await stand.clipIn(() => ben.sees(chat), [clip]);
    await ana.send(cat, { chat, name: 'group', caption: '/animate@photoplay_bot' });
    const menu = await until(() =>
      ben.sees(chat).find((one) => one.media === null && buttonsOf(one).length > 5),
    );
    ana.press(menu, buttonNamed(menu, 'Parallax'));
    await stand.clipIn(() => ben.sees(chat), [clip, second]);
  });

  it('for a photo of somebody else is asked whether they agree, and only their own answer counts', async () => {
    const { ana, ben, chat, cat } = await stage();
    const shown = await ana.send(cat, { chat });
    ben.text(animate('effect:old-photo visibility:community'), { chat, replyTo: shown });
    const asked = await stand.told(() => ana.sees(chat), 'Does the person shown agree?');
    await until(() => buttonsOf(asked).length > 0);
    expect(await pressTold(ana, asked, buttonNamed(asked, agree))).toContain(said('failures.not_allowed'));
    expect(stand.clipsIn(ana.sees(chat))).toEqual([]);
    ben.press(asked, buttonNamed(asked, agree));
    await stand.clipIn(() => ana.sees(chat));
  });

  it('keeps what was covered covered, through every button', async () => {
    const { ana, chat, cat } = await stage();
    await ana.send(cat, { chat, spoiler: true, caption: animate('visibility:community') });
    const clip = await stand.clipIn(() => ana.sees(chat));
    ana.text(`/reroll@photoplay_bot`, { chat, replyTo: clip });
    const second = await stand.clipIn(() => ana.sees(chat), [clip]);
    expect([clip, second].map(({ media }) => media?.spoiler)).toEqual([true, true]);
  });
});
