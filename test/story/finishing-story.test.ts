import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { photo, withoutTips } from './discord-parts.ts';
import { discordStand, short } from './discord-stand.ts';

describe('finishing, joining and saving on Discord', () => {
  const stand = discordStand();

  const idOf = ({ components }: Message): string =>
    /edit:([\w-]{22})/.exec(JSON.stringify(components))?.[1] ?? '';

  it('a graded clip with a title is joined with itself and saved as a GIF', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => withoutTips(ben.sees(standing.channel));
    const wish = { photo: await photo('cat-chelsea.jpg'), effect: 'zoom-in', ...short };
    await ana.command('animate', wish, standing);
    const plain = await stand.clipIn(seen);
    await ana.command('edit', { id: idOf(plain), grade: 'noir', title: 'Chelsea' }, standing);
    const first = await stand.clipIn(seen, [plain]);
    const id = idOf(first);
    await ana.command('join', { id, clip2: id, style: 'cut' }, standing);
    const film = await stand.clipIn(seen, [plain, first]);
    expect(film.content).toContain('Your clips are joined.');
    expect(await stand.watch(film)).toMatchObject({ frames: 48 });
    await ana.command('save', { id, format: 'gif' }, standing);
    const saved = await until(() =>
      ana.sees(standing.channel).find(({ attachments }) => attachments[0]?.filename.endsWith('.gif')),
    );
    expect(saved.content).toContain('GIF');
  });
});
