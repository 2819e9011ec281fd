import type { Beat } from '../../../core/order.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import type { FrameSource } from '../frame-source.ts';
import { dance, styles } from '../puppet/steps.ts';
import { createRandom } from '../random.ts';
import type { RenderInput } from '../render-input.ts';
import { createBackdrop } from './backdrop.ts';
import { layOut, setCamera } from './stage.ts';

/** Bobs the whole picture on the beat, for photos without a clear subject. Throws `Failure` `photo_damaged`. */
export const bobWhole = async (
  path: string,
  input: RenderInput,
  seen: PhotoAnalysis,
  beat: Beat,
  strength: number,
  makeRenderer: FrameRendererMaker,
): Promise<FrameSource> => {
  const { seed, frames, fps, recipe } = input;
  const random = createRandom(seed ^ 0x7a9e5);
  const style = Math.floor(random() * styles.length);
  const side = random() < 0.5 ? -1 : 1;
  const times = Array.from({ length: frames }, (_, frame) => frame / fps);
  const stances = dance({ beat, seconds: frames / fps, loop: recipe.loop }, times, { style, side, late: 0 });
  // A player shows the first frame again after the last one.
  const stanceAt = (frame: number) => stances[frame % frames];
  const set = setCamera(
    input,
    seen,
    (frame) => 1.02 + 0.1 * strength * (stanceAt(frame)?.drop ?? 0),
    (frame) => ({
      x: 0.12 * strength * (stanceAt(frame)?.hip ?? 0),
      y: -0.15 * strength * (stanceAt(frame)?.drop ?? 0),
      angle: 0.03 * strength * (stanceAt(frame)?.chest ?? 0),
    }),
  );
  const stage = await layOut(path, input, seen, set);
  const backdrop = createBackdrop(stage.rgb, stage, input, makeRenderer);
  return { places: (frame) => backdrop.places(set.at(frame)), draw: (frame) => backdrop.draw(set.at(frame)) };
};
