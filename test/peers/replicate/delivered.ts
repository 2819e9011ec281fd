import sharp from 'sharp';
import type { Json } from '../../../src/core/json.ts';
import { models } from './models/all.ts';
import type { Model } from './models/model.ts';
import { movieOf, restored } from './movie.ts';
import type { Prediction } from './prediction.ts';

export type Delivered = { readonly type: string; readonly bytes: Buffer };

const page = '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>';
const playlist = `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:5
#EXTINF:5.0,
http://127.0.0.1:9/internal.ts
#EXT-X-ENDLIST
`;

const blank = (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#884422' } })
    .png()
    .toBuffer();

const defaultsOf = ({ fields }: Model): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

/** What is behind an output address: a real film or picture, or the lie that the fault asks for. */
export const deliveredOf = async (
  { model: name, fault, input, photo }: Prediction,
  clip: Buffer | null,
): Promise<Delivered> => {
  if (fault.output === 'html') return { type: 'text/html', bytes: Buffer.from(page) };
  if (fault.output === 'playlist')
    return { type: 'application/vnd.apple.mpegurl', bytes: Buffer.from(playlist) };
  if (fault.output === 'png') return { type: 'image/png', bytes: await blank() };
  if (fault.output === 'empty') return { type: 'video/mp4', bytes: Buffer.alloc(0) };
  const model = models[name];
  const defaults = model === undefined ? {} : defaultsOf(model);
  if (model?.output === 'image') {
    const format = String(input['output_format'] ?? defaults['output_format']);
    const bytes = await restored(photo ?? (await blank()), format);
    return { type: format === 'jpg' ? 'image/jpeg' : 'image/png', bytes };
  }
  return { type: 'video/mp4', bytes: clip ?? (await movieOf(photo, input, defaults)) };
};
