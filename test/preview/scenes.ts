import type { Discord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { magic } from '../peers/replicate/faults.ts';
import type { ReplicatePeer } from '../peers/replicate/server.ts';
import { buttonNamed, photo } from '../story/discord-parts.ts';
import { formOf, type Line } from './line.ts';
import type { Drawn, Scene } from './page.ts';

const minutes = 60_000;
const slowly = { run: 60, logs: 'carriage returns' } as const;
const manageServer = 1n << 5n;

/** Real conversations, played one after the other. */
export const scenes = async (
  line: Line,
  discord: Discord,
  replicate: ReplicatePeer,
): Promise<readonly Scene[]> => {
  const guild = discord.guild('Home');
  const stage = () => ({ ana: discord.person('Ana'), standing: { channel: discord.channel(guild) } });
  const portrait = await photo('portrait-astronaut.jpg');

  const clip = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const wish = { photo: portrait, effect: 'parallax', prompt: 'slow zoom towards her smile' };
    const act = await ana.command('animate', { ...wish, camera: 'zoom-in', model: 'local-2.5d' }, standing);
    const card = await line.answered(act);
    const before = await line.draw(card, '/animate');
    const done = await line.found(ana, standing.channel, 'clip');
    return [before, await line.draw(done)];
  };

  const remote = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const wish = { photo: await photo('grey-cameraman.jpg'), effect: 'old-photo', prompt: 'he turns to us' };
    replicate.rule({ create: ({ prompt }) => (prompt.includes('turns') ? slowly : undefined) });
    const act = await ana.command('animate', wish, standing);
    const card = await line.answered(act);
    replicate.advance(minutes / 2);
    await until(() => card.edits > 2);
    const before = await line.draw(card, '/animate');
    replicate.advance(minutes);
    const done = await line.found(ana, standing.channel, 'clip');
    return [before, await line.draw(done)];
  };

  const failure = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    replicate.rule({ create: () => magic['nsfw'] });
    await ana.command('animate', { photo: portrait, effect: 'dance' }, standing);
    const told = await line.found(ana, standing.channel, '❌');
    const bad = await ana.command('animate', { photo: portrait, effect: 'hug' }, standing);
    await until(() => bad.original?.deleted);
    return [await line.draw(told), await line.draw(await line.found(ana, standing.channel, 'Hug'))];
  };

  const private_ = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const wish = { photo: await photo('cat-chelsea.jpg'), effect: 'breeze', visibility: 'private' };
    await ana.command('animate', { ...wish, model: 'local-2.5d' }, standing);
    const done = await line.found(ana, standing.channel, 'clip');
    const before = await line.draw(done, '/animate');
    await ana.press(done, buttonNamed(done, 'Delete'), standing);
    await until(() => JSON.stringify(done.components).includes(':keep'));
    return [before, await line.draw(done)];
  };

  const deleting = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const wish = {
      photo: await photo('cat-chelsea.jpg'),
      effect: 'melt',
      model: 'local-2.5d',
      takes: 2,
      seconds: 1,
      resolution: '480p',
    };
    await ana.command('animate', wish, standing);
    const done = await line.found(ana, standing.channel, 'clip');
    await ana.press(done, buttonNamed(done, 'Delete'), standing);
    const asked = await line.found(ana, standing.channel, 'You can’t undo this');
    return [await line.draw(done), await line.draw(asked)];
  };

  const waited = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    ana.user.directMessages = false;
    const wish = { photo: portrait, effect: 'zoom-in', visibility: 'private', model: 'local-2.5d' };
    await line.answered(await ana.command('animate', wish, standing));
    discord.state.clock.advance(16 * minutes);
    // The clip is made when nothing is waiting any more.
    let told: Message;
    do told = await line.answered(await ana.command('queue', {}, standing));
    while (!told.content.includes('no jobs in the queue'));
    const ready = await line.found(ana, standing.channel, 'ready. ');
    return [await line.draw(told, '/queue'), await line.draw(ready)];
  };

  const form = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const shown = await ana.post(standing.channel, '', [portrait, await photo('cat-chelsea.jpg')]);
    const menu = await ana.menu('Animate this photo', shown, standing);
    await until(() => menu.modal);
    const empty = await ana.command('animate', {}, standing);
    await until(() => empty.modal);
    const said = await line.draw(shown);
    return [menu, empty].map((opened) => ({ ...said, form: formOf(opened) }));
  };

  const again = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const wish = { photo: portrait, effect: 'parallax', model: 'local-2.5d', seconds: 1, seed: 7 };
    await ana.command('animate', wish, standing);
    const first = await line.found(ana, standing.channel, 'clip');
    await ana.press(first, buttonNamed(first, 'More motion'), standing);
    return [await line.draw(await line.found(ana, standing.channel, 'clip', [first]))];
  };

  const words = async (): Promise<Drawn[]> => {
    const { ana, standing } = stage();
    const managing = { ...standing, permissions: manageServer };
    const wish = { photo: portrait, effect: 'zoom-in', model: 'local-2.5d', seconds: 1 };
    await ana.command('animate', wish, standing);
    const done = await line.found(ana, standing.channel, 'clip');
    await ana.press(done, buttonNamed(done, 'Recipe'), standing);
    const recipe = await line.found(ana, standing.channel, 'Effect:');
    replicate.rule({ create: () => slowly });
    const slow = { photo: portrait, effect: 'dance' };
    await line.answered(await ana.command('animate', slow, standing));
    const drawn: Drawn[] = [await line.draw(recipe)];
    for (const name of ['help', 'queue', 'clips', 'credits', 'effects', 'settings']) {
      const message = await line.answered(await ana.command(name, {}, managing));
      drawn.push(await line.draw(message, `/${name}`));
    }
    return drawn;
  };

  return [
    { name: 'clip', title: 'A clip, rendered on this server', messages: await clip() },
    { name: 'remote', title: 'A clip by a big model', messages: await remote() },
    { name: 'failure', title: 'What cannot be made', messages: await failure() },
    { name: 'private', title: 'For the asker alone', messages: await private_() },
    { name: 'delete', title: 'Delete asks first', messages: await deleting() },
    { name: 'waited', title: 'What waited', messages: await waited() },
    { name: 'form', title: 'A form about a photo', messages: await form() },
    { name: 'again', title: 'More motion', messages: await again() },
    { name: 'words', title: 'Everything else', messages: await words() },
  ];
};
