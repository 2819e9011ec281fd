import type { ChatInputCommandInteraction } from 'discord.js';
import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { defaultsInTime, findClip, firstAnswerMilliseconds } from '../chat/first-answer.ts';
import { type Answerable, deferAndReply } from './discord-answer.ts';
import { type DiscordAttachments, withAttachments } from './discord-files.ts';
import { communityIn, isAlone, ownerOf, requestOf, roleName } from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';

/** What a request is without files of its own, as one made by a button. */
export const defaultRequest = { spoiler: false, foreignPhoto: false } as const;

/** The clip that a command or press is about, by its id. Throws `Failure` `not_found`, or `not_allowed` for users who may only view it. */
const clipAbout = (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  command: BoundCommand,
  id: string,
): Promise<Clip | null> => {
  const nothing = {
    ...defaultRequest,
    adult: null,
    card: null,
    ephemeral: true,
    key: '',
    usual: 'private',
  } as const;
  return findClip(deps, requestOf(interaction, nothing), command, id, firstAnswerMilliseconds);
};

/**
 * What has to be known before the first answer: the clip with this id, and the defaults there. `unread`: one of them
 * couldn't be read in time, so that only the user may see the answer.
 */
export const readBeforeAnswer = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  command: BoundCommand,
  id: string | null,
) => {
  const [clip, { unread = false, ...defaults }] = await Promise.all([
    id === null ? null : clipAbout(deps, interaction, command, id),
    defaultsInTime(deps, communityIn(interaction), ownerOf(interaction.user.id)),
  ]);
  return { clip, defaults, unread: unread || (id !== null && clip === null) };
};

/** A command with everything people gave for it: in its options, in a form, or in a message. */
export type CommandInput = {
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: DiscordAttachments;
  /** They want a spoiler. A spoiler among the files is one anyway. */
  readonly spoiler: boolean;
  /** The photos are, or may be, somebody else's. */
  readonly foreign: boolean;
};

/** The options a user filled in, as raw values. */
export const valuesOf = (
  interaction: ChatInputCommandInteraction,
  command: BoundCommand,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(command.options).flatMap(([name, { type }]) => {
      if (type === 'photos' || type === 'file') return [];
      const given = interaction.options.get(name);
      const { value } = given ?? {};
      if (value === undefined) return [];
      return [[name, given?.role ? roleName(String(value), interaction.guildId) : value]];
    }),
  );

/** Runs a command and answers it. Only the user sees the answer where the clip will be private. */
export const runCommand = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  { command, values, files, spoiler, foreign }: CommandInput,
): Promise<void> => {
  const { id, like, visibility } = values;
  const of = id ?? like;
  const sourceId = command.renders && typeof of === 'string' && !command.aboutJob ? of : null;
  const { clip, defaults, unread } = await readBeforeAnswer(deps, interaction, command, sourceId);
  const shownTo = visibility ?? defaults.visibility;
  // Outside servers and group DMs, nobody else may see a clip with community visibility.
  const hidden = shownTo === 'private' || (shownTo === 'community' && communityIn(interaction) === null);
  // With `like`, an explicit visibility for the user's own photo overrides that of the liked clip.
  const inherits =
    sourceId !== null &&
    (clip === null || clip.visibility === 'private') &&
    (visibility === undefined || of === id);
  const openly = command.renders && !hidden && !inherits;
  const plan = {
    ephemeral: !isAlone(interaction) && !openly,
    spoiler:
      spoiler || defaults.covered || Object.values(files).some((all) => all.some((one) => one.spoiler)),
    foreignPhoto: foreign,
    usual: defaults.visibility,
    key: `discord:${interaction.id}`,
    unread: unread && visibility !== 'private',
  };
  await deferAndReply(deps, interaction, plan, (request) =>
    withAttachments(files, command.options, deps, (given) => command.run(request, { ...values, ...given })),
  );
};
