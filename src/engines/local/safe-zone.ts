import { planeOf } from '../../media/pixels/plane.ts';
import { createCamera } from './camera.ts';
import { createFlow } from './flow.ts';
import { createLens } from './lens.ts';
import type { RenderInput } from './render-input.ts';

/** Displacement above which a shot gets a warning or is refused, as a fraction of the frame's width. */
export const safeZone = { warn: 0.15, refuse: 0.2 } as const;

const grid = 16;
const moments = 24;

/** Stands in for an unknown photo: near at the bottom, far at the top, and increasingly subject to the right. */
const unseen = {
  depth: planeOf(16, 16, (_, __, y) => y / 15),
  share: planeOf(16, 16, (_, x) => x / 15),
  focus: 0.5,
  stream: null,
};

/**
 * How far the shot moves things, as a fraction of the frame's width: the 95th percentile of each frame point's
 * maximum distance from its start.
 */
export const displacement = (input: RenderInput): number => {
  const { width, height } = input;
  const short = Math.min(1, height / width);
  const camera = createCamera(input, { x: 0.25, y: 0.25 * short });
  const flow = createFlow(input);
  const window = { x: width / 2, y: height / 2, scale: width };
  const seconds = input.frames / input.fps;
  const lenses = Array.from({ length: moments + 1 }, (_, moment) => {
    const t = moment / moments;
    const bend = flow?.bend(t * seconds, { heads: [], aim: { x: 0, y: 0 }, horizon: null }) ?? null;
    return createLens(unseen, input, window, camera(t), bend);
  });
  const corners = Float64Array.from({ length: 2 * (grid + 1) ** 2 }, (_, i) => {
    const [column, row] = [(i >> 1) % (grid + 1), Math.floor((i >> 1) / (grid + 1))];
    return i % 2 === 0 ? column / grid - 0.5 : ((row / grid - 0.5) * height) / width;
  });
  const [start, ...later] = lenses.map((lens) => {
    const points = corners.slice();
    lens(points);
    return points;
  });
  const distances = new Float64Array(corners.length / 2);
  for (const points of later)
    for (let i = 0; i < distances.length; i += 1) {
      const x = (points[2 * i] as number) - (start?.[2 * i] as number);
      const y = (points[2 * i + 1] as number) - (start?.[2 * i + 1] as number);
      distances[i] = Math.max(distances[i] as number, Math.sqrt(x * x + y * y));
    }
  distances.sort();
  return distances[Math.floor(0.95 * (distances.length - 1))] ?? 0;
};
