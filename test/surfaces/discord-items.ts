import sharp from 'sharp';
import { expect } from 'vitest';
import type { Preview } from '../../src/core/job.ts';
import { keepFile } from '../peers/discord/files.ts';
import { type Standing, until } from '../peers/discord/person.ts';
import type { Interaction } from '../peers/discord/state.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, format, hasClip } from '../story/discord-parts.ts';
import { type Chats, finish, photo } from './chats.ts';
import { jobAt, orderOf, updateCard } from './jobs-at.ts';

type User = ReturnType<Chats['discord']['person']>['user'];

/** Where one is on Discord. */
export const discordPlaces = {
  'a server': ({ discord }) => ({ channel: discord.channel(discord.guild('Home')) }),
  'a thread': ({ discord }) => ({ channel: discord.thread(discord.channel(discord.guild('Home'))) }),
  'a forum post': ({ discord }) => ({ channel: discord.thread(discord.forum(discord.guild('Home'))) }),
  'direct messages': ({ discord }, user) => ({ channel: discord.directChannel(user) }),
  'a group DM': ({ discord }) => ({ channel: discord.groupChannel(), installed: 'user' }),
  'a server without the bot': ({ discord }) => ({
    channel: discord.channel(discord.guild('Home', { botIn: false })),
    installed: 'user',
  }),
} as const satisfies Readonly<Record<string, (chats: Chats, user: User) => Standing>>;

const preview: Preview = {
  jpeg: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#36c' } })
    .jpeg()
    .toBuffer(),
  ...({ mark: 'ai-generated', spoiler: false, adult: false } as const),
};
const manageServer = 1n << 5n;

const stageIn = (chats: Chats, place: keyof typeof discordPlaces) => {
  const { discord } = chats;
  const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
  const standing: Standing = discordPlaces[place](chats, ana.user);
  const { channel } = standing;
  const clips = () => ana.sees(channel).filter(hasClip);
  let job = '';
  /** What somebody asked for, begun. */
  const begun = async (): Promise<string> => {
    job = await jobAt(chats, { channel: channel.id }, job);
    return job;
  };
  /** The clip that comes of what somebody asked for. */
  const made = async (): Promise<Message> => {
    const known = clips();
    await finish(chats, await begun());
    return until(() => clips().find((one) => !known.includes(one)));
  };
  const told = (words: string, who = ana, where = channel): Promise<Message> =>
    until(() => who.sees(where).find(({ content }) => content.includes(words)));
  const opened = async (act: Interaction): Promise<Interaction> => {
    await until(() => act.modal);
    return act;
  };
  const asks = (values: Parameters<typeof ana.command>[1] = {}) =>
    ana.command('animate', { photo, ...values }, standing);
  const press = (message: Message, label: string) =>
    ana.press(message, buttonNamed(message, label), standing);
  return { chats, discord, ana, ben, standing, channel, clips, begun, made, told, opened, asks, press };
};
type Stage = ReturnType<typeof stageIn>;

const idOf = (clip: Message): string =>
  /(?:reroll|edit):([\w-]{22})/.exec(JSON.stringify(clip.components))?.[1] ?? '';
const rowsOf = ({ components }: Message): string[] =>
  (components as { components: { label?: string; placeholder?: string }[] }[]).map((row) =>
    row.components.map(({ label, placeholder }) => label ?? placeholder).join(' '),
  );

