import type { Size } from '../../../core/shot.ts';
import { box } from '../../../media/pixels/plane.ts';
import type { SheetPart } from '../layers/sheet.ts';

/** Someone drawn over a frame: how much of each pixel of a part of the frame they cover, 0 to 255. */
export type DrawnFace = { readonly place: SheetPart; readonly cover: Uint8Array };

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

const mixed = (one: number, other: number, share: number): number => Math.round(one + share * (other - one));

/** Values of cells at twice the resolution, blended between the middles of the cells. */
export const doubled = (cells: Float32Array, { width, height }: Size): Float32Array => {
  const fine = new Float32Array(4 * width * height);
  for (let y = 0, at = 0; y < 2 * height; y += 1) {
    const row = (y >> 1) * width;
    const next = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width;
    for (let x = 0; x < 2 * width; x += 1, at += 1) {
      const column = x >> 1;
      const beside = Math.min(width - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
      const near = 0.75 * (cells[row + column] as number) + 0.25 * (cells[row + beside] as number);
      const far = 0.75 * (cells[next + column] as number) + 0.25 * (cells[next + beside] as number);
      fine[at] = 0.75 * near + 0.25 * far;
    }
  }
  return fine;
};

/** How much of a pixel of the frame someone covers, 0 to 1. */
export const coverAt = ({ place, cover }: DrawnFace, x: number, y: number): number => {
  const right = x - place.left;
  const down = y - place.top;
  if (right < 0 || down < 0 || right >= place.width || down >= place.height) return 0;
  return (cover[down * place.width + right] as number) / 255;
};

/** The cells, each two pixels wide, in which someone covers anything: their bounds, with some room, or null. */
const reachedBy = (
  drawn: DrawnFace,
  { left, top, width, height }: SheetPart,
  room: number,
): SheetPart | null => {
  let [west, north, east, south] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (coverAt(drawn, left + 2 * x, top + 2 * y) > 0) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        north = Math.min(north, y);
        south = y;
      }
  if (east < 0) return null;
  [west, north] = [Math.max(0, west - room), Math.max(0, north - room)];
  return {
    left: left + 2 * west,
    top: top + 2 * north,
    width: Math.min(width, east + room + 1) - west,
    height: Math.min(height, south + room + 1) - north,
  };
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
    lay: (picture: Uint8Array, points: Float64Array, own: DrawnFace, other: DrawnFace): void => {
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
      const [farWest, farNorth] = [start(left - margin, frame.width), start(top - margin, frame.height)];
      const radius = Math.max(1, Math.round((shadow.reach * wide) / 2));
      const all: SheetPart = {
        left: farWest,
        top: farNorth,
        width: Math.max(1, (Math.min(frame.width, right + margin) - farWest) >> 1),
        height: Math.max(1, (Math.min(frame.height, bottom + margin) - farNorth) >> 1),
      };
      // Elsewhere the frame is as it was kept.
      const small = reachedBy(other, all, 2 * radius + 1);
      if (small === null) return;
      const { left: west, top: north } = small;
      const cells = points.map((value, i) => (value - (i % 2 === 0 ? west : north)) / 2);
      const values = insideOf(cells, small);
      for (let y = 0, at = 0; y < small.height; y += 1)
        for (let x = 0; x < small.width; x += 1, at += 1)
          values[at] = (values[at] as number) * coverAt(own, west + 2 * x, north + 2 * y);
      const blur = Math.max(1, Math.round((soft * wide) / 2));
      const shares = box(box({ ...small, values }, blur), blur).values;
      const shade = box(box({ ...small, values }, radius), radius).values;
      const [luma, blue, red] = planesOf(picture, frame);
      const [oldLuma, oldBlue, oldRed] = planesOf(kept, frame);
      for (let y = 0, at = 0; y < small.height; y += 1) {
        let half = ((north >> 1) + y) * (frame.width >> 1) + (west >> 1);
        for (let x = 0; x < small.width; x += 1, at += 1, half += 1) {
          const share = shares[at] as number;
          if (share === 0) continue;
          blue[half] = mixed(blue[half] as number, oldBlue[half] as number, share);
          red[half] = mixed(red[half] as number, oldRed[half] as number, share);
        }
      }
      // One share for all four pixels of a cell would show as blocks.
      const [fine, fineShade] = [doubled(shares, small), doubled(shade, small)];
      for (let y = 0, at = 0; y < 2 * small.height; y += 1) {
        let to = (north + y) * frame.width + west;
        for (let x = 0; x < 2 * small.width; x += 1, at += 1, to += 1) {
          const [share, dark] = [fine[at] as number, fineShade[at] as number];
          if (share === 0 && dark === 0) continue;
          const dim = shadow.dark * dark * (1 - share) * coverAt(other, west + x, north + y);
          const value = luma[to] as number;
          luma[to] = mixed(value - dim * (value - 16), oldLuma[to] as number, share);
        }
      }
    },
  };
};
