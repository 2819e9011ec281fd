import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import type { Marker } from './mark-file.ts';
import { verifyFile } from './verify-file.ts';

const box = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

const smallest = Buffer.concat([
  box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1')),
  box('mdat', Buffer.alloc(16)),
]);

/** Marks a minimal MP4 in a folder and reads it back. Throws `Failure` when the mark is invalid. */
export const tryMarking = async (mark: Marker, folder: string): Promise<void> => {
  const path = join(folder, 'try.mp4');
  await writeFile(path, smallest);
  const about = { effect: 'none', effectVersion: 1, engine: 'none', model: 'none' } as const;
  await mark(path, { ...about, source: 'algorithmicallyEnhanced' }, AbortSignal.timeout(60_000));
  const { credentials } = await verifyFile(path, null);
  if (credentials === null || credentials.state === 'invalid')
    throw new Failure('bad_output', {}, credentials?.problems.join(', '));
};
