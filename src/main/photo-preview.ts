import { parallax } from '../../effects/parallax.ts';
import type { Order } from '../core/order.ts';
import { createLocalEngine } from '../engines/local/local-engine.ts';
import type { Media } from '../jobs/services.ts';
import { shotOf } from '../jobs/shot-of.ts';
import type { EncoderChoice } from '../media/encoder-command.ts';
import type { Marker } from '../media/provenance/mark-file.ts';

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
export const openPreview = (encoder: EncoderChoice, mark: Marker): Media['preview'] => {
  const engine = createLocalEngine(encoder, undefined, undefined, 'off');
  return async (photo, size, target, signal) => {
    const plan = engine.plan(shotOf(parallax, order, order.seed, [size], []), null);
    const context = { photos: [photo], output: target, signal, onProgress: () => {} };
    const fence = { signal, check: async () => {} };
    await engine.collect(await engine.start(plan, { ...context, fence, idempotencyKey: 'preview' }), context);
    await mark(target, { ...about, model: plan.model }, signal);
  };
};
