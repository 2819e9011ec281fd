import sharp from 'sharp';
import type { Discord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, buttonsOf, photo } from '../story/discord-parts.ts';
import type { Line } from './line.ts';
import type { Drawn, Scene } from './page.ts';

const small = { model: 'local-2.5d', seconds: 1, resolution: '480p' };
const manageMessages = 1n << 13n;

/** Conversations that are rarer, each in a channel of its own. */
export const rareScenes = async (line: Line, discord: Discord): Promise<readonly Scene[]> => {
  const guild = discord.guild('Home');
  const stage = () => ({
    ana: discord.person('Ana'),
    ben: discord.person('Ben'),
    standing: { channel: discord.channel(guild) },
  });
  const portrait = await photo('portrait-astronaut.jpg');
  const cat = await photo('cat-chelsea.jpg');
  type Stage = ReturnType<typeof stage>;

  const clipOf = async ({ ana, standing }: Stage, wish: object, seen: readonly Message[] = []) => {
    const act = await ana.command('animate', { photo: cat, effect: 'zoom-in', ...small, ...wish }, standing);
    const card = await line.answered(act);
    const drawn = await line.draw(card, '/animate');
    return { card: drawn, clip: await line.found(ana, standing.channel, 'clip', seen) };
  };

  const poor = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const bytes = await sharp(portrait.bytes).resize(150).jpeg({ quality: 60 }).toBuffer();
    const tiny = { ...portrait, bytes };
    await ana.command('animate', { photo: tiny, effect: 'zoom-in', ...small }, standing);
    const first = await line.found(ana, standing.channel, 'small');
    return [await line.draw(first, '/animate')];
  };

  const options = async (): Promise<Drawn[]> => {
    const at = stage();
    const opened = await at.ana.command('animate', {}, at.standing);
    await until(() => opened.modal);
    const more = 'negative:"blur, text" model:local-2.5d seconds:1 resolution:480p';
    const prompt = 'slowly, towards her smile';
    await at.ana.submit(opened, { photos: [portrait], effect: ['zoom-in'], prompt, more }, at.standing);
    const clip = await line.found(at.ana, at.standing.channel, 'clip');
    const before = await line.draw(clip);
    const again = await at.ana.command('animate', {}, at.standing);
    await until(() => again.modal);
    const with_ = { photos: [portrait, cat], effect: ['zoom-in'], more: `${more} reference:on` };
    await at.ana.submit(again, with_, at.standing);
    return [before, await line.draw(await line.found(at.ana, at.standing.channel, 'clip', [clip]))];
  };

  const reporting = async (): Promise<Drawn[]> => {
    const at = stage();
    const { clip } = await clipOf(at, {});
    const ben = { ...at.standing, permissions: manageMessages };
    await at.ben.press(clip, buttonNamed(clip, 'Report'), ben);
    const asked = await line.found(at.ben, at.standing.channel, 'wrong', [clip]);
    const drawn = [await line.draw(asked)];
    const [reason] = buttonsOf(asked);
    await at.ben.press(asked, reason?.custom_id ?? '', ben);
    drawn.push(await line.draw(await line.found(at.ben, at.standing.channel, 'Thanks')));
    drawn.push(await line.draw(await line.answered(await at.ben.command('reports', {}, ben)), '/reports'));
    return drawn;
  };

  const saving = async (): Promise<Drawn[]> => {
    const at = stage();
    const { clip } = await clipOf(at, {});
    await at.ana.press(clip, buttonNamed(clip, 'Save'), at.standing);
    const asked = await line.found(at.ana, at.standing.channel, 'format', [clip]);
    const drawn = [await line.draw(asked)];
    await at.ana.press(asked, buttonNamed(asked, 'GIF'), at.standing);
    const saved = await until(() =>
      at.ana.sees(at.standing.channel).find(({ attachments }) => attachments[0]?.filename.endsWith('.gif')),
    );
    return [...drawn, await line.draw(saved)];
  };

  const joining = async (): Promise<Drawn[]> => {
    const at = stage();
    const { clip: first } = await clipOf(at, {});
    const { clip } = await clipOf(at, { effect: 'zoom-out' }, [first]);
    await at.ana.press(clip, buttonNamed(clip, 'Join'), at.standing);
    const asked = await line.found(at.ana, at.standing.channel, 'next?', [clip, first]);
    const drawn = [await line.draw(asked)];
    await at.ana.press(asked, buttonsOf(asked)[0]?.custom_id ?? '', at.standing);
    return [...drawn, await line.draw(await line.found(at.ana, at.standing.channel, 'clip', [clip, first]))];
  };

  const comparing = async (): Promise<Drawn[]> => {
    const at = stage();
    const { card, clip } = await clipOf(at, { compare: 'zoom-out' });
    await at.ben.press(clip, buttonNamed(clip, 'Vote 1'), at.standing);
    const told = await line.found(at.ben, at.standing.channel, 'You voted');
    return [card, await line.draw(clip), await line.draw(told)];
  };

  const several = async (): Promise<Drawn[]> => {
    const at = stage();
    const opened = await at.ana.command('animate', {}, at.standing);
    await until(() => opened.modal);
    const wish = { photos: [cat, portrait, cat], effect: ['zoom-in'], more: 'seconds:1 resolution:480p' };
    await at.ana.submit(opened, wish, at.standing);
    return [await line.draw(await line.found(at.ana, at.standing.channel, 'clip'))];
  };

  const own = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const drawn: Drawn[] = [];
    const said = async (name: string, values = {}) =>
      void drawn.push(
        await line.draw(await line.answered(await ana.command(name, values, standing)), `/${name}`),
      );
    await said('defaults');
    await said('defaults', { effect: 'breeze', seconds: 3 });
    await said('privacy');
    await said('forget');
    return drawn;
  };

  const played: readonly (readonly [string, string, () => Promise<Drawn[]>])[] = [
    ['poor', 'A photo that is too small', poor],
    ['options', 'Not wanted, and a reference', options],
    ['report', 'A report', reporting],
    ['save', 'Saved as a file', saving],
    ['join', 'Joined', joining],
    ['compare', 'Compared', comparing],
    ['several', 'Several photos', several],
    ['own', 'Personal settings', own],
  ];
  const scenes: Scene[] = [];
  for (const [name, title, play] of played) {
    const messages = await play().catch((error: unknown) => {
      console.error(name, error);
      return [];
    });
    scenes.push({ name, title, messages });
  }
  return scenes;
};
