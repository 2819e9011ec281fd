import { bell, type Drawn, type Subject, smooth } from './bend.ts';
import { inkOf, paintOver } from './paint-over.ts';

/** A run of molten colour. Lengths are in stage pixels, `start` is the progress at which it leaves the subject. */
type Drip = {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly long: number;
  readonly start: number;
  /** Luma and colour differences from its left to its right edge. */
  readonly inks: readonly (readonly [number, number, number])[];
};

/** Colours across a drip. */
const across = 5;

/** The subject's mean colour around a place, in stage pixels. What is surely the subject counts most. */
const inkAt = (
  { front, cover }: Subject,
  x: number,
  y: number,
  reach: number,
): readonly [number, number, number] => {
  const { width, height, scale, rgb } = front;
  const sum = [0, 0, 0];
  let all = 0;
  for (let i = -2; i <= 2; i += 1)
    for (let j = -1; j <= 1; j += 1) {
      const column = Math.min(width - 1, Math.max(0, Math.round((x + 0.3 * j * reach) * scale)));
      const row = Math.min(height - 1, Math.max(0, Math.round((y + (i * reach) / 2) * scale)));
      const [across, down] = [(column * cover.scale) / scale, (row * cover.scale) / scale];
      const weight =
        (cover.values[Math.floor(down) * cover.width + Math.floor(across)] as number) ** 4 + 1e-6;
      all += weight;
      for (let c = 0; c < 3; c += 1)
        sum[c] = (sum[c] as number) + weight * (rgb[3 * (row * width + column) + c] as number);
    }
  const [red, green, blue] = sum.map((value) => value / all);
  return inkOf(red as number, green as number, blue as number);
};

/** The colour just inside an edge, or further inside where the edge shows what is behind. */
const ownInk = (subject: Subject, x: number, y: number, half: number) => {
  const [near, deep] = [inkAt(subject, x, y - 1.6 * half, half), inkAt(subject, x, y - 5 * half, half)];
  return Math.abs(near[0] - deep[0]) > 45 ? deep : near;
};

type Spot = { readonly x: number; readonly y: number; readonly weight: number };

/** Where drips may leave: the subject's lower edges, and where one colour ends above another one. */
const spotsOf = (subject: Subject): readonly Spot[] => {
  const { cover, box, cut, stage } = subject;
  const [, top, , tall] = box;
  const { width, height, scale, values } = cover;
  const floor = cut ? stage.height : top + tall;
  const step = Math.max(2, Math.round(0.02 * height));
  const at = (x: number, y: number) => values[Math.min(height - 1, y) * width + x] as number;
  const spots: Spot[] = [];
  for (let x = 1; x < width - 1; x += 1)
    for (let y = step; y < height - 1; y += 1) {
      if (at(x, y) < 0.6) continue;
      const place = { x: (x + 0.5) / scale, y: (y + 0.5) / scale };
      const end = at(x, y + 1) < 0.6 && at(x, Math.min(height - 1, y + 2 * step)) < 0.4;
      if (end && place.y < floor - 0.05 * tall) spots.push({ ...place, weight: 1 });
      if (end || y % 2 === 1 || place.y > floor - 0.12 * tall || at(x, y + 2 * step) < 0.9) continue;
      const [above] = inkAt(subject, place.x, place.y - 0.02 * tall, 0.012 * tall);
      const [below] = inkAt(subject, place.x, place.y + 0.02 * tall, 0.012 * tall);
      const differ = Math.abs(above - below);
      if (differ > 20) spots.push({ ...place, weight: Math.min(0.55, differ / 120) });
    }
  return spots;
};

