import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

export type Digest = { readonly bytes: number; readonly sha256: string };

/** Size and hash of a local file. */
export const digestOf = async (path: string): Promise<Digest> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
};
