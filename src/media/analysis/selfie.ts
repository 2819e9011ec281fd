import type { Size } from '../../core/shot.ts';
import { guidance } from '../pixels/guided-filter.ts';
import type { Plane } from '../pixels/plane.ts';
import type { Box, Mask } from './types.ts';
import { lookAtView, type Pyramid, type RgbPicture, scaled, type View } from './view.ts';
import type { Run } from './vision.ts';

const inputSide = 256;

/** Long side on which a mask follows the photo's edges. */
const workingSide = 1280;

/** Minimum confidence of the model in the subject. Anything below is a guess about an object it was not trained on. */
const trust = { area: 0.03, mean: 0.75 } as const;

/** Probability of a person for each pixel of a view, 0 to 1, row by row. */
const personIn = (run: Run, pyramid: Pyramid, view: View): Float32Array => {
  const [values] = run(scaled(lookAtView(pyramid, view, inputSide), 1 / 255)).values();
  if (values?.length !== inputSide * inputSide)
    throw new Error('the mask model gives another answer than expected');
  return values;
};

const brightness = ({ width, height, data }: RgbPicture): Plane => {
  const values = new Float32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i += 1, at += 3)
    values[i] =
      (0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number)) /
      255;
  return { width, height, values };
};

/**
 * Upsamples the mask of a small copy along the edges of a large one (fast guided filter, He and Sun, 2015). Returns 0
 * to 255.
 */
const refineMask = (
  small: Plane,
  mask: Plane,
  large: Plane,
  radius: number,
  evenness: number,
): Uint8Array => {
  const { slopes, rests } = guidance(small, mask, radius, evenness);
  const data = new Uint8Array(large.width * large.height);
  const [scaleX, scaleY] = [small.width / large.width, small.height / large.height];
  const wide = small.width;
  for (let y = 0, i = 0; y < large.height; y += 1) {
    const down = Math.min(Math.max((y + 0.5) * scaleY - 0.5, 0), small.height - 1.001);
    const row = Math.floor(down);
    const low = down - row;
    for (let x = 0; x < large.width; x += 1, i += 1) {
      const across = Math.min(Math.max((x + 0.5) * scaleX - 0.5, 0), wide - 1.001);
      const column = Math.floor(across);
      const right = across - column;
      const at = row * wide + column;
      const [a, b, c, d] = [(1 - low) * (1 - right), (1 - low) * right, low * (1 - right), low * right];
      const mix = (values: Float32Array): number =>
        a * (values[at] as number) +
        b * (values[at + 1] as number) +
        c * (values[at + wide] as number) +
        d * (values[at + wide + 1] as number);
      const value = mix(slopes) * (large.values[i] as number) + mix(rests);
      data[i] = Math.round(255 * Math.min(1, Math.max(0, value)));
    }
  }
  return data;
};

type Look = { readonly view: View; readonly values: Float32Array };

/** Merges the masks of several views. The highest confidence wins. */
const layOver = (size: Size, photo: Size, looks: readonly Look[]): Plane => {
  const values = new Float32Array(size.width * size.height);
  const step = photo.width / size.width;
  const last = inputSide - 1.001;
  for (const { view, values: seen } of looks) {
    const { side, tall = side } = view;
    const [scaleX, scaleY] = [inputSide / side, inputSide / tall];
    for (let y = 0, at = 0; y < size.height; y += 1) {
      const down = ((y + 0.5) * step - view.y) * scaleY + inputSide / 2 - 0.5;
      for (let x = 0; x < size.width; x += 1, at += 1) {
        const across = ((x + 0.5) * step - view.x) * scaleX + inputSide / 2 - 0.5;
        if (across < -1 || down < -1 || across > inputSide || down > inputSide) continue;
        const [right, low] = [Math.min(Math.max(across, 0), last), Math.min(Math.max(down, 0), last)];
        const [column, row] = [Math.floor(right), Math.floor(low)];
        const i = row * inputSide + column;
        const [one, two] = [seen[i] as number, seen[i + inputSide] as number];
        const top = one + (right - column) * ((seen[i + 1] as number) - one);
        const below = two + (right - column) * ((seen[i + inputSide + 1] as number) - two);
        values[at] = Math.max(values[at] as number, top + (low - row) * (below - top));
      }
    }
  }
  return { ...size, values };
};

