import type { Size } from '../../../core/shot.ts';
import { box } from '../../../media/pixels/plane.ts';
import { lookUp } from '../../../media/pixels/shrink.ts';
import type { Part } from '../layers/sheet.ts';

/** Someone drawn over a frame: how much of each pixel of a part of the frame they cover, 0 to 255. */
export type Drawn = { readonly place: Part; readonly cover: Uint8Array };

/** How soft the edge of a face is, in shares of its width. */
const soft = 0.008;

/** How dark the shadow beside a face is, and how far it reaches; in shares of full brightness and of the face. */
const shadow = { dark: 0.42, reach: 0.045 } as const;

type Planes = readonly [luma: Uint8Array, blue: Uint8Array, red: Uint8Array];

const planesOf = (picture: Uint8Array, { width, height }: Size): Planes => {
  const area = width * height;
  return [
    picture.subarray(0, area),
    picture.subarray(area, area + (area >> 2)),
    picture.subarray(area + (area >> 2)),
  ];
};

/** The share of each cell that is inside a closed line of points (x and y in turn, in cells). */
const insideOf = (points: Float64Array, { width, height }: Size): Float32Array => {
  const inside = new Float32Array(width * height);
  const crossings: number[] = [];
  for (let y = 0; y < height; y += 1) {
    crossings.length = 0;
    for (let i = 0; i < points.length; i += 2) {
      const next = (i + 2) % points.length;
      const [top, low] = [points[i + 1] as number, points[next + 1] as number];
      if (top <= y !== low <= y) {
        const share = (y - top) / (low - top);
        crossings.push((points[i] as number) + share * ((points[next] as number) - (points[i] as number)));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const [from, to] = [crossings[pair] as number, crossings[pair + 1] as number];
      for (let x = Math.max(0, Math.floor(from)); x <= Math.min(width - 1, Math.floor(to)); x += 1)
        inside[y * width + x] = Math.min(1, Math.min(x + 1, to) - Math.max(x, from));
    }
  }
  return inside;
};

/** How much of a pixel of the frame someone covers, 0 to 1. */
const coverAt = ({ place, cover }: Drawn, x: number, y: number): number => {
  const [right, down] = [x - place.left, y - place.top];
  if (right < 0 || down < 0 || right >= place.width || down >= place.height) return 0;
  return (cover[down * place.width + right] as number) / 255;
};

/**
 * Shows a face in front of someone who is drawn over the person: `keep` before, `lay` after. The face shades whoever
 * is behind it.
 */
export const createFaceOver = (frame: Size) => {
  const kept = new Uint8Array(frame.width * frame.height * 1.5);
  return {
    keep: (picture: Uint8Array): void => kept.set(picture),
    /** `points` are the outline of the face in the frame, x and y in turn; `own` is its person, `other` who was drawn after. */
    lay: (picture: Uint8Array, points: Float64Array, own: Drawn, other: Drawn): void => {
      let [left, top, right, bottom] = [frame.width, frame.height, 0, 0];
      for (let i = 0; i < points.length; i += 2) {
        left = Math.min(left, points[i] as number);
        right = Math.max(right, points[i] as number);
        top = Math.min(top, points[i + 1] as number);
        bottom = Math.max(bottom, points[i + 1] as number);
      }
      const wide = Math.max(16, right - left);
      const margin = 3 * shadow.reach * wide;
      const start = (value: number, most: number) => Math.min(most - 4, Math.max(0, Math.floor(value))) & ~1;
      const [west, north] = [start(left - margin, frame.width), start(top - margin, frame.height)];
      const small: Size = {
        width: Math.max(1, (Math.min(frame.width, right + margin) - west) >> 1),
        height: Math.max(1, (Math.min(frame.height, bottom + margin) - north) >> 1),
      };
      const cells = points.map((value, i) => (value - (i % 2 === 0 ? west : north)) / 2);
      const values = insideOf(cells, small);
      for (let y = 0, at = 0; y < small.height; y += 1)
        for (let x = 0; x < small.width; x += 1, at += 1)
          values[at] = (values[at] as number) * coverAt(own, west + 2 * x, north + 2 * y);
      const blur = Math.max(1, Math.round((soft * wide) / 2));
      const shares = box(box({ ...small, values }, blur), blur).values;
      const radius = Math.max(1, Math.round((shadow.reach * wide) / 2));
      const shade = box(box({ ...small, values }, radius), radius).values;
      const [now, before] = [planesOf(picture, frame), planesOf(kept, frame)];
      for (let y = 0, at = 0; y < small.height; y += 1)
        for (let x = 0; x < small.width; x += 1, at += 1) {
          if (shade[at] === 0 && shares[at] === 0) continue;
          const half = ((north >> 1) + y) * (frame.width >> 1) + (west >> 1) + x;
          for (const plane of [1, 2] as const) {
            const value = now[plane][half] as number;
            now[plane][half] = Math.round(
              value + (shares[at] as number) * ((before[plane][half] as number) - value),
            );
          }
          for (const low of [0, 1])
            for (const right of [0, 1]) {
              const [across, down] = [west + 2 * x + right, north + 2 * y + low];
              // One share for all four pixels of a cell would show as blocks.
              const between = (cells: Float32Array): number =>
                lookUp(
                  cells,
                  small,
                  1,
                  (x + 0.25 + right / 2) / small.width,
                  (y + 0.25 + low / 2) / small.height,
                  0,
                );
              const to = down * frame.width + across;
              const share = between(shares);
              const dim = shadow.dark * between(shade) * (1 - share) * coverAt(other, across, down);
              const value = now[0][to] as number;
              const behind = value - dim * (value - 16);
              now[0][to] = Math.round(behind + share * ((before[0][to] as number) - behind));
            }
        }
    },
  };
};
