import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf, photo, short, withoutTips } from './discord-parts.ts';
import { discordStand } from './discord-stand.ts';
import { quickStand } from './quick-stand.ts';

describe('one order with several clips on Discord', () => {
  const stand = discordStand();

  it('makes several ratios, in one message', async () => {
    const { ana, ben, standing } = stand.stage();
    const wish = {
      photo: await photo('cat-chelsea.jpg'),
      effect: 'zoom-in',
      ratio: '16:9,9:16,1:1',
      ...short,
    };
    await ana.command('animate', wish, standing);
    const result = await stand.clipIn(() => withoutTips(ben.sees(standing.channel)));
    expect(result.attachments).toHaveLength(3);
    for (const shape of ['16:9 · 854×480', '9:16 · 480×854', '1:1 · 480×480'])
      expect(result.content).toContain(shape);
    expect(new Set(result.content.match(/Seed \d+/g)).size).toBe(1);
  });
});

describe('a comparison on Discord', () => {
  const { discord: stand } = quickStand();

  it('gives everybody one vote, also after a restart', async () => {
    const { ana, ben, standing } = stand.stage();
    const wish = { photo: await photo('cat-chelsea.jpg'), effect: 'zoom-in', compare: 'zoom-out', ...short };
    await ana.command('animate', wish, standing);
    const result = await stand.clipIn(() => withoutTips(ben.sees(standing.channel)));
    expect(result.attachments).toHaveLength(3);
    const labels = (): string[] => buttonsOf(result).map(({ label }) => label);
    expect(labels()).toEqual(expect.arrayContaining(['Vote 1', 'Vote 2']));
    await ana.press(result, buttonNamed(result, 'Vote 1'), standing);
    await until(() => labels().includes('Vote 1 (1)'));
    await stand.restart();
    await ben.press(result, buttonNamed(result, 'Vote 1'), standing);
    await until(() => labels().includes('Vote 1 (2)'));
    await ben.press(result, buttonNamed(result, 'Vote 2'), standing);
    await until(() => labels().includes('Vote 1 (1)') && labels().includes('Vote 2 (1)'));
    const told = await until(() =>
      ben.sees(standing.channel).find(({ content }) => content.includes('You voted for 2 Zoom out')),
    );
    expect(told.onlyFor).toBe(ben.user);
    expect(labels()).not.toContain('Reroll');
  });
});
