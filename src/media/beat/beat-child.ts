import { readFile } from 'node:fs/promises';
import { answerParent } from '../answer-parent.ts';
import { soundRate } from '../encode-steps.ts';
import { findBeat } from './find-beat.ts';
import type { SoundAnalysis } from './hear-beat.ts';

await answerParent(async ({ path }: { readonly path: string }): Promise<SoundAnalysis> => {
  const bytes = await readFile(path);
  const stereo = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  const mono = Float32Array.from(
    { length: stereo.length >> 1 },
    (_, at) => ((stereo[2 * at] ?? 0) + (stereo[2 * at + 1] ?? 0)) / 65_536,
  );
  return { seconds: mono.length / soundRate, beat: findBeat(mono, soundRate) };
});
