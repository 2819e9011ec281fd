import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf, photo, short, telegramStand } from './telegram-stand.ts';

describe('those who manage a group say what is made in it', () => {
  const stand = telegramStand();
  const stage = async () => {
    const ana = await stand.ana();
    const ben = await stand.ana();
    const chat = stand.telegram.group({ admins: [ana] });
    const cat = await photo('cat-chelsea.jpg');
    const asks = (wish: string) =>
      ben.send(cat, { chat, caption: `/animate@photoplay_bot visibility:community ${wish} ${short}` });
    return { ana, ben, chat, asks };
  };

  it('nobody else may, and there is nothing to say elsewhere', async () => {
    const { ana, ben, chat } = await stage();
    ben.text('/settings', { chat });
    await stand.told(() => ben.sees(chat), 'Only admins');
    ana.text('/settings');
    await stand.told(() => ana.sees(), 'Use this command in a group');
  });

  it('in words, and that outlives a restart', async () => {
    const { ana, asks, ben, chat } = await stage();
    ana.text('/settings forbid-effect:melt', { chat });
    await stand.told(() => ana.sees(chat), 'all but');
    await stand.restart();
    const sent = await asks('effect:melt');
    const told = await stand.told(() => ben.sees(chat), 'melt is off');
    expect(told.replyTo).toBe(sent);
    await asks('effect:parallax');
    await stand.clipIn(() => ben.sees(chat));
  });

  it('by buttons, which others press in vain', async () => {
    const { ana, ben, chat } = await stage();
    ana.text('/settings', { chat });
    const form = await until(() => ana.sees(chat).find((message) => buttonsOf(message).length > 2));
    const refused = ben.press(form, buttonNamed(form, 'Spoiler'));
    expect((await until(() => refused.answer)).text).toContain('Only admins');
    ana.press(form, buttonNamed(form, 'Spoiler'));
    await until(() => buttonsOf(form).some(({ text }) => text === 'Always'));
    ana.press(form, buttonNamed(form, 'Always'));
    await until(() => form.edits.length >= 2);
    const sent = await ben.send(await photo('cat-chelsea.jpg'), {
      chat,
      caption: `/animate@photoplay_bot visibility:community ${short}`,
    });
    const clip = await stand.clipIn(() => ben.sees(chat));
    expect(clip.media?.spoiler).toBe(true);
    expect(clip.replyTo).toBe(sent);
  });
});
