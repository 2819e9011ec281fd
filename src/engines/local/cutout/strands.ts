import { bell, type CutoutSubject, type Drawn, smooth } from './bend.ts';
import { inkOf, paintOver } from './paint-over.ts';

/** A strand of the subject's own colour that runs down from one of its edges. Lengths are in stage pixels. */
type Strand = {
  /** Where it leaves the subject, before anything has moved. */
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly long: number;
  /** When it begins, as a share of the clip. */
  readonly start: number;
  readonly ink: readonly [number, number, number];
};

/** The least colour distance of an edge that strands leave, in 8-bit levels. */
const leastEdge = 26;

/** The most strands, and the least distance between two of them, in widths. */
const [most, apart] = [22, 2.6];

type Patch = { readonly rgb: readonly [number, number, number]; readonly spread: number };

const createPatches = ({ front }: CutoutSubject) => {
  const { width, height, scale, rgb } = front;
  /** The mean colour of a part of the subject, and how much it varies. */
  return (left: number, top: number, right: number, bottom: number): Patch => {
    const sums = [0, 0, 0];
    let [squares, count] = [0, 0];
    const clip = (value: number, end: number) => Math.min(end - 1, Math.max(0, Math.round(value * scale)));
    for (let y = clip(top, height); y <= clip(bottom, height); y += 2)
      for (let x = clip(left, width); x <= clip(right, width); x += 2) {
        const at = 3 * (y * width + x);
        for (let c = 0; c < 3; c += 1) sums[c] = (sums[c] as number) + (rgb[at + c] as number);
        squares += (rgb[at + 1] as number) ** 2;
        count += 1;
      }
    const mean = sums.map((sum) => sum / count) as [number, number, number];
    return { rgb: mean, spread: Math.sqrt(Math.max(0, squares / count - mean[1] ** 2)) };
  };
};

/** Whether a place is in or right above a face, over which nothing runs. */
const overFace = ({ faces }: CutoutSubject, x: number, y: number): boolean =>
  faces.some((face) => {
    const [right, down] = [(x - face.x) / (0.5 * face.width), (y - face.y) / (0.5 * face.height)];
    return down > -2.2 && down < 0.86 && Math.abs(right) < 1.02;
  });

const strandsOf = (subject: CutoutSubject, floor: number): readonly Strand[] => {
  const { box, cover, strength, random } = subject;
  const [left, top, wide, tall] = box;
  const side = Math.min(wide, tall);
  const patchAt = createPatches(subject);
  const covered = (x: number, y: number): boolean => {
    const [i, j] = [Math.floor(x * cover.scale), Math.floor(y * cover.scale)];
    return i >= 0 && i < cover.width && j < cover.height && (cover.values[j * cover.width + i] ?? 0) > 0.85;
  };
  const reach = 0.022 * side;
  const spots: { x: number; y: number; score: number }[] = [];
  for (let x = left + 0.03 * wide; x < left + 0.97 * wide; x += 0.012 * wide)
    for (let y = top + 0.05 * tall; y < Math.min(floor - 0.12 * tall, top + 0.8 * tall); y += 0.012 * tall) {
      if (!covered(x, y - reach) || !covered(x - 0.6 * reach, y - 0.4 * reach)) continue;
      if (!covered(x + 0.6 * reach, y - 0.4 * reach) || overFace(subject, x, y)) continue;
      const above = patchAt(x - reach, y - 1.6 * reach, x + reach, y - 0.3 * reach);
      const below = patchAt(x - reach, y + 0.3 * reach, x + reach, y + 1.6 * reach);
      const edge = covered(x, y + 1.4 * reach)
        ? Math.abs(above.rgb[0] - below.rgb[0]) +
          Math.abs(above.rgb[1] - below.rgb[1]) +
          Math.abs(above.rgb[2] - below.rgb[2])
        : 220;
      if (edge < 3 * leastEdge || above.spread > 34) continue;
      spots.push({ x, y, score: Math.min(edge, 240) * (0.5 + 0.8 * random()) * (1.3 - (y - top) / tall) });
    }
  spots.sort((one, other) => other.score - one.score);
  const strands: Strand[] = [];
  for (const { x, y } of spots) {
    if (strands.length >= most) break;
    const half = side * (0.011 + 0.017 * random() ** 1.4);
    const long = Math.min(1.25, strength) * Math.min(tall, 1.3 * wide) * (0.12 + 0.34 * random());
    const free = strands.every((one) => Math.abs(one.x - x) > apart * Math.max(one.half, half));
    if (!free) continue;
    const { rgb } = patchAt(x - half, y - 1.2 * reach - half, x + half, y - 0.3 * reach);
    strands.push({ x, y, half, long, start: 0.03 + 0.34 * random(), ink: inkOf(...rgb) });
  }
  return strands;
};

