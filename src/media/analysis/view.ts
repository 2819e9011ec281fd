import type { Size } from '../../core/shot.ts';

/** Packed RGB. */
export type RgbPicture = Size & { readonly data: Uint8Array };

/** A square cut-out: its centre and side in pixels of the picture, and its clockwise rotation in radians. */
export type View = {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly angle: number;
  readonly mirrored?: true;
  /** Its height if it differs from its width. The view is then squeezed into a square. */
  readonly tall?: number;
};

/** The picture, repeatedly halved in size. */
export type Pyramid = readonly RgbPicture[];

const halved = ({ width, height, data }: RgbPicture): RgbPicture => {
  const [wide, tall] = [width >> 1, height >> 1];
  const small = new Uint8Array(wide * tall * 3);
  for (let y = 0, at = 0; y < tall; y += 1)
    for (let x = 0; x < wide; x += 1)
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        const from = (2 * y * width + 2 * x) * 3 + channel;
        const below = from + width * 3;
        small[at] =
          ((data[from] as number) +
            (data[from + 3] as number) +
            (data[below] as number) +
            (data[below + 3] as number) +
            2) >>
          2;
      }
  return { width: wide, height: tall, data: small };
};

export const pyramidOf = (picture: RgbPicture): Pyramid => {
  const levels = [picture];
  for (let last = picture; Math.min(last.width, last.height) >= 128; ) {
    last = halved(last);
    levels.push(last);
  }
  return levels;
};

/** Maps a position in the view (0 to 1 on each axis) to the picture. */
export const fromView = ({ x, y, side, angle, mirrored, tall = side }: View) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (across: number, down: number): readonly [x: number, y: number] => {
    const right = side * (mirrored ? 0.5 - across : across - 0.5);
    const low = tall * (down - 0.5);
    return [x + cos * right - sin * low, y + sin * right + cos * low];
  };
};

/** Samples a view at `pixels` per side, as packed RGB from 0 to 255. Black outside the picture. */
export const lookAtView = (pyramid: Pyramid, view: View, pixels: number): Float32Array => {
  const ratio = view.side / pixels;
  const level = Math.max(0, Math.min(pyramid.length - 1, Math.round(Math.log2(Math.max(1, ratio)))));
  const { width, height, data } = pyramid[level] as RgbPicture;
  const shrink = 2 ** -level;
  const place = fromView(view);
  const [startX, startY] = place(0.5 / pixels, 0.5 / pixels);
  const [rightX, rightY] = place(1.5 / pixels, 0.5 / pixels);
  const [downX, downY] = place(0.5 / pixels, 1.5 / pixels);
  const values = new Float32Array(pixels * pixels * 3);
  for (let row = 0, at = 0; row < pixels; row += 1)
    for (let column = 0; column < pixels; column += 1, at += 3) {
      const x = (startX + column * (rightX - startX) + row * (downX - startX)) * shrink - 0.5;
      const y = (startY + column * (rightY - startY) + row * (downY - startY)) * shrink - 0.5;
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < -1 || top < -1 || left >= width || top >= height) continue;
      const [a, b] = [Math.max(0, left), Math.min(width - 1, left + 1)];
      const [c, d] = [Math.max(0, top) * width, Math.min(height - 1, top + 1) * width];
      const [shareX, shareY] = [x - left, y - top];
      for (let channel = 0; channel < 3; channel += 1) {
        const one = data[(c + a) * 3 + channel] as number;
        const two = data[(d + a) * 3 + channel] as number;
        const upper = one + shareX * ((data[(c + b) * 3 + channel] as number) - one);
        const lower = two + shareX * ((data[(d + b) * 3 + channel] as number) - two);
        values[at + channel] = upper + shareY * (lower - upper);
      }
    }
  return values;
};

/** Multiplies each value by `scale` and adds `shift`, in place. */
export const scaled = (values: Float32Array, scale: number, shift = 0): Float32Array => {
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * scale + shift;
  return values;
};
