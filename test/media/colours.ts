import sharp, { type Sharp } from 'sharp';
import { pngChunk } from '../../src/media/png.ts';

/** Levels from 0 to 1. */
export type Colour = readonly [number, number, number];

const patch = 16;

/** What a chart shows, in sRGB: greys, skin, and strong colours, all of which every wide space holds. */
export const wanted: readonly Colour[] = (
  [
    [20, 20, 20],
    [118, 118, 118],
    [240, 240, 240],
    [230, 120, 40],
    [30, 60, 200],
    [80, 200, 90],
    [224, 172, 140],
    [200, 30, 60],
  ] as const
).map(([red, green, blue]) => [red / 255, green / 255, blue / 255]);

const painted = (colours: readonly Colour[], data: Uint8Array | Uint16Array, top: number): Sharp => {
  const width = patch * colours.length;
  for (let pixel = 0; pixel < width * patch; pixel += 1) {
    const colour = colours[Math.floor((pixel % width) / patch)] ?? [0, 0, 0];
    data.set(
      colour.map((level) => Math.round(level * top)),
      pixel * 3,
    );
  }
  return sharp(data, { raw: { width, height: patch, channels: 3 } });
};

const samples = (colours: readonly Colour[]): number => patch * patch * colours.length * 3;

/** A chart of colours, a patch each, of 16 bits. */
export const chart = (colours: readonly Colour[]): Sharp =>
  painted(colours, new Uint16Array(samples(colours)), 65_535).toColourspace('rgb16');

/** The chart as an ordinary picture. */
export const plainChart = (): Sharp => painted(wanted, new Uint8Array(samples(wanted)), 255);

const linear = (level: number): number =>
  level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;

const lab = (colour: Colour): Colour => {
  const [r, g, b] = colour.map(linear) as unknown as Colour;
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((t * 24389) / 27 + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** How different two colours look (CIE 1976): 1 is hardly seen. */
const difference = (a: Colour, b: Colour): number => {
  const [first, second] = [lab(a), lab(b)];
  return Math.hypot(...first.map((part, axis) => part - (second[axis] ?? 0)));
};

/** The mean colour difference between a picture of the chart and what it should show. */
export const offBy = async (
  picture: string | Buffer,
  colours: readonly Colour[] = wanted,
): Promise<number> => {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const sum = colours.reduce((total, colour, index) => {
    const at = (Math.floor(info.height / 2) * info.width + patch * index + patch / 2) * info.channels;
    return total + difference([...data.subarray(at, at + 3)].map((level) => level / 255) as never, colour);
  }, 0);
  return sum / colours.length;
};

/** The same light in the corners of BT.2020, by the matrix of BT.2087. */
export const lightIn2020 = (colour: Colour): Colour => {
  const [r, g, b] = colour.map(linear) as unknown as Colour;
  return [
    0.6274 * r + 0.3293 * g + 0.0433 * b,
    0.0691 * r + 0.9195 * g + 0.0114 * b,
    0.0164 * r + 0.088 * g + 0.8956 * b,
  ];
};

/** Light of sRGB. */
export const light = (colour: Colour): Colour => colour.map(linear) as unknown as Colour;

export const each = (colour: Colour, change: (level: number) => number): Colour =>
  colour.map(change) as unknown as Colour;

/** The chart's levels in Display P3, by the colour management of libvips. */
export const levelsInP3 = async (): Promise<Colour[]> => {
  const wide = await plainChart().withIccProfile('p3').png().toBuffer();
  const data = await sharp(wide, { ignoreIcc: true })
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer();
  const levels = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return wanted.map((_, index) =>
    each([0, 1, 2], (channel) => (levels[(patch * index + 8) * 3 + channel] ?? 0) / 65_535),
  );
};

/** A PNG with chunks after its header. */
export const withChunks = (png: Buffer, ...chunks: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat([
    png.subarray(0, 33),
    ...chunks.map(([type, body]) => pngChunk(type, body)),
    png.subarray(33),
  ]);

/** An AVIF or HEIC that gives its colours these numbers of ITU-T H.273. */
export const numbered = (file: Buffer, primaries: number, transfer: number): Buffer => {
  const copy = Buffer.from(file);
  const at = copy.indexOf('colrnclx');
  copy.writeUInt16BE(primaries, at + 8);
  copy.writeUInt16BE(transfer, at + 10);
  return copy;
};