const dripsOf = (subject: Subject): readonly Drip[] => {
  const { stage, box, cut, strength, random } = subject;
  const [, top, wide, tall] = box;
  const floor = cut ? stage.height : top + tall;
  const broad = Math.min(0.021 * stage.height, Math.max(5, 0.045 * Math.min(wide, tall)));
  const spots = spotsOf(subject)
    .map((spot) => ({ ...spot, rank: spot.weight * (0.4 + 0.6 * random()) }))
    .sort((one, other) => other.rank - one.rank);
  const drips: Drip[] = [];
  let inner = 0;
  const most = Math.round(Math.min(26, (0.8 * wide) / (2 * broad)) * Math.min(1.3, strength));
  for (const { x, y, weight } of spots) {
    if (drips.length >= most) break;
    const free = weight === 1;
    const half = broad * (free ? 0.5 + 0.65 * random() ** 1.5 : 0.4 + 0.3 * random());
    const gap = (free ? 1.4 : 2.6) * (half + 0.5 * broad);
    const crowded = drips.some(
      (other) => Math.abs(other.x - x) < gap + other.half && Math.abs(other.y - y) < 0.4 * tall,
    );
    if (crowded || (!free && inner >= 0.3 * most)) continue;
    if (!free) inner += 1;
    const reach =
      Math.min(tall, 1.3 * wide) * (free ? 0.07 + 0.34 * random() ** 1.6 : 0.05 + 0.15 * random() ** 2);
    drips.push({
      ...{ x, y, half },
      long: Math.max(2.5 * half, Math.min(reach * Math.min(1.3, strength), floor - y + 0.05 * tall)),
      start: 0.04 + 0.4 * random(),
      inks: Array.from({ length: across }, (_, i) =>
        ownInk(subject, x + half * ((2 * i) / (across - 1) - 1) * 0.8, y, half),
      ),
    });
  }
  return drips;
};

/** Light across a drip (−1 left to 1 right), in levels of luma: a bright line on the left, shade on the right. */
const gloss = (side: number): number =>
  30 * bell((side + 0.4) / 0.22) - 20 * smooth((side - 0.05) / 0.95) - 6 * smooth((-side - 0.62) / 0.38);

/** Drips with rounded ends that run down a melting subject. `follow` moves stage points along with the subject. */
export const createDrips = (subject: Subject, follow: (points: Float64Array) => void) => {
  const drips = dripsOf(subject);
  return (drawn: Drawn, far: number): void => {
    for (const { x, y, half, long, start, inks } of drips) {
      const grown = smooth((far - start) / (0.98 - start));
      if (grown <= 0) continue;
      const place = Float64Array.of(x, y);
      follow(place);
      drawn.toFrame(place);
      const [middle = 0, head = 0] = place;
      const from = head - 1.1 * half * drawn.zoom;
      const wide = half * drawn.zoom * Math.min(1, 0.5 + grown);
      const end = head + (long * grown + 0.4 * half) * drawn.zoom;
      const bulb = end - wide;
      const breadthAt = (down: number): number => {
        if (down > bulb) return Math.sqrt(Math.max(0, wide * wide - (down - bulb) ** 2));
        const flare = Math.max(0, 1 - (down - from) / (1.6 * wide));
        return wide * (0.66 + 0.34 * smooth((down - bulb + 3 * wide) / (3 * wide)) + 0.55 * flare * flare);
      };
      const opacity = smooth(grown / 0.12);
      paintOver(
        drawn.picture,
        drawn,
        [middle - 2 * wide - 4, from, middle + 2 * wide + 6, end + 6],
        (right, down, ink) => {
          const aside = right - middle;
          const breadth = breadthAt(down);
          const inside = Math.min(1, Math.max(0, breadth - Math.abs(aside) + 0.5));
          const opening = opacity * smooth((down - from) / (1.5 * wide));
          if (inside === 0 || down > end + 0.5) {
            // A shadow beside it on what lies behind.
            const shade = breadthAt(down - 2.5);
            const near = Math.min(1, Math.max(0, (shade - Math.abs(aside - 2.5) + 2) / 3));
            if (near === 0 || down - 2.5 > end) return;
            ink.share = 0.3 * near * opening;
            [ink.luma, ink.blue, ink.red] = [16, 128, 128];
            return;
          }
          const side = aside / Math.max(1, breadth);
          const part = ((side + 1) / 2) * (across - 1);
          const left = Math.min(across - 2, Math.max(0, Math.floor(part)));
          const u = part - left;
          const [one, two] = [inks[left], inks[left + 1]] as const;
          if (one === undefined || two === undefined) return;
          const spot = bell(Math.hypot(aside + 0.32 * wide, down - bulb + 0.1 * wide) / (0.34 * wide));
          ink.share = inside * opening;
          ink.luma =
            one[0] + u * (two[0] - one[0]) + gloss(side) + 44 * spot - 16 * smooth((down - bulb) / wide);
          ink.blue = one[1] + u * (two[1] - one[1]);
          ink.red = one[2] + u * (two[2] - one[2]);
        },
      );
    }
  };
};
