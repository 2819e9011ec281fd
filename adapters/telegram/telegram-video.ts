import { stat } from 'node:fs/promises';
import { setInterval as every } from 'node:timers/promises';
import { needsSpoiler } from '../../src/core/clip.ts';
import { fileOf } from '../../src/core/formats.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import { Closed, type RecordedRequest, shrinking, TooLarge } from '../chat/delivery-steps.ts';
import type { ChatTarget, MessageContent } from './message-content.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import type { TelegramTarget } from './telegram-target.ts';

// Bytes. Telegram accepts 50 MB including the multipart form around the clip.
const largest = 49_000_000;

const actionMilliseconds = 4_000;

/** Runs `work` while the chat shows the "sending video" status. */
const whileShowing = async <Result>(
  deps: TelegramDeps,
  spot: ChatTarget,
  work: () => Promise<Result>,
): Promise<Result> => {
  const done = new AbortController();
  const showing = async (): Promise<void> => {
    await deps.sender.uploading(spot);
    for await (const _ of every(actionMilliseconds, null, { signal: done.signal }))
      await deps.sender.uploading(spot);
  };
  showing().catch(() => {});
  try {
    return await work();
  } finally {
    done.abort();
  }
};

/** Whether a clip is sent as a GIF. Those have no sound. */
const isGif = ({ clip }: ClipFile, { gif }: TelegramTarget): boolean =>
  gif && clip.recipe.order.sound === null;

const about = (entry: ClipFile, spot: TelegramTarget, caption: MessageContent) => {
  const { width, height, seconds } = entry.clip;
  // Telegram has no adults-only chats.
  const spoiler = needsSpoiler(entry.clip, { spoiler: spot.spoiler, adult: false });
  return { width, height, seconds, spoiler, caption, gif: isGif(entry, spot) };
};

type Sent = { readonly message: number; readonly file: string | null };

const justDo: RecordedRequest = (request) => request();

const upload = (
  deps: TelegramDeps,
  spot: TelegramTarget,
  entry: ClipFile,
  caption: MessageContent,
  recorded: RecordedRequest,
): Promise<Sent> =>
  shrinking(largest, async (limit) => {
    await using workspace = await deps.workspace();
    const source = limit === 0 ? null : await deps.fit(entry, limit, workspace.folder);
    if (source === null) {
      const where = deps.link(entry) ?? deps.messages(spot.locale).format('card.too-large');
      const content = { ...caption, text: `${caption.text}\n${where}` };
      return { message: await recorded(() => deps.sender.write(spot, content)), file: null };
    }
    const filename = `photoplay-${entry.clip.recipe.order.effect}.${fileOf(entry).ending}`;
    if (entry.as !== undefined)
      return {
        message: await recorded(() => deps.sender.file(spot, { source, filename }, caption)),
        file: null,
      };
    const thumbnail = { source: entry.thumbnail, filename: 'thumbnail.jpg' };
    const message = { ...about(entry, spot, caption), video: { source, filename }, thumbnail };
    try {
      return await whileShowing(deps, spot, () => recorded(() => deps.sender.video(spot, message)));
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      throw new TooLarge((await stat(source)).size, { cause: error });
    }
  });

/** Posts several clips as one album. Returns the message ids, or null if one is too large for an album. Throws `Closed`, `Unsure`, or `Failure` `unavailable`. */
export const postAlbum = (
  deps: TelegramDeps,
  spot: TelegramTarget,
  entries: readonly { readonly entry: ClipFile; readonly caption: MessageContent }[],
  recorded: RecordedRequest,
): Promise<number[] | null> =>
  shrinking(largest / entries.length, async (limit) => {
    await using workspace = await deps.workspace();
    const videos = await Promise.all(
      entries.map(async ({ entry, caption }) => {
        const source = limit === 0 ? null : await deps.fit(entry, limit, workspace.folder);
        if (source === null) return null;
        const filename = `photoplay-${entry.clip.recipe.order.effect}.mp4`;
        const thumbnail = { source: entry.thumbnail, filename: 'thumbnail.jpg' };
        return { ...about(entry, spot, caption), video: { source, filename }, thumbnail };
      }),
    );
    const fitting = videos.filter((video) => video !== null);
    if (fitting.length < videos.length) return null;
    return await whileShowing(deps, spot, () => recorded(() => deps.sender.album(spot, fitting)));
  });

/**
 * Posts a clip: by its Telegram file id if known, else as an upload shrunk to the size limit, else as a link. Returns
 * the message id. Throws `Closed`, `Unsure`, or `Failure` `unavailable`.
 */
export const postClip = async (
  deps: TelegramDeps,
  spot: TelegramTarget,
  entry: ClipFile,
  caption: MessageContent,
  recorded: RecordedRequest = justDo,
): Promise<number> => {
  const { id } = entry.clip;
  // Telegram's file id of a video can't be sent as a GIF.
  const file =
    entry.as !== undefined || isGif(entry, spot) ? undefined : (await deps.copies.find([id])).get(id);
  if (file !== undefined) {
    try {
      const message = { ...about(entry, spot, caption), video: file, thumbnail: null };
      return (await recorded(() => deps.sender.video(spot, message))).message;
    } catch (error) {
      // A file id that Telegram no longer knows is uploaded again.
      if (!(error instanceof Closed && /file/i.test(error.message))) throw error;
    }
  }
  const sent = await upload(deps, spot, entry, caption, recorded);
  if (sent.file !== null && !isGif(entry, spot)) await deps.copies.keep(id, sent.file);
  return sent.message;
};

/** Up to this many clips are messages of their own, with their details. */
export const fewClips = 6;
const albumSize = 10;

/** Clips by album. No album has only one. */
export const albumsOf = (clips: readonly ClipFile[]): readonly (readonly ClipFile[])[] => {
  const count = Math.ceil(clips.length / albumSize);
  const size = Math.ceil(clips.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) => clips.slice(index * size, (index + 1) * size));
};
