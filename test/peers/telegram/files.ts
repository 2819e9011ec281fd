import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { Upload } from '../discord/body.ts';
import { problems } from './problem.ts';
import type { State } from './state.ts';
import { type Kind, type Media, mebibyte, type Serve, type StoredFile } from './world.ts';

/** The largest file a bot may fetch, and the largest video and photo it may send, in bytes. */
export const limits = { fetch: 20 * mebibyte, upload: 50 * mebibyte, photo: 10 * mebibyte };

const hour = 60 * 60_000;

type Keep = {
  readonly kind: StoredFile['kind'];
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: string;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly serve?: Serve;
};

const folders: Partial<Record<StoredFile['kind'], string>> = { photo: 'photos', video: 'videos' };

/** Keeps a file: a name that is this bot's alone, and one that is the same for the same bytes. */
const keepFile = (state: State, keep: Keep): StoredFile => {
  const unique = createHash('sha256').update(keep.kind).update(keep.bytes).digest('base64url').slice(0, 15);
  const extension = /\.\w{1,5}$/.exec(keep.name)?.[0] ?? '';
  const file: StoredFile = {
    id: `AgAC${randomBytes(40).toString('base64url')}`,
    unique,
    kind: keep.kind,
    bytes: keep.bytes,
    size: keep.size ?? keep.bytes.length,
    name: keep.name,
    type: keep.type,
    path: `${folders[keep.kind] ?? 'documents'}/file_${state.next()}${extension}`,
    width: keep.width ?? 0,
    height: keep.height ?? 0,
    serve: keep.serve ?? 'plain',
    linkedUntil: 0,
  };
  state.files.set(file.id, file);
  return file;
};

const bare = {
  sizes: [],
  width: 0,
  height: 0,
  duration: 0,
  thumbnail: null,
  spoiler: false,
  streaming: false,
};

const edges = [90, 320, 800, 1280, 2560];
const shrunk = new WeakMap<Buffer, Promise<{ bytes: Buffer; width: number; height: number }[]>>();

const shrink = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  const largest = Math.max(width, height);
  const wanted = edges.filter((edge, index) => edge < largest || (edges[index - 1] ?? 0) < largest);
  return Promise.all(
    wanted.map(async (edge) => {
      const fitted = sharp(bytes)
        .autoOrient()
        .resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
      const { data, info } = await fitted.jpeg({ quality: 87 }).toBuffer({ resolveWithObject: true });
      return { bytes: data, width: info.width, height: info.height };
    }),
  );
};

/** A photo as Telegram makes it: JPEGs of several sizes. Throws Problem for what is no picture. */
export const photoOf = async (
  state: State,
  upload: Upload,
  spoiler: boolean,
  serve: Serve,
): Promise<Media> => {
  const under = shrunk.get(upload.bytes) ?? shrink(upload.bytes);
  shrunk.set(upload.bytes, under);
  const made = await under.catch(() => {
    throw problems.imageFailed();
  });
  const sizes = made.map((one) =>
    keepFile(state, { kind: 'photo', name: 'photo.jpg', type: 'image/jpeg', serve, ...one }),
  );
  const file = sizes.at(-1);
  if (file === undefined) throw problems.imageFailed();
  return { ...bare, kind: 'photo', file, sizes, width: file.width, height: file.height, spoiler };
};

/** Any other file a person sends. */
export const fileOf = (
  state: State,
  kind: Kind,
  upload: Upload,
  more: { serve?: Serve; size?: number } = {},
): Media => {
  const { bytes, name, type } = upload;
  return { ...bare, kind, file: keepFile(state, { kind, bytes, name, type, ...more }) };
};

const isMp4 = (bytes: Buffer): boolean => bytes.subarray(4, 8).toString('latin1') === 'ftyp';

const keepThumbnail = async (state: State, upload: Upload): Promise<StoredFile> => {
  const { bytes } = upload;
  const found = await sharp(bytes)
    .metadata()
    .catch(() => null);
  const { format, width = 0, height = 0 } = found ?? {};
  if (format !== 'jpeg' || Math.max(width, height) > 320 || bytes.length > 200 * 1_024)
    state.complaints.push(`a thumbnail that is ignored: ${format} ${width}×${height}, ${bytes.length} bytes`);
  return keepFile(state, { kind: 'thumbnail', bytes, name: 'thumb.jpg', type: 'image/jpeg', width, height });
};

/** A film the bot sends. */
export const frameSourceOf = async (
  state: State,
  kind: 'video' | 'animation',
  upload: Upload,
  told: { width: number; height: number; duration: number; spoiler: boolean; streaming: boolean },
  thumbnail: Upload | null,
): Promise<Media> => {
  const { bytes, name } = upload;
  if (!isMp4(bytes)) state.complaints.push(`a ${kind} that is no MP4`);
  const { width, height } = told;
  const file = keepFile(state, { kind, bytes, name, type: 'video/mp4', width, height });
  const kept = thumbnail === null ? null : await keepThumbnail(state, thumbnail);
  return { ...bare, ...told, kind, file, thumbnail: kept };
};

/** A file the bot has sent or seen before. Throws Problem for any other, and for one of another kind. */
export const knownFile = (state: State, id: string, kind: Kind): Media => {
  const file = state.files.get(id);
  if (file === undefined) {
    state.complaints.push('a file that Telegram does not know');
    throw problems.wrongFile();
  }
  if (file.kind !== kind) throw problems.wrongKind(file.kind, kind);
  const before = state.messages.find(({ media }) => media?.file.unique === file.unique)?.media;
  return { ...bare, width: file.width, height: file.height, ...before, kind, file };
};

/** A file whose link the bot asks for. */
export const linkFile = (state: State, id: string): StoredFile => {
  const file = state.files.get(id);
  if (file === undefined) throw problems.unknownFile();
  if (file.size > limits.fetch) throw problems.fileTooBig();
  file.linkedUntil = state.clock.now() + hour;
  return file;
};

const sizeToWire = (file: StoredFile) => ({
  file_id: file.id,
  file_unique_id: file.unique,
  width: file.width,
  height: file.height,
  file_size: file.size,
});

/** A message's media, as the API shows it. */
export const mediaToWire = (media: Media): Record<string, unknown> => {
  const { kind, file, thumbnail } = media;
  if (kind === 'photo') return { photo: media.sizes.map(sizeToWire), ...spoiled(media) };
  const named = kind === 'document' || kind === 'video' || kind === 'animation' || kind === 'audio';
  const timed = kind !== 'document' && kind !== 'sticker';
  const sized = kind === 'video' || kind === 'animation' || kind === 'sticker';
  const wire = {
    file_id: file.id,
    file_unique_id: file.unique,
    file_size: file.size,
    ...(named ? { file_name: file.name, mime_type: file.type } : {}),
    ...(timed ? { duration: media.duration } : {}),
    ...(sized ? { width: media.width, height: media.height } : {}),
    ...(kind === 'sticker' ? { type: 'regular', is_animated: false, is_video: false } : {}),
    ...(kind === 'video_note' ? { length: 240 } : {}),
    ...(thumbnail === null ? {} : { thumbnail: sizeToWire(thumbnail) }),
  };
  return { [kind]: wire, ...(kind === 'animation' ? { document: wire } : {}), ...spoiled(media) };
};

const spoiled = ({ spoiler }: Media) => (spoiler ? { has_media_spoiler: true } : {});
