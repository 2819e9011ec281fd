import { setInterval as every } from 'node:timers/promises';
import { isCovered } from '../../src/core/cover.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import type { Place } from './address.ts';
import type { Desk } from './desk.ts';
import type { Content, Spot } from './post.ts';
import { Closed, TooLarge } from './send.ts';

// Telegram takes 50 MB; the form around the clip needs a little of that.
const limits = [49_000_000, 35_000_000, 20_000_000, 9_000_000];

const actionMilliseconds = 4_000;

/** Does something lasting while the chat shows that a clip is being sent. */
const whileShowing = async <Result>(desk: Desk, spot: Spot, work: () => Promise<Result>): Promise<Result> => {
  const done = new AbortController();
  const showing = async (): Promise<void> => {
    await desk.post.uploading(spot);
    for await (const _ of every(actionMilliseconds, null, { signal: done.signal }))
      await desk.post.uploading(spot);
  };
  showing().catch(() => {});
  try {
    return await work();
  } finally {
    done.abort();
  }
};

const about = ({ clip }: ClipFile, { spoiler }: Pick<Place, 'spoiler'>, caption: Content) => {
  const { width, height, seconds } = clip;
  // Nowhere on Telegram do only adults come.
  return { width, height, seconds, spoiler: isCovered(clip, { spoiler, adult: false }), caption };
};

/** Where a clip is posted, and whether everything is covered there. */
type Stage = Spot & Pick<Place, 'spoiler'>;

const upload = async (desk: Desk, spot: Stage, entry: ClipFile, caption: Content) => {
  for (const limit of limits) {
    await using workspace = await desk.workspace();
    const source = await desk.fit(entry, limit, workspace.folder);
    if (source === null) break;
    const filename = `photoplay-${entry.clip.recipe.order.effect}.mp4`;
    const thumbnail = { source: entry.thumbnail, filename: 'thumbnail.jpg' };
    const film = { ...about(entry, spot, caption), video: { source, filename }, thumbnail };
    try {
      return await whileShowing(desk, spot, () => desk.post.film(spot, film));
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  throw new Closed('no clip small enough');
};

/**
 * Posts a clip: by the file that Telegram has already, else by uploading it, fitted under what is taken. Gives the number
 * of the message. Throws `Closed`, `Unsure`, or Failure `unavailable`.
 */
export const postClip = async (
  desk: Desk,
  spot: Stage,
  entry: ClipFile,
  caption: Content,
): Promise<number> => {
  const { id } = entry.clip;
  const file = (await desk.copies.find([id])).get(id);
  if (file !== undefined) {
    try {
      const film = { ...about(entry, spot, caption), video: file, thumbnail: null };
      return (await desk.post.film(spot, film)).message;
    } catch (error) {
      // A file that Telegram no longer knows is sent anew.
      if (!(error instanceof Closed && /file/i.test(error.message))) throw error;
    }
  }
  const sent = await upload(desk, spot, entry, caption);
  if (sent.file !== null) await desk.copies.keep(id, sent.file);
  return sent.message;
};
