import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import type { BoundCommand, Options, PhotoSource, Request } from '../../src/core/command.ts';
import { addressOf } from './address.ts';
import { type Attached, download } from './download.ts';
import { photoNames } from './register.ts';

/** Who owns what somebody on Discord makes, and which server it belongs to. */
const ownerOf = (user: string): string => `discord:${user}`;
const communityOf = (guild: string): string => `discord:${guild}`;

const defaultLimit = 10 * 2 ** 20;

/** Whether nobody but the asker reads what is written there. */
export const isAlone = ({ guildId, context }: Interaction): boolean =>
  guildId === null && context !== InteractionContextType.PrivateChannel;

/** Whether the bot itself is in that place, and not only installed by whoever asks. */
const isPresent = (interaction: Interaction): boolean =>
  interaction.guildId === null
    ? isAlone(interaction)
    : interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;

/** An interaction as a request of ours. `card` is the message that will show how it goes. */
export const requestOf = (
  interaction: RepliableInteraction,
  more: { card: string | null; ephemeral: boolean; spoiler: boolean; key: string },
): Request => {
  const { guildId, user, locale } = interaction;
  const community = guildId === null ? null : communityOf(guildId);
  const moderates = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  const own = community === null ? [] : [community];
  return {
    actor: { id: ownerOf(user.id), communities: own, moderates: moderates ? own : [], operator: false },
    community,
    address: addressOf({
      platform: 'discord',
      application: interaction.applicationId,
      token: interaction.token,
      since: interaction.createdTimestamp,
      user: user.id,
      channel: interaction.channelId ?? '',
      card: more.card,
      ephemeral: more.ephemeral,
      direct: isAlone(interaction),
      present: isPresent(interaction),
      limit: interaction.attachmentSizeLimit ?? defaultLimit,
      spoiler: more.spoiler,
      locale,
    }),
    visibility: more.ephemeral || community === null ? 'private' : 'community',
    key: more.key,
    locale,
  };
};

const isSpoiler = (attached: Attached): boolean => attached.name.startsWith('SPOILER_');

/** The files that come with a command, in order. */
export const attachedTo = (
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  command: BoundCommand,
): Attached[] => {
  if (interaction.isMessageContextMenuCommand())
    return [...interaction.targetMessage.attachments.values()]
      .filter(({ contentType }) => contentType?.startsWith('image/'))
      .slice(0, 1);
  const photos = Object.values(command.options).find(({ type }) => type === 'photos');
  if (photos?.type !== 'photos') return [];
  return photoNames(photos.maximum).flatMap((name) => interaction.options.getAttachment(name) ?? []);
};

/** Whether the result must be covered: asked for, or because the photo was. */
export const wantsSpoiler = (
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  attached: readonly Attached[],
): boolean =>
  (interaction.isChatInputCommand() && interaction.options.getBoolean('spoiler') === true) ||
  attached.some(isSpoiler);

/** The options a person filled in, as raw values. */
export const valuesOf = (
  interaction: ChatInputCommandInteraction,
  command: BoundCommand,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(command.options).flatMap((name) => {
      const given = interaction.options.get(name)?.value;
      return given === undefined ? [] : [[name, given]];
    }),
  );

/** Runs `work` with the attached files at hand, and removes them afterwards. */
export const withFiles = async <Result>(
  attached: readonly Attached[],
  hosts: readonly string[],
  work: (photos: readonly PhotoSource[]) => Promise<Result>,
): Promise<Result> => {
  if (attached.length === 0) return work([]);
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-discord-'));
  try {
    const photos = await Promise.all(attached.map((one, index) => download(one, folder, index, hosts)));
    return await work(photos);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The option that takes a command's photos. */
export const photosOption = (options: Options): string | undefined =>
  Object.keys(options).find((name) => options[name]?.type === 'photos');

export const ephemeralFlag = (ephemeral: boolean) =>
  ephemeral ? ({ flags: MessageFlags.Ephemeral } as const) : {};
