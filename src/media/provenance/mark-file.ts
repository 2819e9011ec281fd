import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { MarkedFile, Provenance } from '../../core/provenance.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { writeBytes, writeWhole } from '../whole-file.ts';
import { withXmp } from './pictures.ts';
import type { SignerFiles } from './signer.ts';
import { xmpPacket } from './xmp.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Writes provenance into a finished MP4. Returns its path as a marked file and its size. Throws `Failure`. */
export type Marker = (
  path: string,
  about: Provenance,
  signal: AbortSignal,
) => Promise<{ readonly file: MarkedFile; readonly bytes: number }>;

// The library holds three copies of a file in memory.
const memory = 1_500e6;

/**
 * Marks files as the last step before delivery; nothing may change them afterwards. `signer` is called each time,
 * because certificates expire.
 */
export const openMarker =
  (signer: () => Promise<SignerFiles>): Marker =>
  async (path, about, signal) => {
    const { bytes } = await askChild<{ bytes: number }>({
      module: childModule(import.meta.url, 'mark-child'),
      task: { path, about, signer: await signer(), version },
      limits: { seconds: 120, memory },
      losses: { slow: 'timeout', greedy: 'bad_output', crashed: 'internal' },
      signal,
    });
    return { file: path as MarkedFile, bytes };
  };

/** A JPEG frame with provenance. */
export const markedFrame = (jpeg: Uint8Array, about: Provenance): Uint8Array =>
  withXmp.jpg(Buffer.from(jpeg), xmpPacket(about, version));

/** Writes provenance into a picture or a clip that isn't an MP4. */
export const markPicture = async (
  path: string,
  ending: keyof typeof withXmp,
  about: Provenance,
): Promise<MarkedFile> => {
  const marked = withXmp[ending](await readFile(path), xmpPacket(about, version));
  await writeWhole(path, (part) => writeBytes(part, marked));
  return path as MarkedFile;
};

/** Writes provenance into a clip's JPEG thumbnail. */
export const markThumbnail = async (path: string, about: Provenance): Promise<void> => {
  await markPicture(path, 'jpg', about);
};
