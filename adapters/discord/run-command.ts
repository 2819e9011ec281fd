import type { ChatInputCommandInteraction } from 'discord.js';
import { isAllowedHost, isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand, FileSource, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { type UploadLimit, wantSize } from '../../src/core/upload-limit.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import { findClip as behind, defaultsInTime, firstAnswerMilliseconds } from '../chat/first-answer.ts';
import { type Answerable, deferAndReply } from './discord-answer.ts';
import { photoNames } from './discord-commands.ts';
import type { DiscordDeps, DiscordHandlerDeps } from './discord-deps.ts';
import { communityIn, isAlone, ownerOf, requestOf, roleName } from './discord-request.ts';
import { avatarOf, linkOf, linkTo, type PhotoLink } from './photo-links.ts';

/** Files by the option that takes them. */
export type AttachedFiles = Readonly<Record<string, readonly PhotoLink[]>>;

type Hosts = Pick<DiscordDeps, 'hosts'>;

// Discord's own hosts. The last two serve its copies of pictures from elsewhere.
const ownHosts = [
  'cdn.discordapp.com:443',
  'media.discordapp.net:443',
  'images-ext-1.discordapp.net:443',
  'images-ext-2.discordapp.net:443',
];

const isAllowed = ({ hosts }: Hosts, url: URL): boolean => isAllowedHost(url, [...ownHosts, ...hosts]);

/** The picture at a typed URL. Throws `Failure` `photo_link_refused`. */
const pictureAt = (deps: Hosts, typed: string): PhotoLink => {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url === null || !isSafeToFetch(url) || !isAllowed(deps, url)) throw new Failure('photo_link_refused');
  return linkTo(typed);
};

/** Photos named by options that only Discord has. Throws `Failure` `avatar_missing` or `photo_link_refused`. */
const namedPhotos = (deps: Hosts, { options }: ChatInputCommandInteraction): PhotoLink[] => {
  const [user, url] = [options.getUser('user'), options.getString('url')];
  const avatar = user === null ? null : avatarOf(user);
  if (user !== null && avatar === null) throw new Failure('avatar_missing');
  return [...(avatar === null ? [] : [avatar]), ...(url === null ? [] : [pictureAt(deps, url.trim())])];
};

/** The files given with a typed command. */
export const attachedTo = (
  deps: Hosts,
  interaction: ChatInputCommandInteraction,
  { options }: BoundCommand,
): AttachedFiles => {
  const given = (names: readonly string[]): PhotoLink[] =>
    names.flatMap((name) => {
      const attachment = interaction.options.getAttachment(name);
      return attachment === null ? [] : [linkOf(attachment)];
    });
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]): [string, PhotoLink[]][] => {
      if (option.type === 'photos')
        return [[name, [...given(photoNames(option.maximum)), ...namedPhotos(deps, interaction)]]];
      return option.type === 'file' ? [[name, given([name])]] : [];
    }),
  );
};

/** Downloads the attached files, runs `work` with them as option values, then removes them. */
export const withAttachments = <Result>(
  given: AttachedFiles,
  options: Options,
  deps: Pick<DiscordDeps, 'hosts' | 'workspace'>,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const downloadLink = async (file: PhotoLink, path: string, limit: UploadLimit): Promise<FileSource> => {
    const { name, size } = file;
    if (size !== null) wantSize({ name, size }, limit);
    return download(file, path, limit, (url) => isAllowed(deps, url));
  };
  return withDownloads(given, options, deps, downloadLink, work);
};

/** A press attaches no photo: the clip it's about knows its own inputs. */
export const defaultRequest = { spoiler: false, foreignPhoto: false } as const;

/** The clip a press is about. Throws `Failure` `not_found`, or `not_allowed` for users who may only view it. */
const clipForPress = (
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
  return behind(deps, requestOf(interaction, nothing), command, id, firstAnswerMilliseconds);
};

/**
 * What has to be known before the first answer: the clip with this id, and the defaults there. `unread`: one of them
 * couldn't be read in time, so that only the user may see the answer.
 */
export const readBefore = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  command: BoundCommand,
  id: string | null,
) => {
  const [clip, { unread = false, ...defaults }] = await Promise.all([
    id === null ? null : clipForPress(deps, interaction, command, id),
    defaultsInTime(deps, communityIn(interaction), ownerOf(interaction.user.id)),
  ]);
  return { clip, defaults, unread: unread || (id !== null && clip === null) };
};

/** A command with everything people gave for it: in its options, in a form, or in a message. */
export type CommandInput = {
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: AttachedFiles;
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
  const { clip, defaults, unread } = await readBefore(deps, interaction, command, sourceId);
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
