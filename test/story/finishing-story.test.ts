import { describe, expect, it } from 'vitest';
import { clicks, wavOf } from '../media/beat/tracks.ts';
import { english } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { photo, short, withoutTips } from './discord-parts.ts';
import { discordStand } from './discord-stand.ts';

describe('finishing, joining and saving on Discord', () => {
  const stand = discordStand();

  const idOf = ({ components }: Message): string =>
    /edit:([\w-]{22})/.exec(JSON.stringify(components))?.[1] ?? '';

  it('a clip swells, is graded and enlarged, joined on the beat and saved as a sticker', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => withoutTips(ben.sees(standing.channel));
    const song = { name: 'clicks.wav', type: 'audio/wav', bytes: wavOf(clicks(120, 0, 4)) };
    const heard = { audio: song, commercial: true };
    const wish = { photo: await photo('cat-chelsea.jpg'), effect: 'zoom-in', ...heard, ...short };
    await ana.command('animate', wish, standing);
    const plain = await stand.clipIn(seen);
    expect(plain.content).toContain(english.format('card.commercial'));
    const look = { swell: 'light', grade: 'noir', title: 'Chelsea', upscale: '720p' };
    await ana.command('edit', { id: idOf(plain), ...look }, standing);
    const first = await stand.clipIn(seen, [plain]);
    expect(await stand.watch(first)).toMatchObject({ audio: true });
    expect(first.content).not.toContain('Changed');
    const id = idOf(first);
    await ana.command('join', { id, clip2: id, style: 'beat', audio: song }, standing);
    const film = await stand.clipIn(seen, [plain, first]);
    expect(film.content).toContain('Your clips are joined.');
    const { audio, frames, height } = await stand.watch(film);
    expect([audio, height]).toEqual([true, 720]);
    expect(frames).toBeGreaterThan(36);
    await ana.command('save', { id, format: 'discord-sticker' }, standing);
    const saved = await until(() =>
      ana.sees(standing.channel).find(({ attachments }) => attachments[0]?.filename.endsWith('.gif')),
    );
    expect(saved.content).toContain('sticker');
  });
});
