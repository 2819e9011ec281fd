import { countFaces } from './engines/local/count-faces.ts';
import type { Media } from './jobs/house.ts';
import type { EncoderChoice } from './media/encoder-command.ts';
import { finish } from './media/finish.ts';
import { intake, intakeDepth, intakeLogo } from './media/intake.ts';
import { applyPost } from './media/post/apply.ts';
import { lastFrame } from './media/post/last-frame.ts';
import { type Marker, markThumbnail } from './media/provenance/mark-file.ts';
import { intakeSound } from './media/sound-intake.ts';

/** The workshop for bytes, on this machine's encoder. */
export const openWorkshop = (
  encoder: EncoderChoice,
  mark: Marker,
  faceAnalysis: 'on' | 'off' = 'on',
): Media => ({
  intake: (source, target) => intake(source, target),
  countFaces,
  intakeSound: (source, target) => intakeSound(encoder, source, target),
  intakeLogo: (source, target) => intakeLogo(source, target),
  intakeDepth: (source, target) => intakeDepth(source, target),
  post: (...asked) => applyPost(encoder, ...asked, faceAnalysis),
  lastFrame: (...asked) => lastFrame(encoder, ...asked),
  finish: async (clip, thumbnail, { motion, about }, signal) => {
    const finished = await finish(encoder, clip, thumbnail, motion, signal);
    await markThumbnail(thumbnail, about);
    return { ...finished, ...(await mark(clip, about, signal)) };
  },
});
