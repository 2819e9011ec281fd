import type { Size } from '../../core/shot.ts';

/** Shrinks a picture with `channels` numbers per pixel. Each pixel is the mean of those it covers. */
export const shrink = (
  values: Uint8Array | Float32Array,
  from: Size,
  to: Size,
  channels: number,
): Float32Array => {
  const shrunk = new Float32Array(to.width * to.height * channels);
  const edge = (at: number, whole: number, length: number): number => Math.floor((at * whole) / length);
  for (let y = 0, out = 0; y < to.height; y += 1) {
    const top = edge(y, from.height, to.height);
    const bottom = Math.max(top + 1, edge(y + 1, from.height, to.height));
    for (let x = 0; x < to.width; x += 1) {
      const left = edge(x, from.width, to.width);
      const right = Math.max(left + 1, edge(x + 1, from.width, to.width));
      const count = (right - left) * (bottom - top);
      for (let channel = 0; channel < channels; channel += 1, out += 1) {
        let sum = 0;
        for (let row = top; row < bottom; row += 1) {
          const end = (row * from.width + right) * channels + channel;
          for (let at = (row * from.width + left) * channels + channel; at < end; at += channels)
            sum += values[at] as number;
        }
        shrunk[out] = sum / count;
      }
    }
  }
  return shrunk;
};

/** A size of the same aspect ratio whose longer side has at most this many pixels. */
export const within = ({ width, height }: Size, side: number): Size => {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** Samples a picture between its pixels. `x` and `y` are shares of its width and height. */
export const lookUp = (
  values: Float32Array,
  { width, height }: Size,
  channels: number,
  x: number,
  y: number,
  channel: number,
): number => {
  const right = Math.min(Math.max(x * width - 0.5, 0), width - 1);
  const down = Math.min(Math.max(y * height - 0.5, 0), height - 1);
  const column = right | 0;
  const row = down | 0;
  const beside = column < width - 1 ? channels : 0;
  const below = row < height - 1 ? width * channels : 0;
  const at = (row * width + column) * channels + channel;
  const top =
    (values[at] as number) * (1 - right + column) + (values[at + beside] as number) * (right - column);
  const low =
    (values[at + below] as number) * (1 - right + column) +
    (values[at + below + beside] as number) * (right - column);
  return top + (low - top) * (down - row);
};
