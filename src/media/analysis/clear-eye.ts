import { cheeks, underBrows } from './mesh-points.ts';
import type { Eye, Point } from './types.ts';
import type { RgbPicture } from './view.ts';

/** In openings of the eye above its upper lid: where the skin is looked at. */
const strip = { from: 0.42, to: 1 } as const;

/**
 * The skin above an eye varies by no more than `uneven` of the cheek's brightness, unless glasses or hair are there.
 * The sharpest edge of an eye in focus is no wider than `soft` of its opening. A spot of the cheek differs from what
 * is around it by no more than `rough` levels, or a smooth lid would look pasted.
 */
const most = { uneven: 0.55, soft: 0.43, rough: 6 } as const;

/**
 * Shares of the cheek's brightness below which skin is too dark for a lid: just beyond the outer corner, where eye
 * liner and false lashes would be left standing beside it, and halfway up to the brow, where the socket is in shadow.
 */
const darkest = { corner: 0.07, socket: 0.17 } as const;

/** Where skin beyond the outer corner is looked at: shares of the eye's length beyond it, and openings below the axis. */
const beside = { out: [0.08, 0.14, 0.2, 0.26], down: [-0.6, -0.4, -0.2, 0, 0.2] } as const;

const steps = 48;

const lumaOf = ({ width, height, data }: RgbPicture, x: number, y: number): number => {
  const across = Math.min(Math.max(x - 0.5, 0), width - 1.001);
  const down = Math.min(Math.max(y - 0.5, 0), height - 1.001);
  const [column, row] = [across | 0, down | 0];
  const at = (right: number, low: number): number => {
    const from = ((row + low) * width + column + right) * 3;
    return (
      0.299 * (data[from] as number) + 0.587 * (data[from + 1] as number) + 0.114 * (data[from + 2] as number)
    );
  };
  const [u, v] = [across - column, down - row];
  return (1 - v) * ((1 - u) * at(0, 0) + u * at(1, 0)) + v * ((1 - u) * at(0, 1) + u * at(1, 1));
};

const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * Whether a lid could be drawn over an eye: `clear` if the skin above it is even and light and the eye in focus, `dark`
 * if make-up or shadow is what prevents it.
 */
export const lookAtEye = (
  picture: RgbPicture,
  points: readonly Point[],
  { outer, inner, upper, lower, openness }: Omit<Eye, 'clear' | 'dark'>,
  side: 'left' | 'right',
): Pick<Eye, 'clear' | 'dark'> => {
  const length = Math.max(1e-6, Math.hypot(outer[0] - inner[0], outer[1] - inner[1]));
  const [west, east] = side === 'right' ? [outer, inner] : [inner, outer];
  const [cos, sin] = [(east[0] - west[0]) / length, (east[1] - west[1]) / length];
  /** Brightness below (or, if negative, above) a point. */
  const below = ([x, y]: Point, far: number): number => lumaOf(picture, x - sin * far, y + cos * far);
  const heightOf = ([x, y]: Point): number => cos * y - sin * x;
  const alongOf = ([x, y]: Point): number => cos * x + sin * y;
  /** How far the brow is above a point of the lid. */
  const toBrow = (point: Point): number => {
    const away = (index: number): number => Math.abs(alongOf(points[index] as Point) - alongOf(point));
    const nearest = underBrows[side].reduce((best, index) => (away(index) < away(best) ? index : best));
    return heightOf(point) - heightOf(points[nearest] as Point);
  };
  const skin = cheeks[side]
    .map((index) => below(points[index] as Point, 0))
    .sort((a, b) => a - b)[2] as number;
  const spans = upper.map((point) => {
    const room = Math.max(0.2 * openness, Math.min(strip.to * openness, 0.7 * toBrow(point)));
    const from = Math.min(strip.from * openness, 0.8 * room);
    return spanOf([0, 1, 2, 3, 4, 5, 6].map((i) => below(point, -from - ((room - from) * i) / 6)));
  });
  const edges = [2, 3, 4].map((i) => {
    const far = 0.8 * openness;
    const whole = 2 * far + heightOf(lower[i] as Point) - heightOf(upper[i] as Point);
    const levels = Array.from({ length: steps + 1 }, (_, step) =>
      below(upper[i] as Point, -far + (whole * step) / steps),
    );
    const steepest = Math.max(1, ...levels.map((level, at) => Math.abs(level - (levels[at - 1] ?? level))));
    return (spanOf(levels) * whole) / steps / steepest;
  });
  const near = Math.min(picture.width, picture.height) / 430;
  const grain = Array.from({ length: 45 }, (_, i) => {
    const [x, y] = points[cheeks[side][0]] as Point;
    const spot = (right: number, low: number): number =>
      lumaOf(
        picture,
        x + ((i % 9) / 10 - 0.4) * length + right,
        y + (((i / 9) | 0) / 5 - 0.4) * openness + low,
      );
    const around = spot(near, 0) + spot(-near, 0) + spot(0, near) + spot(0, -near);
    return Math.abs(spot(0, 0) - around / 4);
  }).sort((a, b) => a - b);
  const rough = grain[22] as number;
  const corners = beside.out.flatMap((out) =>
    beside.down.map((down) =>
      below(
        [outer[0] + out * (outer[0] - inner[0]), outer[1] + out * (outer[1] - inner[1]), 0],
        down * openness,
      ),
    ),
  );
  const socket = upper
    .slice(1, -1)
    .flatMap((point) => [0.3, 0.4, 0.5, 0.6].map((share) => below(point, -share * toBrow(point))))
    .sort((a, b) => a - b);
  const dark =
    Math.min(...corners) < darkest.corner * skin ||
    (socket[socket.length >> 1] as number) < darkest.socket * skin;
  const even =
    meanOf(spans) < most.uneven * skin && Math.min(...edges) < most.soft * openness && rough < most.rough;
  return { clear: even && !dark, dark };
};
