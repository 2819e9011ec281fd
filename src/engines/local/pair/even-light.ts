import type { PlanarPicture } from '../../../media/planar.ts';
import { texturePad } from '../../../media/texture.ts';
import { clamp } from '../wave.ts';
import type { Person } from './person.ts';

/** Face mesh points on skin: cheeks, forehead, nose. */
const skin = [
  50, 280, 101, 330, 205, 425, 10, 151, 9, 108, 337, 69, 299, 117, 346, 36, 266, 187, 411, 4, 5, 195,
];

const planes = ['blue', 'red', 'luma'] as const;
type Plane = (typeof planes)[number];

type Mean = { readonly mean: number; readonly spread: number };

/** The mean and spread of a person's skin colour. */
const skinOf = ({ face, sheet, onStage }: Person): Record<Plane, Mean> => {
  const { picture, density, left, top } = sheet;
  const statistics = (plane: Plane): Mean => {
    const half = plane === 'luma' ? 1 : 2;
    const wide = picture.width / half;
    const values = skin.flatMap((index) => {
      const [px = 0, py = 0] = face.points[index] ?? [];
      const { x, y } = onStage(px, py);
      const column = Math.round(((x - left) * density + texturePad) / half);
      const row = Math.round(((y - top) * density + texturePad) / half);
      if (column < 2 || row < 2 || column >= wide - 2 || row >= picture.height / half - 2) return [];
      return [-2, -1, 0, 1, 2].map((aside) => picture[plane][row * wide + column + aside] as number);
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
    return { mean, spread: Math.sqrt(square) };
  };
  return { luma: statistics('luma'), blue: statistics('blue'), red: statistics('red') };
};

/** How far a plane moves towards the mean of both people, and the limit in levels. */
const way = {
  luma: { share: 0.6, most: 20 },
  blue: { share: 0.7, most: 9 },
  red: { share: 0.7, most: 9 },
} as const;

/** How strongly each brightness is adjusted. Black and white stay neutral and unchanged. */
const follows = (luma: number): number => clamp(Math.min((luma - 48) / 70, (240 - luma) / 55), 0, 1);

const shift = (picture: PlanarPicture, own: Mean, other: Mean, plane: Plane): void => {
  const { share, most } = way[plane];
  const moved = clamp((share * (other.mean - own.mean)) / 2, -most, most);
  const gain = clamp(Math.sqrt((own.spread + other.spread) / (2 * Math.max(1, own.spread))), 0.85, 1.18);
  const values = picture[plane];
  if (plane === 'luma') {
    const moves = Uint8Array.from({ length: 256 }, (_, value) =>
      clamp(Math.round(value + follows(value) * (moved + (gain - 1) * (value - own.mean))), 16, 235),
    );
    for (let at = 0; at < values.length; at += 1) values[at] = moves[values[at] as number] as number;
    return;
  }
  const changes = Float64Array.from({ length: 256 }, (_, luma) => follows(luma) * moved);
  for (let at = 0; at < values.length; at += 1)
    values[at] = clamp(
      Math.round((values[at] as number) + (changes[lumaAt(picture, at)] as number)),
      16,
      240,
    );
};

/** The brightness at an index of the half-size planes. */
const lumaAt = ({ luma, width }: PlanarPicture, at: number): number =>
  luma[2 * Math.floor((2 * at) / width) * width + 2 * (at % (width / 2))] as number;

/** The colour for each brightness (by luma) of a monochrome picture. */
export type Tint = Readonly<Record<'blue' | 'red', Uint8Array>>;

/** Mean difference in levels, from the colour expected by brightness, up to which a picture counts as monochrome. */
const single = 2.4;

const bands = 12;

const tintOf = (picture: PlanarPicture, cover: Uint8Array): Tint | null => {
  const sums = {
    blue: new Float64Array(bands),
    red: new Float64Array(bands),
    count: new Float64Array(bands),
  };
  const each = (use: (at: number, band: number) => void) => {
    for (let at = 0; at < picture.blue.length; at += 3) {
      if ((cover[at] as number) < 200) continue;
      use(at, clamp(Math.floor(((lumaAt(picture, at) - 16) * bands) / 220), 0, bands - 1));
    }
  };
  each((at, band) => {
    sums.blue[band] = (sums.blue[band] as number) + (picture.blue[at] as number);
    sums.red[band] = (sums.red[band] as number) + (picture.red[at] as number);
    sums.count[band] = (sums.count[band] as number) + 1;
  });
  const mean = (plane: 'blue' | 'red', band: number): number =>
    (sums[plane][band] as number) / Math.max(1, sums.count[band] as number);
  let [off, all] = [0, 0];
  each((at, band) => {
    off += Math.abs((picture.blue[at] as number) - mean('blue', band));
    off += Math.abs((picture.red[at] as number) - mean('red', band));
    all += 1;
  });
  if (off / Math.max(1, all) > single) return null;
  const known = Array.from({ length: bands }, (_, band) => band).filter(
    (band) => (sums.count[band] as number) > 20,
  );
  const curve = (plane: 'blue' | 'red') =>
    Uint8Array.from({ length: 256 }, (_, luma) => {
      const band = clamp(((luma - 16) * bands) / 220 - 0.5, known[0] ?? 0, known.at(-1) ?? 0);
      const [low, high] = [known.findLast((one) => one <= band), known.find((one) => one >= band)];
      if (low === undefined || high === undefined) return 128;
      const share = high === low ? 0 : (band - low) / (high - low);
      return Math.round(mean(plane, low) + share * (mean(plane, high) - mean(plane, low)));
    });
  return { blue: curve('blue'), red: curve('red') };
};

/** Gives a picture the tint of a monochrome one. */
export const tintWith = (picture: PlanarPicture, tint: Tint): void => {
  for (let at = 0; at < picture.blue.length; at += 1) {
    const luma = lumaAt(picture, at);
    picture.blue[at] = tint.blue[luma] as number;
    picture.red[at] = tint.red[luma] as number;
  }
};

/**
 * Puts two people in the same light. If one photo is monochrome, both people get its tint, which is returned for the
 * background; null otherwise.
 */
export const evenLight = (one: Person, other: Person): Tint | null => {
  const [first, second] = [one, other].map(({ sheet }) => tintOf(sheet.picture, sheet.cover.blue)) as [
    Tint | null,
    Tint | null,
  ];
  const tint = first ?? second;
  if (tint !== null) for (const { sheet } of [one, other]) tintWith(sheet.picture, tint);
  const [mine, yours] = [skinOf(one), skinOf(other)];
  for (const plane of tint === null ? planes : (['luma'] as const)) {
    shift(one.sheet.picture, mine[plane], yours[plane], plane);
    shift(other.sheet.picture, yours[plane], mine[plane], plane);
  }
  return tint;
};
