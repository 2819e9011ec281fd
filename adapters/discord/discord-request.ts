import {
  ApplicationIntegrationType,
  type Attachment,
  AttachmentFlags,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import { isAllowedHost } from '../../src/core/allowed-hosts.ts';
import {
  type BoundCommand,
  type FileSource,
  type Options,
  optionOfType,
  type Request,
} from '../../src/core/command.ts';
import { amongAdults } from '../../src/core/rules.ts';
import { type UploadLimit, wantSize } from '../../src/core/upload-limit.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import { photoNames } from './discord-commands.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { commonLimit, toTarget } from './discord-target.ts';
import { surroundingsOf } from './surroundings.ts';

/** The owner id of a Discord user's jobs and clips. */
export const ownerOf = (user: string): string => `discord:${user}`;
/** The community of the interaction's server, or null outside a server. */
export const communityIn = ({ guildId }: Interaction): string | null =>
  guildId === null ? null : communityOf(guildId);
const communityOf = (guild: string): string => `discord:${guild}`;

/** Whether only the user can read the channel, as in a DM with the bot. */
export const isAlone = ({ guildId, context }: Interaction): boolean =>
  guildId === null && context !== InteractionContextType.PrivateChannel;

/** Whether the bot itself is in that channel, and not only installed by the user. */
export const isPresent = (interaction: Interaction): boolean =>
  interaction.guildId === null
    ? isAlone(interaction)
    : interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;

const rolesOf = ({ member }: RepliableInteraction): readonly string[] => {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
};

/** How an interaction will be answered, decided before anything else is done. */
export type Plan = Pick<Request, 'spoiler' | 'foreignPhoto'> & {
  readonly ephemeral: boolean;
  readonly key: string;
  /** The visibility of a new clip when none is chosen. */
  readonly usual: Visibility;
};

/** Converts an interaction to a `Request`. `card` is the id of the message that will show the progress. */
export const requestOf = (
  interaction: RepliableInteraction,
  more: Plan & { readonly card: string | null },
): Request => {
  const { guildId, user, locale } = interaction;
  const channel = interaction.channelId ?? '';
  const community = guildId === null ? null : communityOf(guildId);
  const moderates = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  const manages = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  const own = community === null ? [] : [community];
  const { parent, adult } = surroundingsOf(interaction);
  return {
    actor: {
      id: ownerOf(user.id),
      communities: own,
      moderates: moderates ? own : [],
      manages: manages ? own : [],
      operator: false,
    },
    community,
    address: toTarget({
      platform: 'discord',
      application: interaction.applicationId,
      token: interaction.token,
      since: interaction.createdTimestamp,
      user: user.id,
      channel,
      card: more.card,
      posted: false,
      ephemeral: more.ephemeral,
      direct: isAlone(interaction),
      present: isPresent(interaction),
      limit: interaction.attachmentSizeLimit ?? commonLimit,
      spoiler: more.spoiler,
      adult,
      locale,
    }),
    visibility: more.ephemeral || community === null ? 'private' : amongAdults(more.usual, adult),
    ...(channel === '' ? {} : { channel }),
    ...(parent === null ? {} : { parent }),
    roles: rolesOf(interaction),
    requester: 'person',
    asks: true,
    spoiler: more.spoiler,
    adult,
    foreignPhoto: more.foreignPhoto,
    key: more.key,
    locale,
  };
};

/** Whether an attachment is a spoiler, by its flag or by its name, as older clients mark it. */
export const isSpoiler = ({ flags, name }: Pick<Attachment, 'flags' | 'name'>): boolean =>
  flags.has(AttachmentFlags.IsSpoiler) || name.startsWith('SPOILER_');

export type Slash = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** Files by the option that takes them. */
type AttachedFiles = Readonly<Record<string, readonly Attachment[]>>;

/** A message and the snapshots of messages that it forwards. */
const shownIn = ({ targetMessage: message }: MessageContextMenuCommandInteraction) => [
  message,
  ...message.messageSnapshots.values(),
];

/** The files attached to a command. */
export const attachedTo = (interaction: Slash, { options }: BoundCommand): AttachedFiles => {
  if (interaction.isMessageContextMenuCommand()) {
    const attachments = shownIn(interaction).flatMap((message) => [...message.attachments.values()]);
    const pictures = attachments.filter(({ contentType }) => contentType?.startsWith('image/'));
    return { [optionOfType(options, 'photos') ?? '']: pictures.slice(0, 1) };
  }
  const given = (names: readonly string[]) =>
    names.flatMap((name) => interaction.options.getAttachment(name) ?? []);
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      if (option.type === 'photos') return [[name, given(photoNames(option.maximum))]];
      return option.type === 'file' ? [[name, given([name])]] : [];
    }),
  );
};

/** Whether the result must be a spoiler, because the user chose it or because a photo is one. */
export const wantsSpoiler = (interaction: Slash, given: AttachedFiles): boolean =>
  (interaction.isChatInputCommand() && interaction.options.getBoolean('spoiler') === true) ||
  Object.values(given).flat().some(isSpoiler);

/** Whether a command's photos come from a message that somebody else wrote, or may have written. */
export const isForeign = (interaction: Slash): boolean =>
  interaction.isMessageContextMenuCommand() &&
  // Discord doesn't say who wrote a forwarded message.
  (interaction.targetMessage.author.id !== interaction.user.id ||
    interaction.targetMessage.messageSnapshots.size > 0);

/** The options a user filled in, as raw values. */
export const valuesOf = (
  interaction: ChatInputCommandInteraction,
  command: BoundCommand,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(command.options).flatMap(([name, { type }]) => {
      if (type === 'photos' || type === 'file') return [];
      const given = interaction.options.get(name)?.value;
      return given === undefined ? [] : [[name, given]];
    }),
  );

// Attachments that Discord itself serves.
const ownHosts = ['cdn.discordapp.com:443', 'media.discordapp.net:443'];

/** Downloads the attached files, runs `work` with them as option values, then removes them. */
export const withAttachments = <Result>(
  given: AttachedFiles,
  options: Options,
  deps: Pick<DiscordDeps, 'hosts' | 'workspace'>,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const hosts = [...ownHosts, ...deps.hosts];
  const bring = async (attached: Attachment, path: string, limit: UploadLimit): Promise<FileSource> => {
    wantSize(attached, limit);
    return download(attached, path, limit, (url) => isAllowedHost(url, hosts));
  };
  return withDownloads(given, options, deps, bring, work);
};

export const ephemeralFlag = (ephemeral: boolean) =>
  ephemeral ? ({ flags: MessageFlags.Ephemeral } as const) : {};
