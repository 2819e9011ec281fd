import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { makeZip } from 'client-zip';
import type { ClipFile, Reply } from '../core/reply.ts';
import { type Filed, timelineOtio, timelineXml } from './timeline-files.ts';

/** Metadata exported with a clip: everything except file locations and the owner of the clip that it continues. */
const toldOf = ({
  file: _file,
  thumbnail: _thumbnail,
  owner: _owner,
  recipe,
  ...clip
}: ClipFile['clip']) => ({
  ...clip,
  recipe: {
    ...recipe,
    order: { ...recipe.order, after: recipe.order.after && { clip: recipe.order.after.clip } },
  },
});

/** A small file beside the clips. */
type SavedFile = NonNullable<Reply['file']>;

const entries = async function* (clips: AsyncIterable<ClipFile>, saved: readonly SavedFile[]) {
  const filed: Filed[] = [];
  for (const { name, content } of saved) yield { name, lastModified: new Date(), input: content };
  for await (const { clip, path } of clips) {
    const name = `${clip.createdAt.toISOString().slice(0, 10)}-${clip.recipe.order.effect}-${clip.id}`;
    const lastModified = clip.createdAt;
    filed.push({ file: `${name}.mp4`, clip });
    const video = await openAsBlob(path);
    yield { name: `${name}.mp4`, lastModified, size: video.size, input: video.stream() };
    yield { name: `${name}.json`, lastModified, input: `${JSON.stringify(toldOf(clip), null, 2)}\n` };
  }
  if (filed.length < 2) return;
  // Lists show the newest first, editors want the oldest first.
  const sorted = filed.toSorted((one, other) => Number(one.clip.createdAt) - Number(other.clip.createdAt));
  yield { name: 'timeline.otio', input: timelineOtio(sorted) };
  yield { name: 'timeline.xml', input: timelineXml(sorted) };
};

/**
 * Streams a ZIP archive of clips, each with its recipe as a JSON file, a timeline of them for video editors if there are
 * several, and what else was saved.
 */
export const packClips = (clips: AsyncIterable<ClipFile>, saved: readonly SavedFile[]): Readable =>
  Readable.fromWeb(makeZip(entries(clips, saved)) as ReadableStream<Uint8Array>);
