import type { Plane } from '../../../media/pixels/plane.ts';

/** A straight edge in a picture. */
export type ImageLine = {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
};

/** Lengths are shares of the picture's width, angles are in radians, and brightness is 0 to 1. */
const limits = {
  steep: 9 / 255,
  turn: Math.cos((20 * Math.PI) / 180),
  shortest: 0.07,
  kept: 0.1,
  apart: { angle: 0.035, offset: 0.006, gap: 0.08 },
  /** Maximum spread of pixels across a single edge, in pixels. */
  thick: 1.6,
} as const;

/** Edge direction at each pixel, with the brighter side on the right, and the edge's steepness. */
const edgesOf = ({ width, height, values }: Plane) => {
  const [alongX, alongY, steep] = [0, 1, 2].map(() => new Float32Array(values.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
      const right = ((values[i + 1] as number) - (values[i - 1] as number)) / 2;
      const down = ((values[i + width] as number) - (values[i - width] as number)) / 2;
      const much = Math.sqrt(right * right + down * down);
      if (much < limits.steep) continue;
      steep[i] = much;
      alongX[i] = -down / much;
      alongY[i] = right / much;
    }
  return { alongX, alongY, steep };
};

/** Pixels on edges, steepest first, sorted into 64 levels. */
const seedsOf = (steep: Float32Array): readonly number[] => {
  const steps: number[][] = Array.from({ length: 64 }, () => []);
  for (let i = 0; i < steep.length; i += 1) {
    const much = steep[i] as number;
    if (much > 0) steps[63 - Math.min(63, Math.floor(much * 128))]?.push(i);
  }
  return steps.flat();
};

/** The straight line segment that the pixels lie on. Null if they don't lie on one. */
const pieceOf = (pixels: readonly number[], steep: Float32Array, width: number): ImageLine | null => {
  let [weight, meanX, meanY] = [0, 0, 0];
  for (const at of pixels) {
    const share = steep[at] as number;
    weight += share;
    meanX += share * (at % width);
    meanY += share * Math.floor(at / width);
  }
  meanX /= weight;
  meanY /= weight;
  let [xx, xy, yy] = [0, 0, 0];
  for (const at of pixels) {
    const [x, y, share] = [(at % width) - meanX, Math.floor(at / width) - meanY, steep[at] as number];
    xx += share * x * x;
    xy += share * x * y;
    yy += share * y * y;
  }
  const apart = Math.sqrt((xx - yy) ** 2 + 4 * xy * xy);
  const across = Math.sqrt(Math.max(0, (xx + yy - apart) / 2 / weight));
  const [dirX, dirY] = xx > yy ? [xx - yy + apart, 2 * xy] : [2 * xy, yy - xx + apart];
  const long = Math.sqrt(dirX * dirX + dirY * dirY);
  if (long === 0 || across > limits.thick) return null;
  const [unitX, unitY] = [dirX / long, dirY / long];
  let [from, to] = [0, 0];
  for (const at of pixels) {
    const place = ((at % width) - meanX) * unitX + (Math.floor(at / width) - meanY) * unitY;
    from = Math.min(from, place);
    to = Math.max(to, place);
  }
  if (to - from < limits.shortest * width || pixels.length < 0.7 * (to - from)) return null;
  return {
    x: meanX + from * unitX,
    y: meanY + from * unitY,
    toX: meanX + to * unitX,
    toY: meanY + to * unitY,
  };
};

export const lengthOf = ({ x, y, toX, toY }: ImageLine): number => Math.sqrt((toX - x) ** 2 + (toY - y) ** 2);

/** Joins two segments if they lie on the same line and close to each other. Returns null otherwise. */
const join = (one: ImageLine, other: ImageLine, width: number): ImageLine | null => {
  const [long, short] = lengthOf(one) >= lengthOf(other) ? [one, other] : [other, one];
  const length = lengthOf(long);
  const [unitX, unitY] = [(long.toX - long.x) / length, (long.toY - long.y) / length];
  const slant = ((short.toX - short.x) * unitY - (short.toY - short.y) * unitX) / lengthOf(short);
  if (Math.abs(slant) > limits.apart.angle) return null;
  const place = (x: number, y: number) => ({
    along: (x - long.x) * unitX + (y - long.y) * unitY,
    away: Math.abs((x - long.x) * unitY - (y - long.y) * unitX),
  });
  const ends = [place(short.x, short.y), place(short.toX, short.toY)] as const;
  if (Math.max(ends[0].away, ends[1].away) > limits.apart.offset * width) return null;
  const [from, to] = [Math.min(ends[0].along, ends[1].along), Math.max(ends[0].along, ends[1].along)];
  if (from > length + limits.apart.gap * width || to < -limits.apart.gap * width) return null;
  const all = [
    { at: 0, x: long.x, y: long.y },
    { at: length, x: long.toX, y: long.toY },
    { at: ends[0].along, x: short.x, y: short.y },
    { at: ends[1].along, x: short.toX, y: short.toY },
  ].sort((a, b) => a.at - b.at);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { x: first.x, y: first.y, toX: last.x, toY: last.y };
};

const merge = (pieces: readonly ImageLine[], width: number): ImageLine[] => {
  const lines: ImageLine[] = [];
  for (const piece of pieces.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    let joined = piece;
    for (let i = 0; i < lines.length; ) {
      const both = join(lines[i] as ImageLine, joined, width);
      if (both === null) i += 1;
      else {
        joined = both;
        lines.splice(i, 1);
        i = 0;
      }
    }
    lines.push(joined);
  }
  return lines;
};

const inWidths = ({ x, y, toX, toY }: ImageLine, width: number): ImageLine => ({
  x: x / width,
  y: y / width,
  toX: toX / width,
  toY: toY / width,
});

/**
 * Finds long straight edges (by region growing, as in Grompone von Gioi et al., 2010) in a picture of about 640 pixels.
 * Coordinates are shares of its width, from the top left corner.
 */
export const findLines = (luma: Plane): readonly ImageLine[] => {
  const { width } = luma;
  const { alongX, alongY, steep } = edgesOf(luma);
  const used = new Uint8Array(steep.length);
  const pieces: ImageLine[] = [];
  for (const seed of seedsOf(steep)) {
    if (used[seed] === 1) continue;
    used[seed] = 1;
    const pixels = [seed];
    let [sumX, sumY] = [alongX[seed] as number, alongY[seed] as number];
    for (let turn = 0; turn < pixels.length; turn += 1) {
      const at = pixels[turn] as number;
      for (let down = -width; down <= width; down += width)
        for (let next = at + down - 1; next <= at + down + 1; next += 1) {
          if (next < 0 || next >= used.length || used[next] === 1 || steep[next] === 0) continue;
          const [x, y] = [alongX[next] as number, alongY[next] as number];
          const dot = x * sumX + y * sumY;
          if (dot < limits.turn * Math.sqrt(sumX * sumX + sumY * sumY)) continue;
          used[next] = 1;
          pixels.push(next);
          sumX += x;
          sumY += y;
        }
    }
    if (pixels.length < limits.shortest * width * 0.7) continue;
    const line = pieceOf(pixels, steep, width);
    if (line !== null) pieces.push(line);
  }
  return merge(pieces, width)
    .map((line) => inWidths(line, width))
    .filter((line) => lengthOf(line) >= limits.kept);
};