/** The half width of a strand, and how far it has run, where it is `from` pixels below its start. */
const widthAt = (half: number, from: number, long: number): number => {
  const flare = Math.max(0, 1 - from / (2.6 * half));
  const tip = long - from;
  const bulb = 0.78 + 0.3 * bell((tip - 1.1 * half) / (1.6 * half));
  const round = tip < half ? Math.sqrt(Math.max(0, 1 - (1 - tip / half) ** 2)) : 1;
  return half * (bulb * round + 1.1 * flare * flare);
};

/**
 * Strands that run down from chins, hair, sleeves and hems, over what is below them, like wet paint: round, with a gloss.
 * `carry` converts a place of the subject to where it is now, in place.
 */
export const createStrands = (subject: CutoutSubject, floor: number) => {
  const strands = strandsOf(subject, floor);
  return (
    { picture, zoom, toFrame, width, height }: Drawn,
    far: number,
    carry: (place: { x: number; y: number }) => void,
  ): void => {
    for (const { x, y, half, long, start, ink: own } of strands) {
      const run = smooth((far - start) / (1.02 - start)) ** 1.25;
      const place = { x, y };
      carry(place);
      const end = Float64Array.of(place.x, place.y);
      toFrame(end);
      const [middle = 0, from = 0] = end;
      const broad = half * zoom * Math.min(1, 0.4 + 2 * run);
      const length = Math.min(long * run, Math.max(0, floor - place.y + half)) * zoom;
      if (length < 1.2 * broad) continue;
      const up = 0.9 * broad;
      paintOver(
        picture,
        { width, height },
        [middle - 2.6 * broad, from - up, middle + 2.9 * broad, from + length + 1.2 * broad],
        (px, py, ink) => {
          const down = py - from;
          const reach = widthAt(broad, Math.max(0, down), length);
          const aside = px - middle;
          const inside = down > length ? -9 : reach - Math.abs(aside);
          const fade = smooth((down + up) / (up + 0.3 * broad));
          if (inside <= -0.5) {
            // Its shadow falls to the lower right.
            const shaded =
              widthAt(broad, Math.max(0, down - 0.4 * broad), length) - Math.abs(aside - 0.35 * broad);
            if (shaded <= 0 || down > length + 0.4 * broad) return;
            ink.share = 0.26 * smooth(shaded / (0.7 * broad)) * fade;
            [ink.luma, ink.blue, ink.red] = [16, 128, 128];
            return;
          }
          const turned = Math.max(-1, Math.min(1, aside / Math.max(1, reach)));
          const tip = (down - length + 1.05 * broad) / broad;
          const shine =
            0.55 * bell((turned + 0.42) / 0.17) * smooth((down - 0.6 * broad) / broad) +
            bell(Math.hypot((turned + 0.34) / 0.26, tip / 0.5));
          ink.share = Math.min(1, inside + 0.5) * fade;
          ink.luma =
            own[0] +
            3 -
            10 * turned -
            34 * turned ** 4 -
            22 * smooth(tip / 1.1) +
            (26 + 0.2 * own[0]) * shine;
          [ink.blue, ink.red] = [
            own[1] + (128 - own[1]) * 0.3 * shine,
            own[2] + (128 - own[2]) * 0.3 * shine,
          ];
        },
      );
    }
  };
};
