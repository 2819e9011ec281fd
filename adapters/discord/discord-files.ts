import {
  type Attachment,
  AttachmentFlags,
  type ChatInputCommandInteraction,
  type Message,
  type MessageSnapshot,
  StickerFormatType,
  type User,
} from 'discord.js';
import * as z from 'zod';
import { isAllowedHost, isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import type { BoundCommand, FileSource, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { requireSize, type UploadLimit } from '../../src/core/upload-limit.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import type { DiscordDeps } from './discord-send.ts';

const maxPhotoOptions = 2;

/** The names of the options for a command's photos: each option takes one file. More fit into the form. */
export const photoNames = (maximum: number): string[] =>
  Array.from({ length: Math.min(maximum, maxPhotoOptions) }, (_, index) =>
    index === 0 ? 'photo' : `photo${index + 1}`,
  );

/** A picture on Discord's servers that can be downloaded. `size` is null where Discord doesn't say it. */
export type PhotoLink = {
  readonly url: string;
  readonly name: string;
  readonly size: number | null;
  readonly spoiler: boolean;
};

const nameIn = (url: string): string => {
  const name = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(name);
  } catch {
    // Not every address is UTF-8.
    return name;
  }
};

/** A picture whose size and name only its URL tells. */
export const linkTo = (url: string, spoiler = false): PhotoLink => ({
  url,
  name: nameIn(url) || 'photo',
  size: null,
  spoiler,
});

/** Older clients mark spoilers by the name. */
const isSpoiler = ({ flags, name }: Pick<Attachment, 'flags' | 'name'>): boolean =>
  flags.has(AttachmentFlags.IsSpoiler) || name.startsWith('SPOILER_');

export const hasSpoilerFile = ({ attachments }: Pick<Message, 'attachments'>): boolean =>
  [...attachments.values()].some(isSpoiler);

export const linkOf = (attachment: Attachment): PhotoLink => ({
  url: attachment.url,
  name: attachment.name,
  size: attachment.size,
  spoiler: isSpoiler(attachment),
});

const pictureName = /\.(jpe?g|png|gif|webp|avif|heic|heif|jxl|mp4|mov|webm)$/i;

// Some clients send no content type, or one that says nothing. Of a video, one picture is used.
const isPicture = ({ contentType, name, width, duration }: Attachment): boolean =>
  contentType === null || contentType === 'application/octet-stream'
    ? pictureName.test(name) || (width !== null && duration === null)
    : /^(image\/|video\/(mp4|quicktime|webm)\b)/.test(contentType);

const gallery = z.looseObject({
  media: z.object({ url: z.string(), proxy_url: z.string().nullish(), content_type: z.string().nullish() }),
  spoiler: z.boolean().nullish(),
});

/** The pictures in a layout: media galleries and thumbnails, however deep. */
const picturesIn = (part: unknown): PhotoLink[] => {
  if (typeof part !== 'object' || part === null) return [];
  const { data } = gallery.safeParse(part);
  if (data === undefined) return Object.values(part).flatMap(picturesIn);
  const { url, proxy_url: proxy, content_type: type } = data.media;
  return (type ?? 'image/').startsWith('image/') ? [linkTo(proxy ?? url, data.spoiler === true)] : [];
};

const picturesOf = (message: Message | MessageSnapshot): PhotoLink[] => {
  const embeds = message.embeds.flatMap(({ data: { image, thumbnail, type } }) => {
    // The picture of a video isn't a photo.
    const picture = String(type) === 'video' || String(type) === 'gifv' ? undefined : (image ?? thumbnail);
    return picture === undefined ? [] : [linkTo(picture.proxy_url ?? picture.url)];
  });
  const stickers = [...message.stickers.values()].filter(({ format }) => format !== StickerFormatType.Lottie);
  return [
    ...[...message.attachments.values()].filter(isPicture).map(linkOf),
    ...message.components.flatMap((component) => picturesIn(component.toJSON())),
    ...embeds,
    ...stickers.map(({ url }) => linkTo(url)),
  ];
};

const pathOf = ({ url }: PhotoLink): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Each picture that a message shows, or forwards, once. */
export const photosIn = (message: Message): PhotoLink[] => {
  const all = [message, ...message.messageSnapshots.values()].flatMap(picturesOf);
  return all.filter((one, index) => all.findIndex((other) => pathOf(other) === pathOf(one)) === index);
};

/** Someone's profile picture; null if they have none of their own. */
const avatarOf = (user: User): PhotoLink | null => {
  const url = user.avatarURL({ extension: 'png', forceStatic: true, size: 1_024 });
  return url === null ? null : linkTo(url);
};

/** Files by the option that takes them. */
export type DiscordAttachments = Readonly<Record<string, readonly PhotoLink[]>>;

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
): DiscordAttachments => {
  const linksIn = (names: readonly string[]): PhotoLink[] =>
    names.flatMap((name) => {
      const attachment = interaction.options.getAttachment(name);
      return attachment === null ? [] : [linkOf(attachment)];
    });
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]): [string, PhotoLink[]][] => {
      if (option.type === 'photos')
        return [[name, [...linksIn(photoNames(option.maximum)), ...namedPhotos(deps, interaction)]]];
      return option.type === 'file' ? [[name, linksIn([name])]] : [];
    }),
  );
};

/** Downloads the attached files, runs `work` with them as option values, then removes them. */
export const withAttachments = <Result>(
  attachments: DiscordAttachments,
  options: Options,
  deps: Pick<DiscordDeps, 'hosts' | 'workspace'>,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const downloadLink = async (file: PhotoLink, path: string, limit: UploadLimit): Promise<FileSource> => {
    const { name, size } = file;
    if (size !== null) requireSize({ name, size }, limit);
    return download(file, path, limit, (url) => isAllowed(deps, url));
  };
  return withDownloads(attachments, options, deps, downloadLink, work);
};
