import { type CutoutSubject, smooth } from './bend.ts';

/** A strand of the subject's lower edge that runs down. Lengths are in stage pixels, `start` is when it begins to. */
type Drip = {
  readonly x: number;
  readonly half: number;
  readonly long: number;
  readonly start: number;
};

/** How much of the lower edge keeps its shape as a drip's rounded tip, in stage pixels. */
const tip = 4;

/** The subject's lower edge in each column, in stage pixels; −1 where there is none. */
const bottomsOf = ({ cover }: CutoutSubject, count: number, across: number): Float64Array => {
  const { width, height, scale, values } = cover;
  return new Float64Array(count).map((_, column) => {
    const x = Math.min(width - 1, Math.floor(column * across * scale));
    for (let y = height - 1; y >= 0; y -= 1) if ((values[y * width + x] as number) >= 0.5) return y / scale;
    return -1;
  });
};

const dripsOf = (
  { box, strength, random }: CutoutSubject,
  bottoms: Float64Array,
  across: number,
  floor: number,
): readonly Drip[] => {
  const [left, , wide, tall] = box;
  const broad = Math.max(1.6 * across, Math.min(0.05 * Math.min(wide, tall), 0.5 * Math.sqrt(wide * across)));
  const drips: Drip[] = [];
  for (let x = left + broad * (0.5 + random()); x < left + wide - 0.5 * broad; ) {
    const half = broad * (0.65 + 0.6 * random());
    const from = bottoms[Math.round(x / across)] ?? -1;
    const room = floor - from;
    const long = Math.min(1, strength) * Math.min(tall, 1.3 * wide) * (0.14 + 0.4 * random() ** 1.3);
    if (from >= 0 && room > 0.06 * tall)
      drips.push({ x, half, long: Math.min(long, room), start: 0.02 + 0.3 * random() });
    x += half * (1.7 + 1.5 * random());
  }
  return drips;
};

/**
 * Drips that the subject's own lower edges turn into: hands, chins and hems run down to the floor. `at` prepares a
 * moment, and gives how far a place of a column has run down, in stage pixels.
 */
export const createDrips = (subject: CutoutSubject, columns: number, across: number, floor: number) => {
  const bottoms = bottomsOf(subject, columns, across);
  const drips = dripsOf(subject, bottoms, across, floor);
  const [, , , tall] = subject.box;
  return (far: number): ((column: number, y: number) => number) => {
    const runs = new Float64Array(columns);
    for (const { x, half, long, start } of drips) {
      const grown = long * smooth((far - start) / 0.6);
      for (let column = 0; column < columns; column += 1) {
        const aside = Math.abs(column * across - x) / half;
        // Wider where it leaves the subject, and round at its end.
        if (aside < 1) runs[column] = Math.max(runs[column] as number, grown * (1 - aside ** 3) ** 1.5);
      }
    }
    return (column, y) => {
      const run = runs[column] as number;
      const bottom = bottoms[column] as number;
      if (run === 0 || bottom < 0) return 0;
      const over = Math.max(0.1 * tall, 0.8 * run);
      const share = (y - bottom + tip + over) / over;
      return run * smooth(share);
    };
  };
};
