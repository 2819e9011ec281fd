import { readFile } from 'node:fs/promises';
import type { Size } from '../../core/shot.ts';
import { openVision } from '../analysis/vision.ts';
import { answerParent } from '../answer-parent.ts';
import { faceHarm } from './face-harm.ts';

await answerParent(async ({ path, width, height }: Size & { readonly path: string }): Promise<number> => {
  const [pixels, vision] = await Promise.all([readFile(path), openVision()]);
  const length = width * height * 3;
  const frames = Array.from({ length: Math.floor(pixels.length / length) }, (_, index) => ({
    ...{ width, height },
    data: pixels.subarray(index * length, (index + 1) * length),
  }));
  return faceHarm(frames, vision);
});
