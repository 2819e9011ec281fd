import { join } from 'node:path';
import type { SavedAs } from '../core/formats.ts';
import { type MarkedFile, provenanceOf } from '../core/provenance.ts';
import type { ClipFile } from '../core/reply.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { fitPlan } from './fit.ts';
import type { Marker } from './provenance/mark-file.ts';
import { saveAs } from './save-as.ts';

/**
 * Returns the clip, or a copy in `folder`, of at most `bytes` bytes, in the format that was asked for. Null when a copy
 * that small would be unwatchable.
 */
export type Fit = (clip: ClipFile, bytes: number, folder: string) => Promise<MarkedFile | null>;

/** Upper bound for the bytes that provenance marks add to a file. */
const markBytes = 10_000;

const saveSeconds = 240;

/** Runs a task when its turn in the queue has come. */
type Turn = <Result>(task: () => Promise<Result>, rank: number) => Promise<Result>;

/** Results come before copies that somebody saves. */
const ranks = { result: 0, save: 20 } as const;

/**
 * Makes smaller copies of clips for platforms with a size limit. Each copy carries the same provenance marks as the
 * clip.
 */
export const fitWith = (
  encoder: EncoderChoice,
  mark: Marker,
  turn: Turn,
  faceAnalysis: 'on' | 'off' = 'on',
): Fit => {
  // One after another: nobody takes all slots by saving clips.
  let saving: Promise<unknown> = Promise.resolve();
  const save = (entry: ClipFile, as: SavedAs, bytes: number, folder: string) => {
    const begin = () =>
      turn(() => {
        const signal = AbortSignal.timeout(saveSeconds * 1_000);
        return saveAs(encoder, entry, as, bytes, folder, faceAnalysis, signal);
      }, ranks.save);
    const saved = saving.then(begin, begin);
    saving = saved;
    return saved;
  };
  return async (entry, bytes, folder) => {
    const { clip, path, as } = entry;
    if (as !== undefined) return save(entry, as, bytes, folder);
    if (clip.bytes <= bytes) return path;
    const target = join(folder, `${clip.id}.mp4`);
    const plan = fitPlan(clip, target, path, bytes - markBytes);
    if (plan === null) return null;
    return turn(async () => {
      const signal = AbortSignal.timeout(plan.limit * 1_000);
      await using encoding = startEncoding(encoder, plan, signal);
      await encoding.finish();
      return (await mark(target, provenanceOf(clip), signal)).file;
    }, ranks.result);
  };
};