/** What Discord has to offer, each played from what somebody does to what they see. */
export const discordItems = {
  'a clip is made, made again, edited and deleted': async ({
    ana,
    asks,
    clips,
    made,
    opened,
    press,
    standing,
  }) => {
    await asks({ prompt: 'slow zoom' });
    await press(await made(), 'Reroll');
    const second = await made();
    const form = await opened(await press(second, 'Edit'));
    await ana.submit(form, { prompt: 'pan left' }, standing);
    const third = await made();
    expect(third.content).toContain('pan left');
    await press(third, 'Delete');
    const asked = await until(() =>
      ana.sees(standing.channel).find(({ components }) => JSON.stringify(components).includes(':keep')),
    );
    await press(asked, 'Delete forever');
    await until(() => clips().length === 2);
  },
  'any message with a photo opens the form, and links and profile pictures are photos': async (stage) => {
    const { ana, ben, channel, discord, made, opened, standing } = stage;
    const file = await keepFile(discord.state, photo);
    const shown = await ana.post(channel, '', [], { forwards: { attachments: [file], content: '' } });
    const form = await opened(await ana.menu('Animate this photo', shown, standing));
    shown.deleted = true;
    await ana.submit(form, { prompt: 'slow zoom' }, standing);
    expect((await made()).content).toContain('slow zoom');
    await ana.command('animate', { url: file.url }, standing);
    await made();
    await ben.wear(photo);
    await ana.command('animate', { user: ben.user }, standing);
    await made();
  },
  'ids are chosen, and a recipe is used on another photo': async (stage) => {
    const { ana, asks, made, opened, press, standing, told } = stage;
    await asks({ seed: 12 });
    const first = await made();
    const typing = await ana.suggest('reroll', 'id', 'parallax', standing);
    const [choice] = await until(() => typing.choices);
    expect(choice?.value).toBe(idOf(first));
    await ana.command('reroll', { id: choice?.value ?? '' }, standing);
    await made();
    await press(first, 'Recipe');
    const form = await opened(await press(await told('Effect:'), 'Use on my photo'));
    await ana.submit(form, { photos: [{ ...photo, name: 'mine.jpg' }] }, standing);
    expect((await made()).content).toContain('Seed 12');
  },
  'those who manage a server choose channels in a panel': async (stage) => {
    const { ana, asks, channel, discord, made, standing, told } = stage;
    const { guild } = channel;
    if (guild?.botIn !== true) {
      // Discord offers it only in servers that the bot was added to.
      const settings = discord.state.commands.get('global')?.find(({ name }) => name === 'settings');
      return expect(settings).toMatchObject({ integration_types: [0], contexts: [0] });
    }
    const managing = { ...standing, permissions: manageServer };
    await ana.command('settings', {}, managing);
    const panel = await told('Server settings');
    const { id } = channel.parent ?? channel;
    await ana.choose(panel, 'set:channels', [id], managing);
    await until(() => panel.content.includes(`**Channels:** <#${id}>`));
    await asks();
    await made();
    const closed = { ...standing, channel: discord.channel(guild) };
    await ana.command('animate', { photo }, closed);
    await told(format('failures.channel_closed'), ana, closed.channel);
  },
  'a clip has buttons and a menu, leads to what it was made from, and shows each take alone': async (
    stage,
  ) => {
    const { ana, asks, channel, made, press, standing } = stage;
    await asks({ motion: 'medium' });
    const first = await made();
    expect(rowsOf(first)).toEqual(['Reroll Edit Extend Share', 'More']);
    await press(first, 'More motion');
    const second = await made();
    expect(second.content).toContain('Changed: Motion Medium → High');
    // Where the bot may not post, the answer to the press stays what it is.
    if (standing.installed !== 'user') expect(second.reference).toBe(first.id);
    await press(second, 'Delete');
    const asked = await until(() =>
      ana.sees(channel).find(({ components }) => JSON.stringify(components).includes(':keep')),
    );
    await press(asked, 'Keep');
    await asks({ takes: 2 });
    const both = await made();
    expect(both.attachments).toHaveLength(2);
    await press(both, 'Take 2');
    await until(() =>
      ana.sees(channel).find((one) => hasClip(one) && one.attachments.length === 1 && one.id > both.id),
    );
    const list = await ana.command('clips', { effect: 'parallax' }, standing);
    await until(() => /Parallax.*<t:\d+:f>/.test(list.original?.content ?? ''));
  },
  'its card says when it is ready, moves, and shows a frame': async (stage) => {
    const { asks, begun, chats, clips } = stage;
    const act = await asks();
    const card = await until(() => act.original?.content.includes('Seed') && act.original);
    expect(card.content).toMatch(/(Next up|#\d+ in queue|Queued).* · Expected <t:\d+:R>/);
    const job = await begun();
    await updateCard(chats, job, { preview, fraction: 0.5 });
    expect(card.content).toMatch(/Rendering 50%/);
    expect(card.attachments.map(({ filename }) => filename)).toEqual(['preview.jpg']);
    await finish(chats, job);
    await until(() => clips().length === 1);
    await until(() => card.deleted || hasClip(card));
  },
  'many presses make one clip, which others see, and lists say what is free and what is off': async (
    stage,
  ) => {
    const { ana, asks, ben, channel, clips, made, press, standing, told } = stage;
    await asks({ visibility: 'community' });
    const first = await made();
    await Promise.all(Array.from({ length: 5 }, () => press(first, 'Reroll')));
    const already = format('replies.already-accepted', { effect: 'Parallax' });
    await until(() => ana.sees(channel).filter(({ content }) => content.includes(already)).length === 4);
    await made();
    expect(clips()).toHaveLength(2);
    const direct = channel.recipient !== null;
    if (!direct) expect(ben.sees(channel).filter(hasClip)).toHaveLength(2);
    await ana.command('effects', {}, standing);
    const list = await told('**Kiss');
    expect(list.content.includes('(off here)')).toBe(!direct);
    await ana.command('credits', {}, standing);
    await told(format('replies.credits.free'));
  },
  'several photos, further options and a caption go into a form': async (stage) => {
    const { ana, begun, chats, clips, opened, standing } = stage;
    const form = await opened(await ana.command('animate', {}, standing));
    const photos = [photo, { ...photo, name: 'other.jpg' }];
    await ana.submit(form, { photos, more: 'fps:30 caption:"Two cats"' }, standing);
    const job = await begun();
    await finish(chats, job);
    const both = await until(() => clips()[0]);
    expect(both.attachments).toHaveLength(2);
    expect(rowsOf(both)).toEqual(['Clip 1 Clip 2', 'Delete']);
    const { fps, post } = await orderOf(chats, job);
    expect({ fps, post }).toEqual({ fps: 30, post: [{ kind: 'caption', text: 'Two cats' }] });
  },
  'a second photo is what a clip ends with': async ({ ana, begun, chats, clips, standing }) => {
    await ana.command('animate', { photo, last: photo, effect: 'old-photo' }, standing);
    const job = await begun();
    expect((await orderOf(chats, job)).last).toEqual(expect.any(String));
    await finish(chats, job);
    await until(() => clips()[0]);
  },
} as const satisfies Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** Plays an item somewhere. */
export const playOnDiscord = (
  chats: Chats,
  place: keyof typeof discordPlaces,
  item: keyof typeof discordItems,
): Promise<void> => discordItems[item](stageIn(chats, place));
