import { cascadeBytes } from './cascade-bytes.ts';

/** One weak opinion: three by three blocks whose brightness, compared with the middle one, makes a pattern. */
export type Feature = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly patterns: Int32Array;
  readonly inside: number;
  readonly outside: number;
};

export type Stage = { readonly threshold: number; readonly features: readonly Feature[] };

/** Pixels along the square that the cascade looks at. */
export const faceWindow = 45;

/** Reads the bundled cascade: a window is a face when every stage's sum of opinions reaches its threshold. */
export const readCascade = (): readonly Stage[] => {
  const bytes = Uint8Array.from(Buffer.from(cascadeBytes, 'base64'));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const word = (): number => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  const real = (): number => {
    at += 4;
    return view.getFloat32(at - 4, true);
  };
  const feature = (): Feature => {
    const [x = 0, y = 0, width = 0, height = 0] = bytes.subarray(at, at + 4);
    at += 4;
    const patterns = Int32Array.from({ length: 8 }, word);
    return { x, y, width, height, patterns, inside: real(), outside: real() };
  };
  return Array.from({ length: word() }, () => {
    const count = word();
    const threshold = real();
    return { threshold, features: Array.from({ length: count }, feature) };
  });
};
