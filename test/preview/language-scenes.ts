import { messagesFor } from '../messages/opened.ts';
import type { Discord } from '../peers/discord/discord.ts';
import { buttonNamed, photo } from '../story/discord-parts.ts';
import type { Line } from './line.ts';
import type { Drawn, Scene } from './page.ts';

const small = { model: 'local-2.5d', seconds: 1, resolution: '480p' };
const languages = { de: 'German', 'es-ES': 'Spanish', 'pt-BR': 'Portuguese', ja: 'Japanese' };
const manages = (1n << 5n) | (1n << 13n);
const long =
  'the camera glides very slowly from the left to the right while the fur moves in a warm summer wind and the eyes follow something small';

/** What people read in other languages, where names and prompts are long, and where they are blocked. */
export const languageScenes = async (line: Line, discord: Discord): Promise<readonly Scene[]> => {
  const guild = discord.guild('Home');
  const cat = await photo('cat-chelsea.jpg');

  const inLanguage = async (locale: string): Promise<Drawn[]> => {
    const { format } = messagesFor(locale, 'discord');
    const ana = discord.person('Ana', locale);
    const standing = { channel: discord.channel(guild), permissions: manages };
    const wish = { photo: cat, effect: 'zoom-in', prompt: long, ...small };
    const act = await ana.command('animate', wish, standing);
    const drawn = [await line.draw(await line.answered(act), '/animate')];
    const clip = await line.found(ana, standing.channel, 'clip');
    drawn.push(await line.draw(clip));
    await ana.press(clip, buttonNamed(clip, format('buttons.recipe')), standing);
    drawn.push(await line.draw(await line.found(ana, standing.channel, format('options.effect'), [clip])));
    for (const name of ['help', 'queue', 'clips', 'credits', 'effects', 'presets', 'settings', 'reports']) {
      const message = await line.answered(await ana.command(name, {}, standing));
      drawn.push(await line.draw(message, `/${name}`));
    }
    return drawn;
  };

  const blocked = async (): Promise<Drawn[]> => {
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const standing = { channel: discord.channel(guild), permissions: manages };
    const drawn: Drawn[] = [];
    // What is refused is told of in a message of its own.
    const said = async (who: typeof ana, name: string, values: object) => {
      const known = who.sees(standing.channel);
      await who.command(name, { ...values }, standing);
      const told = await line.found(
        who,
        standing.channel,
        '',
        known.filter(({ content }) => content !== ''),
      );
      drawn.push(await line.draw(told, `/${name}`));
    };
    await said(ana, 'preset', { name: 'A soft glow like on an early autumn morning', effect: 'glow' });
    await said(ana, 'block', { who: ben.user.id });
    await said(ben, 'animate', { photo: cat, ...small });
    await said(ben, 'effects', {});
    await said(ben, 'clips', {});
    await said(ana, 'block', {});
    await said(ana, 'unblock', { who: ben.user.id });
    await said(ana, 'settings', { 'forbid-effect': 'kiss' });
    await said(ana, 'animate', { photo: cat, effect: 'kiss', ...small });
    return drawn;
  };

  const scenes: Scene[] = [];
  for (const [locale, title] of Object.entries(languages))
    scenes.push({ name: locale, title, messages: await inLanguage(locale) });
  return [...scenes, { name: 'blocked', title: 'Blocked, and long names', messages: await blocked() }];
};
