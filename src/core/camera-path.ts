import { Failure } from './failure.ts';
import type { Camera, CameraPath } from './order.ts';

/** Camera limits: x and y in fractions of the frame, right and up; zoom as a factor; roll in degrees, clockwise. */
export const cameraLimits = {
  x: { minimum: -0.2, maximum: 0.2, still: 0 },
  y: { minimum: -0.2, maximum: 0.2, still: 0 },
  zoom: { minimum: 0.8, maximum: 1.25, still: 1 },
  roll: { minimum: -15, maximum: 15, still: 0 },
} as const;

type Part = keyof typeof cameraLimits;

const parts = Object.keys(cameraLimits) as Part[];
const isPart = (name: string): name is Part => name in cameraLimits;

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)$/;

/** Parses a path. Returns null if it is invalid. */
const readPath = (text: string): Partial<Record<Part, number>> | null => {
  const path: Partial<Record<Part, number>> = {};
  for (const piece of text.split(',')) {
    const [name = '', value = '', ...rest] = piece.split('=').map((word) => word.trim());
    if (!isPart(name) || !number.test(value) || rest.length > 0 || path[name] !== undefined) return null;
    const amount = Number(value);
    if (amount < cameraLimits[name].minimum || amount > cameraLimits[name].maximum) return null;
    path[name] = amount;
  }
  return path;
};

/** Normalizes a path to the form that recipes store. Throws `Failure` `bad_camera`. */
export const parseCameraPath = (text: string): CameraPath => {
  const path = readPath(text);
  if (path === null) throw new Failure('bad_camera', { value: text.slice(0, 60) });
  return parts
    .flatMap((part) => (path[part] === undefined ? [] : [`${part}=${path[part]}`]))
    .join(',') as CameraPath;
};

export const isCameraPath = (camera: Camera | CameraPath): camera is CameraPath => camera.includes('=');

/** All values of a path, with defaults for those left out. */
export const cameraNumbers = (path: CameraPath): Readonly<Record<Part, number>> => {
  const numbers = readPath(path) ?? {};
  const of = (part: Part): number => numbers[part] ?? cameraLimits[part].still;
  return { x: of('x'), y: of('y'), zoom: of('zoom'), roll: of('roll') };
};

/** The named move closest to a path, for models that only accept names. */
export const nearestCamera = (camera: Camera | CameraPath): Camera => {
  if (!isCameraPath(camera)) return camera;
  const { x, y, zoom, roll } = cameraNumbers(camera);
  const moves: readonly (readonly [amount: number, back: Camera, forth: Camera])[] = [
    [x, 'pan-left', 'pan-right'],
    [y, 'tilt-down', 'tilt-up'],
    [zoom - 1, 'zoom-out', 'zoom-in'],
    [roll / 75, 'roll-left', 'roll-right'],
  ];
  const [most] = moves.toSorted(([one], [other]) => Math.abs(other) - Math.abs(one));
  if (most === undefined || most[0] === 0) return 'still';
  return most[0] < 0 ? most[1] : most[2];
};
