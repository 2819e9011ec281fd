import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { messagesFor } from '../messages/opened.ts';
import type { Discord } from '../peers/discord/discord.ts';
import { type Photo, type Standing, until } from '../peers/discord/person.ts';
import type { Interaction } from '../peers/discord/state.ts';
import type { Message } from '../peers/discord/world.ts';

/** Words that people write in these stories, and that no log may repeat. */
export const secretWish = 'slow zoom on grandmother';

/** Asks for as little film as possible. */
export const short = { seconds: 1, resolution: '480p' };

/** What people read on Discord in English. */
export const { format } = messagesFor('en', 'discord');

export const photo = async (name: string, more: Partial<Photo> = {}): Promise<Photo> => ({
  name: basename(name),
  type: 'image/jpeg',
  bytes: await readFile(resolve('test/fixtures/photos', name)),
  ...more,
});

type Button = { readonly label: string; readonly custom_id: string };

type Menu = { readonly options: readonly { readonly label: string; readonly value: string }[] };

/** The buttons of a message, and the entries of its menu. */
export const buttonsOf = (message: Message): Button[] =>
  (message.components as { components: (Button | Menu)[] }[])
    .flatMap(({ components }) => components)
    .flatMap((one) =>
      'options' in one
        ? one.options.map(({ label, value }) => ({ label, custom_id: value }))
        : 'label' in one
          ? [one]
          : [],
    );

/** The wire id of a button by the words on it. */
export const buttonNamed = (message: Message, label: string): string => {
  const found = buttonsOf(message).find((button) => button.label.includes(label));
  if (found === undefined)
    throw new Error(`no ${label} among ${buttonsOf(message).map((button) => button.label)}`);
  return found.custom_id;
};

/** Whether a message has a clip, or another file that isn't only a frame of one that is being made. */
export const hasClip = ({ attachments }: Message): boolean =>
  attachments.some(({ filename }) => !filename.endsWith('preview.jpg'));

/** Messages other than tips about a photo, which come whenever they come. */
export const withoutTips = (messages: Message[]): Message[] =>
  messages.filter(({ content }) => !content.startsWith('-# 💡'));

/** What people do and see on a local Discord. */
export const discordPeople = (discord: () => Discord) => ({
  /** A server with one channel, and people in it. */
  stage: () => {
    const guild = discord().guild('Home');
    const standing: Standing = { channel: discord().channel(guild) };
    return { guild, standing, ana: discord().person('Ana'), ben: discord().person('Ben') };
  },
  /** The card that answers somebody's act. */
  cardOf: (act: Interaction): Promise<Message> =>
    until(() => (act.original?.content ?? '') !== '' && act.original),
  seedOf: (message: Message): string => /Seed (\d+)/.exec(message.content)?.[1] ?? '',
  /** The message of a clip that somebody can see in a place, waited for. */
  clipIn: (messages: () => Message[], seen: readonly Message[] = []): Promise<Message> =>
    until(() => messages().find((message) => hasClip(message) && !seen.some(({ id }) => id === message.id))),
});
