import { oval } from '../../../media/analysis/mesh-points.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { type FaceFrame, frameOf, onFace } from '../face/face-frame.ts';
import { clamp, cosine, ease, sine } from '../wave.ts';
import type { FirmPlace } from './squeeze.ts';

/** A face as one piece: an oval in its own coordinate system, and what it turns about. */
export type Piece = {
  readonly frame: FaceFrame;
  readonly outline: readonly (readonly [x: number, y: number])[];
  readonly across: number;
  readonly down: number;
  readonly wide: number;
  readonly tall: number;
  readonly pivot: { readonly x: number; readonly y: number };
};

/** How a face is moved: a rotation in radians, then a shift in photo pixels. */
export type Shift = { readonly roll: number; readonly x: number; readonly y: number };

/**
 * In face heights: how far below the neck a body leans along, and how far to its sides; and how firmly. Without it, all of
 * the bending would be in the neck.
 */
const body = { deep: 4.5, aside: 0.9, firm: 0.01 } as const;

export const pieceOf = (face: SeenFace): Piece => {
  const frame = frameOf(face);
  const spots = oval.map((index) => face.points[index] as Point);
  const own = spots.map((spot) => onFace(frame, spot));
  const [west, east] = [
    Math.min(...own.map(({ across }) => across)),
    Math.max(...own.map(({ across }) => across)),
  ];
  const [north, south] = [Math.min(...own.map(({ down }) => down)), Math.max(...own.map(({ down }) => down))];
  const { x, y, cos, sin, height } = frame;
  const low = south + 0.15 * height;
  return {
    frame,
    outline: spots.map(([px, py]) => [px, py] as const),
    across: (west + east) / 2,
    // The forehead goes on below the hair.
    down: (north - 0.12 * height + south) / 2,
    wide: (east - west) / 2,
    tall: (south - north + 0.12 * height) / 2,
    pivot: { x: x - sin * low, y: y + cos * low },
  };
};

/** Where a point of a face is moved to. */
export const turned = (
  { pivot }: Piece,
  { roll, x, y }: Shift,
  px: number,
  py: number,
): readonly [number, number] => {
  const [cos, sin] = [cosine(roll / (2 * Math.PI)), sine(roll / (2 * Math.PI))];
  const [right, low] = [px - pivot.x, py - pivot.y];
  return [pivot.x + cos * right - sin * low + x, pivot.y + sin * right + cos * low + y];
};

/** The middle of a face. */
export const middleOf = ({ frame: { x, y, cos, sin }, across, down }: Piece) => ({
  x: x + cos * across - sin * down,
  y: y + sin * across + cos * down,
});

/** Holds a face where it is moved to, and lets its body lean after it. `cover` says where people are. */
export const holdOf = (
  { pivot, frame, across, down, wide, tall }: Piece,
  shift: Shift,
  cover: (x: number, y: number) => number,
): FirmPlace => {
  const [cos, sin] = [cosine(-shift.roll / (2 * Math.PI)), sine(-shift.roll / (2 * Math.PI))];
  return (x, y, into) => {
    const [right, low] = [x - shift.x - pivot.x, y - shift.y - pivot.y];
    const sourceX = pivot.x + cos * right - sin * low;
    const sourceY = pivot.y + sin * right + cos * low;
    into.x = sourceX - x;
    into.y = sourceY - y;
    const own = onFace(frame, [sourceX, sourceY]);
    const radius = Math.sqrt(((own.across - across) / wide) ** 2 + ((own.down - down) / tall) ** 2);
    const firm = ease(clamp((1.12 - radius) / 0.2, 0, 1));
    if (firm > 0 || low < 0) return firm;
    const share = Math.max(0, 1 - low / (body.deep * frame.height));
    into.x = -share * shift.x;
    into.y = -share * shift.y;
    const aside = Math.max(0, 1 - (right / (body.aside * frame.height)) ** 2);
    return body.firm * aside * ease(clamp(low / (0.3 * frame.height), 0, 1)) * cover(sourceX, sourceY);
  };
};
