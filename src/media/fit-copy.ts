import { join } from 'node:path';
import { type MarkedFile, provenanceOf } from '../core/provenance.ts';
import type { ClipFile } from '../core/reply.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { fitPlan } from './fit.ts';
import type { Marker } from './provenance/mark-file.ts';

/** The clip, or a copy of it in a folder, of no more than so many bytes; null when only an unwatchable one would be. */
export type Fit = (clip: ClipFile, bytes: number, folder: string) => Promise<MarkedFile | null>;

/** More than marking a file adds to it. */
const markBytes = 10_000;

/** Does a task when its turn has come. */
type Turn = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Makes clips smaller where a platform takes only so many bytes; every copy says, as the clip does, how it was made. */
export const fitWith =
  (encoder: EncoderChoice, mark: Marker, turn: Turn): Fit =>
  async ({ clip, path }, bytes, folder) => {
    if (clip.bytes <= bytes) return path;
    const target = join(folder, `${clip.id}.mp4`);
    const plan = fitPlan(clip, target, path, bytes - markBytes);
    if (plan === null) return null;
    return turn(async () => {
      const signal = AbortSignal.timeout(plan.limit * 1_000);
      await using encoding = startEncoding(encoder, plan, signal);
      await encoding.finish();
      return (await mark(target, provenanceOf(clip), signal)).file;
    });
  };
