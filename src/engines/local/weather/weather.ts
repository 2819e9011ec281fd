import type { Overlay } from '../../../core/shot.ts';
import type { FrameSource } from '../frame-source.ts';
import type { RenderInput } from '../render-input.ts';
import { embers } from './ember-layer.ts';
import { glow } from './glow-layer.ts';
import { brightness, createGrade } from './grade.ts';
import { rain } from './rain-layer.ts';
import { snow } from './snow-layer.ts';
import type { StampCanvas } from './stamp.ts';
import type { Air } from './swarm.ts';

const kinds: Record<Overlay['kind'], (air: Air) => (canvas: StampCanvas, time: number) => void> = {
  snow,
  rain,
  embers,
  glow,
};

/** Adds the order's weather to the frames, around the subject where the source knows its outline. */
export const withWeather = (source: FrameSource, input: RenderInput): FrameSource => {
  const { width, height, fps, frames, seed } = input;
  const { overlays, loop } = input.recipe;
  if (overlays.length === 0) return source;
  const air = { width, height, seconds: frames / fps, loop, seed, unit: Math.min(width, height) / 720 };
  const layers = overlays.map(({ kind, amount }) => kinds[kind]({ ...air, amount }));
  const gradesFor = () => {
    const bright = brightness(source.draw(0), input);
    return overlays.map(({ kind, amount }) => createGrade(kind, amount, bright));
  };
  let grades: ReturnType<typeof createGrade>[] | null = null;
  return {
    ...source,
    draw: (frame) => {
      grades ??= gradesFor();
      const picture = source.draw(frame);
      for (const grade of grades) grade(picture, input);
      const canvas = { width, height, picture, cover: source.cover?.() ?? null };
      for (const layer of layers) layer(canvas, frame / fps);
      return picture;
    },
  };
};
