import {
  ApplicationIntegrationType,
  type Interaction,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { Visibility } from '../../src/core/permission.ts';
import { amongAdults, everyone } from '../../src/core/rules.ts';
import { clipBeforeAnswer, defaultsInTime, firstAnswerMilliseconds } from '../chat/first-answer.ts';
import { channelFactsOf } from './channel-facts.ts';
import type { DiscordDeps, DiscordHandlerDeps } from './discord-send.ts';
import { commonLimit, toTarget } from './discord-target.ts';

/** The owner id of a Discord user's jobs and clips. */
export const ownerOf = (user: string): string => `discord:${user}`;
/** The community of the interaction: its server, or a group DM; null where nobody else reads. */
export const communityIn = ({ guildId, channelId, context }: Interaction): string | null => {
  const id = guildId ?? (context === InteractionContextType.PrivateChannel ? channelId : null);
  return id === null ? null : `discord:${id}`;
};

/** How a role is stored: by its id, or as `everyone`. The role that every member has is named by the server's id. */
export const roleKey = (id: string, guild: string | null): string => (id === guild ? everyone : id);

/** Whether only the user can read the channel, as in a DM with the bot. */
export const isAlone = ({ guildId, context }: Interaction): boolean =>
  guildId === null && context !== InteractionContextType.PrivateChannel;

/** Whether the bot itself is in that channel, and not only installed by the user. */
export const isBotPresent = (interaction: Interaction): boolean =>
  interaction.guildId === null
    ? isAlone(interaction)
    : interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;

/** Whether the bot may post clips in that channel. */
const mayPost = ({ appPermissions }: RepliableInteraction, inThread: boolean): boolean =>
  appPermissions.has([
    inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
    PermissionFlagsBits.ViewChannel,
    PermissionFlagsBits.AttachFiles,
  ]);

const rolesOf = ({ member }: RepliableInteraction): readonly string[] => {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
};

/** How an interaction will be answered, decided before anything else is done. */
export type AnswerOptions = Pick<Request, 'spoiler' | 'foreignPhoto'> & {
  readonly ephemeral: boolean;
  readonly key: string;
  /** The visibility of a new clip when none is chosen. */
  readonly defaultVisibility: Visibility;
};

/** Whether an interaction's channel is age-restricted; null where that isn't known. Call it after the first answer. */
export const isAgeRestricted = async (
  { sender }: Pick<DiscordDeps, 'sender'>,
  interaction: Interaction,
): Promise<boolean | null> => {
  const { parent, adult } = channelFactsOf(interaction);
  return adult ?? (parent !== null && isBotPresent(interaction) ? sender.isAdult(parent) : null);
};

/**
 * Converts an interaction to a `Request`. `card` is the id of the message that will show the progress. `adult`: the
 * channel is age-restricted; null where that isn't known.
 */
export const requestOf = (
  interaction: RepliableInteraction,
  more: AnswerOptions & { readonly card: string | null; readonly adult: boolean | null },
): Request => {
  const { user, locale } = interaction;
  const channel = interaction.channelId ?? '';
  const community = communityIn(interaction);
  const moderates = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  const manages = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  const own = community === null ? [] : [community];
  const { parent } = channelFactsOf(interaction);
  const { adult } = more;
  return {
    actor: {
      id: ownerOf(user.id),
      communities: own,
      moderates: moderates ? own : [],
      manages: manages ? own : [],
      operator: false,
    },
    community,
    ...(interaction.guild != null && { communityName: interaction.guild.name }),
    moderated: interaction.guildId !== null,
    target: toTarget({
      platform: 'discord',
      application: interaction.applicationId,
      token: interaction.token,
      since: interaction.createdTimestamp,
      user: user.id,
      channel,
      guild: interaction.guildId,
      card: more.card,
      posted: false,
      ephemeral: more.ephemeral,
      direct: isAlone(interaction),
      present: isBotPresent(interaction),
      posts: mayPost(interaction, parent !== null),
      openly: false,
      limit: interaction.attachmentSizeLimit ?? commonLimit,
      spoiler: more.spoiler,
      adult: adult === true,
      locale,
    }),
    visibility:
      more.ephemeral || community === null ? 'private' : amongAdults(more.defaultVisibility, adult !== false),
    ...(channel === '' ? {} : { channel }),
    ...(parent === null ? {} : { parent }),
    roles: rolesOf(interaction),
    requester: 'person',
    canAsk: true,
    spoiler: more.spoiler,
    adult,
    foreignPhoto: more.foreignPhoto,
    key: more.key,
    locale,
  };
};

export const ephemeralFlag = (ephemeral: boolean) =>
  ephemeral ? ({ flags: MessageFlags.Ephemeral } as const) : {};

/** What a request is without files of its own, as one made by a button. */
export const defaultRequest = { spoiler: false, foreignPhoto: false } as const;

/** The clip that a command or press is about, by its id. Throws `Failure` `not_found`, or `not_allowed` for users who may only view it. */
const clipAbout = (
  deps: DiscordHandlerDeps,
  interaction: RepliableInteraction,
  command: BoundCommand,
  id: string,
): Promise<Clip | null> => {
  const nothing = {
    ...defaultRequest,
    adult: null,
    card: null,
    ephemeral: true,
    key: '',
    defaultVisibility: 'private',
  } as const;
  return clipBeforeAnswer(deps, requestOf(interaction, nothing), command, id, firstAnswerMilliseconds);
};

/**
 * What has to be known before the first answer: the clip with this id, and the defaults there. `audienceUnknown`: one of them
 * couldn't be read in time, so that only the user may see the answer.
 */
export const readBeforeAnswer = async (
  deps: DiscordHandlerDeps,
  interaction: RepliableInteraction,
  command: BoundCommand,
  id: string | null,
) => {
  const [clip, { audienceUnknown = false, ...defaults }] = await Promise.all([
    id === null ? null : clipAbout(deps, interaction, command, id),
    defaultsInTime(deps, communityIn(interaction), ownerOf(interaction.user.id)),
  ]);
  return { clip, defaults, audienceUnknown: audienceUnknown || (id !== null && clip === null) };
};
