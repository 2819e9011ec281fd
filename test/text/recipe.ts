import type { Clip } from '../../src/core/clip.ts';

/** A clip to which everything was done that can be. */
export const clipRecipe: Pick<Clip, 'id' | 'recipe'> = {
  id: 'Zpath',
  recipe: {
    order: {
      ...{ photos: [], effect: 'Zeffect', prompt: 'Zvalue', seed: 305, engine: null, model: null },
      ...{ camera: 'pan-left', motion: 'high', seconds: 4, ratio: 'photo', resolution: '720p', fps: 24 },
      ...{
        tone: 'sepia',
        repair: 'gentle',
        sound: null,
        depth: null,
        logo: null,
        beat: null,
        loop: true,
        post: [],
        after: null,
        ...{ spoiler: false, adult: false, foreignPhoto: false },
      },
    },
    effectVersion: 3,
    engine: 'Zname',
    model: 'Zmodel',
    input: {},
    post: [
      { kind: 'trim', start: 0, end: 1.5 },
      { kind: 'stitch', clips: ['a', 'b'], fade: 1 },
      { kind: 'follow', clip: 'a', fade: 1 },
      { kind: 'loop', fade: 1 },
      { kind: 'deflicker' },
      { kind: 'denoise', strength: 0.35 },
      { kind: 'smooth', fps: 60, method: 'motion' },
      { kind: 'upscale', resolution: '1080p' },
      { kind: 'reframe', ratio: '9:16', fill: { kind: 'subject' } },
      { kind: 'watermark', mark: { kind: 'text', text: 'Zfolder' } },
      { kind: 'sound', file: 'a', start: 0 },
    ],
    warnings: [{ kind: 'engine', asked: 'Zasked', used: 'Zused' }],
  },
};
