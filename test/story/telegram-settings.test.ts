import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { quickStand } from './quick-stand.ts';
import { buttonNamed, buttonsOf, photo, said, short } from './telegram-parts.ts';

describe('those who manage a group say what is made in it', () => {
  const { telegram: stand } = quickStand();
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
    await stand.told(() => ben.sees(chat), said('failures.not_manager'));
    ana.text('/settings');
    await stand.told(() => ana.sees(), said('failures.no_community'));
  });

  it('in words, and that outlives a restart', async () => {
    const { ana, asks, ben, chat } = await stage();
    ana.text('/settings forbid-effect:melt', { chat });
    await stand.told(() => ana.sees(chat), /Effects turned off: .*Melt/);
    await stand.restart();
    const sent = await asks('effect:melt');
    const told = await stand.told(() => ben.sees(chat), said('failures.effect_off', { effect: 'Melt' }));
    expect(told.replyTo).toBe(sent);
    await asks('effect:parallax');
    await stand.clipIn(() => ben.sees(chat));
  });

  it('by buttons, which others press in vain', async () => {
    const { ana, ben, chat } = await stage();
    ana.text('/settings', { chat });
    const form = await until(() => ana.sees(chat).find((message) => buttonsOf(message).length > 2));
    const refused = await pressTold(ben, form, buttonNamed(form, said('options.cover')));
    expect(refused).toContain(said('failures.not_manager'));
    ana.press(form, buttonNamed(form, said('options.cover')));
    await until(() => buttonsOf(form).some(({ text }) => text === said('choices.always')));
    ana.press(form, buttonNamed(form, said('choices.always')));
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
