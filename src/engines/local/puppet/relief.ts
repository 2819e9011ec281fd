import type { FaceOutline } from './body.ts';

/** The size of a head in face widths across and face heights down, and its depth in face widths. */
const head = { across: 0.78, down: 0.86, deep: 0.55 } as const;

/**
 * The depth of a head at grid points (x and y in turn, in frame pixels), in pixels: the detected face mesh, and a
 * ball around it that fades out. 0 far from the head.
 */
export const headRelief = (face: FaceOutline, rest: Float64Array): Float64Array => {
  const relief = new Float64Array(rest.length / 2);
  const spread = 2 / (0.05 * face.width) ** 2;
  const middleY = face.y - 0.08 * face.height;
  for (let i = 0; i < relief.length; i += 1) {
    const [x, y] = [rest[2 * i] as number, rest[2 * i + 1] as number];
    const right = (x - face.x) / (head.across * face.width);
    const down = (y - middleY) / (head.down * face.height);
    const away = Math.sqrt(right * right + down * down);
    if (away >= 1.55) continue;
    let [sum, depth] = [0, 0];
    for (const [px, py, pz] of face.points) {
      const square = ((x - px) ** 2 + (y - py) ** 2) * spread;
      if (square > 40) continue;
      const weight = 1 / (1 + square + 0.5 * square * square) ** 2;
      sum += weight;
      depth -= weight * pz;
    }
    const ball = head.deep * face.width * Math.sqrt(Math.max(0, 1 - away * away));
    const seen = sum > 1e-9 ? depth / sum + 0.3 * face.width : ball;
    const sure = sum / (sum + 0.05);
    const fade = Math.min(1, Math.max(0, (1.55 - away) / 0.75));
    relief[i] = (sure * seen + (1 - sure) * ball) * fade * fade * (3 - 2 * fade);
  }
  return relief;
};