/** The subject's share of the plane, the mean confidence, and its bounding box in the plane's pixels. */
const measure = ({ width, height, values }: Plane) => {
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  let [count, sum] = [0, 0];
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      const value = values[i] as number;
      if (value < 0.5) continue;
      count += 1;
      sum += value;
      columns[x] = (columns[x] as number) + 1;
      rows[y] = (rows[y] as number) + 1;
    }
  // A few stray pixels must not enlarge the subject.
  const ends = (counts: Uint32Array, across: number) => {
    const least = 0.01 * across;
    return [counts.findIndex((n) => n > least), counts.findLastIndex((n) => n > least) + 1] as const;
  };
  const [[west, east], [north, south]] = [ends(columns, height), ends(rows, width)];
  return {
    area: count / values.length,
    mean: count === 0 ? 0 : sum / count,
    box: [west, north, east - west, south - north] as Box,
  };
};

export type PersonSegment = { readonly mask: Mask; readonly box: Box; readonly confidence: number };

/** Maximum number of close-ups of people who are too small in the whole photo or were missed. */
const closerLooks = 4;

/** The view around the person with this face, as far as a portrait would show them. */
const aroundFace = ([x, y, width, height]: Box): View => ({
  x: x + width / 2,
  y: y + 1.6 * height,
  side: 6.6 * Math.max(width, height),
  angle: 0,
});

/**
 * Finds the people or the animal that a photo is about. Null when no result is confident. Faces are in the pyramid's
 * pixels.
 */
export const segment = (run: Run, pyramid: Pyramid, faces: readonly Box[]): PersonSegment | null => {
  const photo = pyramid[0] as Size;
  const whole = { x: photo.width / 2, y: photo.height / 2, side: photo.width, angle: 0, tall: photo.height };
  const look = (view: View): Look => ({ view, values: personIn(run, pyramid, view) });
  const start = pyramid.findIndex(({ width, height }) => Math.max(width, height) <= workingSide);
  const fine = brightness(pyramid[Math.max(0, start)] as RgbPicture);
  const half = brightness((pyramid[Math.max(0, start) + 1] ?? pyramid.at(-1)) as RgbPicture);
  const looks = [look(whole)];
  const coarse = measure(
    layOver({ width: 128, height: Math.ceil((128 * photo.height) / photo.width) }, photo, looks),
  );
  const missed = ([x, y, width, height]: Box): boolean => {
    const column = Math.min(
      inputSide - 1,
      Math.max(0, Math.floor(((x + width / 2) / photo.width) * inputSide)),
    );
    const row = Math.min(
      inputSide - 1,
      Math.max(0, Math.floor(((y + height / 2) / photo.height) * inputSide)),
    );
    return (looks[0]?.values[row * inputSide + column] ?? 0) < 0.5;
  };
  const small = faces.filter(
    (face) => 6.6 * face[2] < 0.62 * Math.min(photo.width, photo.height) || missed(face),
  );
  looks.push(...small.slice(0, closerLooks).map((face) => look(aroundFace(face))));
  const [west, north, width, height] = coarse.box.map(
    (value) => (value * photo.width) / 128,
  ) as unknown as Box;
  if (
    small.length === 0 &&
    coarse.area > 0 &&
    Math.max(width, height) < 0.62 * Math.max(photo.width, photo.height)
  )
    looks.push(
      look({ x: west + width / 2, y: north + height / 2, side: 1.2 * Math.max(width, height), angle: 0 }),
    );
  const laid = layOver(half, photo, looks);
  const { area, mean, box } = measure(laid);
  if (area < trust.area || mean < trust.mean) return null;
  const data = refineMask(half, laid, fine, Math.max(2, Math.round(half.height / 120)), 1e-3);
  const scale = photo.width / half.width;
  return {
    mask: { width: fine.width, height: fine.height, data },
    box: box.map((value) => value * scale) as unknown as Box,
    confidence: mean,
  };
};
