import type { Eye, SeenFace } from '../../../media/analysis/types.ts';
import { type Canvas, paintPatch } from '../face/patch.ts';

/** How much larger eyes are drawn, and how far from their middle this reaches, in eye widths. */
const [larger, reach] = [0.22, 1.05];

/** The white light in an iris: its place and its radius, in iris radii. */
const light = { right: -0.32, down: -0.36, radius: 0.3 } as const;

/** Draws one eye larger, with a light in its iris, into a clean copy of the canvas. */
const drawEye = (canvas: Canvas, { outer, inner, iris, openness }: Eye): void => {
  const [x, y] = [(outer[0] + inner[0]) / 2, (outer[1] + inner[1]) / 2];
  const wide = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);
  if (wide * canvas.scaleX < 16 || openness < 0.12 * wide) return;
  const end = reach * wide;
  const bounds = { left: x - end, top: y - end, right: x + end, bottom: y + end };
  const [middle, ...rim] = iris;
  const round =
    middle === undefined
      ? 0
      : rim.reduce((sum, point) => sum + Math.hypot(point[0] - middle[0], point[1] - middle[1]), 0) /
        Math.max(1, rim.length);
  const [shineX, shineY] =
    middle === undefined ? [0, 0] : [middle[0] + light.right * round, middle[1] + light.down * round];
  paintPatch(
    canvas,
    bounds,
    (right, down, stroke) => {
      const away = Math.hypot(right - x, down - y) / end;
      if (away >= 1) return false;
      const share = 1 - larger * (1 - away * away) ** 2;
      stroke.x = x + (right - x) * share;
      stroke.y = y + (down - y) * share;
      stroke.share = 1;
      stroke.wash = 0;
      const spot = Math.hypot(stroke.x - shineX, stroke.y - shineY) / Math.max(1e-6, light.radius * round);
      stroke.ink = Math.min(1, Math.max(0, (1.15 - spot) * 3));
      return true;
    },
    { luma: 232, blue: 128, red: 128 },
  );
};

/** Draws the eyes of faces that look at the camera as an anime does: larger, with a light in each. */
export const drawEyes = (canvas: Canvas, faces: readonly SeenFace[]): void => {
  const { luma, blue, red, width, height } = canvas.shown;
  for (const { eyes, pose } of faces) {
    if (eyes === undefined || Math.abs(pose.yaw) > 0.6) continue;
    for (const eye of [eyes.left, eyes.right]) {
      const clean = { width, height, luma: luma.slice(), blue: blue.slice(), red: red.slice() };
      drawEye({ ...canvas, clean }, eye);
    }
  }
};
