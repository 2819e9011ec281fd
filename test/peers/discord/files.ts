import sharp from 'sharp';
import type { Upload } from './body.ts';
import type { Serve, State } from './state.ts';
import type { Attachment } from './world.ts';

/** The type of bytes by what they begin with, as Discord tells it; what people claim does not count. */
const sniffed = (bytes: Buffer): string => {
  if (bytes.subarray(4, 8).toString('latin1') === 'ftyp') return 'video/mp4';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  return 'application/octet-stream';
};

const sizeOf = async (bytes: Buffer): Promise<{ width?: number; height?: number }> => {
  const found = await sharp(bytes)
    .metadata()
    .catch(() => null);
  return found === null ? {} : { width: found.width, height: found.height };
};

const day = 24 * 60 * 60 * 1_000;

/** Keeps bytes on the CDN behind a signed address that expires. */
export const keepFile = async (
  state: State,
  upload: Upload,
  more: { serve?: Serve; claimed?: string; size?: number; ephemeral?: boolean; spoiler?: boolean } = {},
): Promise<Attachment> => {
  const id = state.id();
  const { bytes, name } = upload;
  const type = sniffed(bytes);
  const expiresAt = state.clock.now() + day;
  state.files.set(id, { bytes, type, expiresAt, serve: more.serve ?? 'plain' });
  const query = new URLSearchParams({
    ex: Math.floor(expiresAt / 1_000).toString(16),
    is: Math.floor(state.clock.now() / 1_000).toString(16),
    hm: state.id(),
  });
  const url = `${state.cdn}/attachments/${state.application}/${id}/${encodeURIComponent(name)}?${query}`;
  return {
    id,
    filename: name,
    size: more.size ?? bytes.length,
    content_type: more.claimed ?? type,
    url,
    proxy_url: url,
    ...(type.startsWith('image/') ? await sizeOf(bytes) : {}),
    ...(more.ephemeral === true ? { ephemeral: true } : {}),
    ...(more.spoiler === true ? { spoiler: true, flags: 8 } : {}),
  };
};
