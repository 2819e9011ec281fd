import { writeTo } from '../../adapters/terminal/terminal-platform.ts';
import type { Config } from '../config.ts';
import { newId } from '../core/id.ts';
import type { ClipFile } from '../core/reply.ts';
import { findEncoder } from '../media/find-encoder.ts';
import { saveAs } from '../media/save-as.ts';
import { openDisk } from '../storage/disk.ts';

const seconds = 240;

/** Writes a clip to a file, in the format that was asked for. Throws `Failure` `output_unwritable` and others. */
export const copyClip = async (
  { DATA_DIR, FFMPEG_PATH, FACE_ANALYSIS }: Pick<Config, 'DATA_DIR' | 'FFMPEG_PATH' | 'FACE_ANALYSIS'>,
  entry: ClipFile,
  out: string,
): Promise<void> => {
  const { as } = entry;
  if (as === undefined) return writeTo(entry.path, out, newId());
  // What a killed process leaves there is removed by the next one.
  await using workspace = await (await openDisk(DATA_DIR, false)).workspace();
  const encoder = await findEncoder(FFMPEG_PATH);
  const signal = AbortSignal.timeout(seconds * 1_000);
  const most = Number.POSITIVE_INFINITY;
  const made = await saveAs(encoder, entry, as, most, workspace.folder, FACE_ANALYSIS, signal);
  await writeTo(made ?? entry.path, out, newId());
};
