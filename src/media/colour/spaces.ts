/** Chromaticities of a colour space's primaries and white point, as CIE x and y: red, green, blue, white. */
type Primaries = readonly [Point, Point, Point, Point];
type Point = readonly [number, number];

/** How stored levels become light: one of the curves of BT.2100, sRGB's, or a power. */
export type Transfer = 'pq' | 'hlg' | 'srgb' | { readonly power: number };

/** How to interpret the pixel values of a picture. */
export type ColourSpace = { readonly primaries: Primaries; readonly transfer: Transfer };

const d65: Point = [0.3127, 0.329];
const rec709: Primaries = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], d65];

export const srgb: ColourSpace = { primaries: rec709, transfer: 'srgb' };

/** Numbered as in ITU-T H.273. */
const numberedPrimaries: Readonly<Record<number, Primaries>> = {
  4: [
    [0.67, 0.33],
    [0.21, 0.71],
    [0.14, 0.08],
    [0.31, 0.316],
  ],
  5: [[0.64, 0.33], [0.29, 0.6], [0.15, 0.06], d65],
  6: [[0.63, 0.34], [0.31, 0.595], [0.155, 0.07], d65],
  7: [[0.63, 0.34], [0.31, 0.595], [0.155, 0.07], d65],
  9: [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046], d65],
  11: [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
    [0.314, 0.351],
  ],
  12: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], d65],
  22: [[0.63, 0.34], [0.295, 0.605], [0.155, 0.077], d65],
};

/** Camera curves (BT.709, BT.601, BT.2020) are displayed with sRGB's curve, as all software does. */
const numberedTransfers: Readonly<Record<number, Transfer>> = {
  4: { power: 2.2 },
  5: { power: 2.8 },
  8: { power: 1 },
  16: 'pq',
  17: { power: 2.6 },
  18: 'hlg',
};

/** The colour space of two ITU-T H.273 code points. Null when it is sRGB or unknown. */
export const numberedSpace = (primaries: number, transfer: number): ColourSpace | null => {
  const [corners, curve] = [numberedPrimaries[primaries], numberedTransfers[transfer]];
  if (corners === undefined && curve === undefined) return null;
  return { primaries: corners ?? rec709, transfer: curve ?? 'srgb' };
};

const close = (a: Primaries, b: Primaries): boolean =>
  a.every(([x, y], corner) => Math.hypot(x - (b[corner]?.[0] ?? 9), y - (b[corner]?.[1] ?? 9)) < 0.005);

/** Most programs write 1/2.2 when they mean sRGB. */
const defaultPower = 2.2;

/** The colour space of measured primaries and a power. Null when it is sRGB or invalid. */
export const measuredSpace = (primaries: Primaries | null, power: number | null): ColourSpace | null => {
  const sane = primaries?.every(([x, y]) => x >= 0 && y > 0.01 && x + y <= 1) ?? true;
  if (!sane || (power !== null && (power < 0.2 || power > 10))) return null;
  const corners = primaries === null || close(primaries, rec709) ? rec709 : primaries;
  const transfer = power === null || Math.abs(power - defaultPower) < 0.03 ? 'srgb' : { power };
  return corners === rec709 && transfer === 'srgb' ? null : { primaries: corners, transfer };
};
