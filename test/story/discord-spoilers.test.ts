import { describe, expect, it } from 'vitest';
import { buttonNamed, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

describe('a photo that is covered on Discord', () => {
  const { discord: stand } = quickStand();

  it('by its flag alone makes clips that are covered: by command, button, id, stranger and list', async () => {
    const { ana, ben, standing } = stand.stage();
    const cat = await photo('cat-chelsea.jpg', { spoiler: true });
    const seen = () => ana.sees(standing.channel);
    await ana.command('animate', { photo: cat, ...short }, standing);
    const clips = [await stand.clipIn(seen)];
    const next = async (messages = seen): Promise<void> => {
      clips.push(await stand.clipIn(messages, clips));
    };
    const [first] = clips;
    if (first === undefined) throw new Error('no clip');
    const reroll = buttonNamed(first, 'Reroll');
    await ana.press(first, reroll, standing);
    await next();
    await ana.command('reroll', { id: reroll.split(':')[1] ?? '' }, standing);
    await next();
    await ben.command('remix', { id: reroll.split(':')[1] ?? '' }, standing);
    await next(() => ben.sees(standing.channel));
    await ana.command('clip', { id: reroll.split(':')[1] ?? '' }, standing);
    await next();
    expect(clips.map(({ attachments }) => attachments[0]?.spoiler)).toEqual(clips.map(() => true));
  });
});
