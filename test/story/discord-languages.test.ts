import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonsOf, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

describe('somebody whose Discord is in German', () => {
  const { discord: stand } = quickStand();

  it('reads the card, the clip a worker brings, its buttons and a refusal in German', async () => {
    const { standing } = stand.stage();
    const greta = stand.discord.person('Greta', 'de');
    const portrait = await photo('portrait-astronaut.jpg');
    const act = await greta.command('animate', { photo: portrait, ...short }, standing);
    expect((await stand.cardOf(act)).content).toContain('**Parallaxe**');
    const clip = await stand.clipIn(() => greta.sees(standing.channel));
    expect(clip.content).toContain('Dein „Parallaxe“-Clip ist fertig');
    expect(buttonsOf(clip).map(({ label }) => label)).toContain('Neu würfeln');
    const wrong = await greta.command('clip', { id: 'A'.repeat(22) }, standing);
    expect((await stand.cardOf(wrong)).content).toContain('Diesen Clip oder Auftrag gibt es nicht mehr.');
  });

  it('finds an effect by what it is called there', async () => {
    const { standing } = stand.stage();
    const greta = stand.discord.person('Greta', 'de');
    const typing = await greta.suggest('animate', 'effect', 'altes', standing);
    const choices = await until(() => typing.choices);
    expect(choices[0]?.name).toMatch(/^Altes Foto: /);
    expect(choices[0]?.value).toBe('old-photo');
  });
});
