import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { MarkedFile, Provenance } from '../../core/provenance.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { writeBytes, writeWhole } from '../whole-file.ts';
import { withXmpInJpeg } from './pictures.ts';
import type { SignerFiles } from './signer.ts';
import { xmpPacket } from './xmp.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Writes into a finished MP4 how it was made, and gives its path as a marked one and its size. Throws Failure. */
export type Marker = (
  path: string,
  about: Provenance,
  signal: AbortSignal,
) => Promise<{ readonly file: MarkedFile; readonly bytes: number }>;

// The library holds a file three times.
const memory = 1_500e6;

/** The last step to every file that people get: nothing may change it afterwards. `signer` is asked each time, since certificates expire. */
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

/** Writes into a clip's thumbnail, JPEG, how the clip was made. */
export const markThumbnail = async (path: string, about: Provenance): Promise<void> => {
  const marked = withXmpInJpeg(await readFile(path), xmpPacket(about, version));
  await writeWhole(path, (part) => writeBytes(part, marked));
};
