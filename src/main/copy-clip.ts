import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTo } from '../../adapters/terminal/terminal-platform.ts';
import type { Config } from '../config.ts';
import { newId } from '../core/id.ts';
import type { ClipFile } from '../core/reply.ts';
import { findEncoder } from '../media/find-encoder.ts';
import { saveAs } from '../media/save-as.ts';

const seconds = 240;

/** Writes a clip to a file, in the format that was asked for. Throws `Failure` `output_unwritable` and others. */
export const copyClip = async (
  { FFMPEG_PATH, FACE_ANALYSIS }: Pick<Config, 'FFMPEG_PATH' | 'FACE_ANALYSIS'>,
  entry: ClipFile,
  out: string,
): Promise<void> => {
  const { as } = entry;
  if (as === undefined) return writeTo(entry.path, out, newId());
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-'));
  try {
    const encoder = await findEncoder(FFMPEG_PATH);
    const signal = AbortSignal.timeout(seconds * 1_000);
    const made = await saveAs(encoder, entry, as, Number.POSITIVE_INFINITY, folder, FACE_ANALYSIS, signal);
    await writeTo(made ?? entry.path, out, newId());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
