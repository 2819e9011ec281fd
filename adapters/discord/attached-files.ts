import type { ChatInputCommandInteraction } from 'discord.js';
import { isAllowedHost, isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import type { BoundCommand, FileSource, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { type UploadLimit, wantSize } from '../../src/core/upload-limit.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import { photoNames } from './discord-commands.ts';
import type { DiscordDeps } from './discord-deps.ts';
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
  const bring = async (file: PhotoLink, path: string, limit: UploadLimit): Promise<FileSource> => {
    const { name, size } = file;
    if (size !== null) wantSize({ name, size }, limit);
    return download(file, path, limit, (url) => isAllowed(deps, url));
  };
  return withDownloads(given, options, deps, bring, work);
};
