import type { Size } from '../../core/shot.ts';
import { even } from '../../media/even.ts';
import { type FrameContents, keepInFrame } from '../../media/keep-in-frame.ts';
import { box } from '../../media/pixels/plane.ts';
import { lookUp, shrink } from '../../media/pixels/shrink.ts';
import { around, ringLength } from './frame-renderer.ts';
import type { FrameSource } from './frame-source.ts';
import type { RenderInput } from './render-input.ts';

/** Frame planes are blurred on copies that are this many times smaller. */
const coarse = 12;

/** The largest frame with this aspect ratio that fits inside another. Its sides are even. */
const inside = ({ width, height }: Size, shape: number): Size => ({
  width: Math.min(width, even(height * shape, 16)),
  height: Math.min(height, even(width / shape, 16)),
});

/** Puts a plane into a larger one at `left` and `top`, and fills the rest with a heavily blurred copy of it. */
const layPlane = (
  target: Uint8Array,
  frame: Size,
  source: Uint8Array,
  inner: Size,
  left: number,
  top: number,
): void => {
  const small = {
    width: Math.max(4, Math.round(inner.width / coarse)),
    height: Math.max(4, Math.round(inner.height / coarse)),
  };
  const blurred = box(box({ ...small, values: shrink(source, inner, small, 1) }, 2), 2).values;
  const scale = Math.max(frame.width / inner.width, frame.height / inner.height);
  const [wide, tall] = [inner.width * scale, inner.height * scale];
  for (let y = 0; y < frame.height; y += 1) {
    const down = (y + 0.5 + (tall - frame.height) / 2) / tall;
    const within = y >= top && y < top + inner.height;
    for (let x = 0; x < frame.width; x += 1) {
      if (within && x === left) x += inner.width;
      if (x >= frame.width) break;
      const right = (x + 0.5 + (wide - frame.width) / 2) / wide;
      target[y * frame.width + x] = lookUp(blurred, small, 1, right, down, 0);
    }
    if (within)
      target.set(
        source.subarray((y - top) * inner.width, (y - top + 1) * inner.width),
        y * frame.width + left,
      );
  }
};

const halfOf = ({ width, height }: Size): Size => ({ width: width / 2, height: height / 2 });

/** Centres a smaller clip in the frame, on a blurred copy of itself. */
const laidOnBlur = (source: FrameSource, inner: Size, frame: Size): FrameSource => {
  const area = frame.width * frame.height;
  const innerArea = inner.width * inner.height;
  const next = around(Array.from({ length: ringLength }, () => new Uint8Array(1.5 * area)));
  const cover = new Uint8Array(area / 4);
  const [half, innerHalf] = [halfOf(frame), halfOf(inner)];
  const [left, top] = [(frame.width - inner.width) >> 2, (frame.height - inner.height) >> 2];
  const share = inner.width / frame.width;
  return {
    ...(source.notices && { notices: source.notices }),
    ...(source.cover && {
      cover: () => {
        const own = source.cover?.() ?? new Uint8Array(innerArea / 4);
        for (let y = 0; y < innerHalf.height; y += 1)
          cover.set(
            own.subarray(y * innerHalf.width, (y + 1) * innerHalf.width),
            (y + top) * half.width + left,
          );
        return cover;
      },
    }),
    places: (index) => source.places(index).map(({ x, y }) => ({ x: x * share, y: y * share })),
    draw: (index) => {
      const picture = source.draw(index);
      const target = next();
      layPlane(target.subarray(0, area), frame, picture.subarray(0, innerArea), inner, 2 * left, 2 * top);
      for (const at of [1, 1.25])
        layPlane(
          target.subarray(at * area, (at + 0.25) * area),
          half,
          picture.subarray(at * innerArea, (at + 0.25) * innerArea),
          innerHalf,
          left,
          top,
        );
      return target;
    },
  };
};

/** Opens a clip for the whole frame, or for a part of it with a blurred border if heads would be cut off. */
export const withBlurredBorders = async (
  input: RenderInput,
  seen: FrameContents,
  open: (input: RenderInput) => Promise<FrameSource>,
): Promise<FrameSource> => {
  const part = keepInFrame(seen, input.width / input.height);
  if (!part.filled) return open(input);
  const inner = inside(input, part.width / part.height);
  return laidOnBlur(await open({ ...input, ...inner }), inner, input);
};
