import { parallax } from '../../effects/parallax.ts';
import type { Order } from '../core/order.ts';
import { createLocalEngine } from '../engines/local/local-engine.ts';
import { selectPart } from '../engines/local/select-part.ts';
import type { Media } from '../jobs/services.ts';
import { shotOf } from '../jobs/shot-of.ts';
import type { Slots } from '../jobs/slots.ts';
import { countFaces } from '../media/analysis/analyse.ts';
import { countOnce } from '../media/count-once.ts';
import type { EncoderChoice } from '../media/encoder-command.ts';
import { intakeDrawing, intakePhoto } from '../media/intake.ts';
import type { Marker } from '../media/provenance/mark-file.ts';
import { intakeSound } from '../media/sound-intake.ts';
import { isArchive, unpackPhotos } from '../media/unpack-photos.ts';

/**
 * Opens the media tools on this machine's encoder. Tools that only jobs need are loaded on first use. Tools that a
 * person waits for take an `answer` slot.
 */
export const openMediaTools = (
  encoder: EncoderChoice,
  mark: Marker,
  { run }: Slots,
  faceAnalysis: 'on' | 'off' = 'on',
): Media => {
  const inAnswerSlot = <T>(task: () => Promise<T>, signal: AbortSignal | null = null): Promise<T> =>
    run('answer', 0, signal, task);
  return {
    intakePhoto: (source, target, at, fixes) =>
      inAnswerSlot(() => intakePhoto(encoder, source, target, at, fixes)),
    unpack: async (source, folder) => ((await isArchive(source)) ? unpackPhotos(source, folder) : null),
    countFaces: countOnce((photo) => inAnswerSlot(() => countFaces(photo, faceAnalysis))),
    select: (photo, at) => inAnswerSlot(() => selectPart(photo, at, faceAnalysis)),
    preview: openPreview(encoder, mark),
    intakeSound: (source, target, from) => inAnswerSlot(() => intakeSound(encoder, source, target, from)),
    intakeDrawing: (...args) => inAnswerSlot(() => intakeDrawing(...args)),
    post: async (...args) =>
      (await import('../media/post/apply.ts')).applyPost(encoder, ...args, faceAnalysis),
    lastFrame: async (clip, target, signal) => {
      const { lastFrame } = await import('../media/post/last-frame.ts');
      return inAnswerSlot(() => lastFrame(encoder, clip, target, signal), signal);
    },
    finishClip: async (...args) =>
      (await import('../media/finish.ts')).finishClip(encoder, mark, faceAnalysis, ...args),
  };
};

const order: Order = {
  ...{ owner: '', community: null, photos: [], effect: parallax.name, prompt: '', seed: 7, engine: null },
  ...{ model: null, camera: null, motion: 'medium', seconds: 3, ratio: 'photo', resolution: '480p', fps: 24 },
  ...{ tone: 'none', sound: null, depth: null, logo: null, beat: null, loop: true, post: [], after: null },
  ...{ draft: false, takes: 1, visibility: 'private', spoiler: false, adult: false, foreignPhoto: false },
  ...{ address: { platform: 'web' }, parent: null },
};

const about = {
  ...{ effect: parallax.name, effectVersion: parallax.version, engine: 'local' },
  source: 'algorithmicallyEnhanced',
} as const;

/** Renders a quick parallax preview of a photo, marked as what it is, without face or person detection. */
const openPreview = (encoder: EncoderChoice, mark: Marker): Media['preview'] => {
  const engine = createLocalEngine(encoder, undefined, undefined, 'off');
  return async (photo, size, target, signal) => {
    const plan = engine.plan(shotOf(parallax, order, order.seed, [size], []), null);
    const context = { photos: [photo], output: target, signal, onProgress: () => {} };
    const fence = { signal, check: async () => {} };
    await engine.collect(await engine.start(plan, { ...context, fence, idempotencyKey: 'preview' }), context);
    await mark(target, { ...about, model: plan.model }, signal);
  };
};
