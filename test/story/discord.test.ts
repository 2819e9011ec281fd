import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf, discordStand, photo, secretWish, short } from './discord-stand.ts';

describe('a photo becomes a clip on Discord', () => {
  const stand = discordStand();

  it('in a server: a card within a second, then a clip that mentions the asker', async () => {
    const { ana, ben, standing } = stand.stage();
    const act = await ana.command(
      'animate',
      { photo: await photo('portrait-astronaut.jpg'), effect: 'zoom-in', prompt: secretWish, ...short },
      standing,
    );
    const answered = await until(() => stand.discord.state.called.find(({ path }) => path.includes(act.id)));
    expect(answered.at - act.createdAt).toBeLessThan(1_000);
    const card = await until(() => (act.original?.content ?? '') !== '' && act.original);
    console.log(card.content, buttonsOf(card));
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    console.log(clip.content, buttonsOf(clip), clip.attachments);
    expect(clip.mentions).toEqual([ana.user.id]);
    expect(card.deleted).toBe(true);
    expect(await stand.watch(clip)).toMatchObject({ seconds: 1, frames: 24 });
    expect(clip.attachments[0]?.description).toContain('zoom-in');
    expect(buttonNamed(clip, 'Reroll')).toMatch(/^reroll:/);
  });
});
