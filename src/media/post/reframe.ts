import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { even } from '../even.ts';

const limit = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Blurring a small copy costs a sixteenth, and the difference isn't visible. */
const shrink = 4;

export const ratioOf = (ratio: string): number => {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
};

/** The largest part of a picture that has this aspect ratio. */
export const partOf = ({ width, height }: Size, shape: number): Size => ({
  width: Math.min(width, even(height * shape)),
  height: Math.min(height, even(width / shape)),
});

const crop = (size: Size, shape: number, { x, y }: { x: number; y: number }): [Size, string] => {
  const part = partOf(size, shape);
  const left = Math.round(limit(x * size.width - part.width / 2, size.width - part.width));
  const top = Math.round(limit(y * size.height - part.height / 2, size.height - part.height));
  return [part, `crop=${part.width}:${part.height}:${left}:${top}`];
};

/** The whole picture on a blurred copy of itself. */
export const blurred = (size: Size, shape: number): [Size, string] => {
  const side = Math.min(size.width, size.height);
  const frame = { width: even(side * Math.max(1, shape)), height: even(side / Math.min(1, shape)) };
  const scale = Math.min(frame.width / size.width, frame.height / size.height);
  const front = { width: even(size.width * scale), height: even(size.height * scale) };
  const back = { width: even(frame.width / shrink), height: even(frame.height / shrink) };
  const cover = `scale=${back.width}:${back.height}:force_original_aspect_ratio=increase`;
  return [
    frame,
    [
      'split[whole][copy]',
      `[copy]${cover},crop=${back.width}:${back.height},gblur=sigma=6,scale=${frame.width}:${frame.height},setsar=1[back]`,
      `[whole]scale=${front.width}:${front.height}:flags=lanczos,setsar=1[front]`,
      '[back][front]overlay=(W-w)/2:(H-h)/2',
    ].join(';'),
  ];
};

/** The new size and the filters that give a picture another aspect ratio. Null when it already has it. */
export const reframe = (size: Size, step: PostStep & { kind: 'reframe' }): [Size, string] | null => {
  const shape = ratioOf(step.ratio);
  const part = partOf(size, shape);
  if (size.width - part.width <= 2 && size.height - part.height <= 2) return null;
  if (step.fill.kind === 'blur') return blurred(size, shape);
  return crop(size, shape, step.fill.kind === 'crop' ? step.fill : { x: 0.5, y: 0.5 });
};
