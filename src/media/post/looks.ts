import type { Look } from '../../core/post-steps.ts';

/** Red, green and blue of one colour as it is shown, each from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number];
type Grade = (colour: Colour) => Colour;

const limit = (value: number): number => Math.min(1, Math.max(0, value));
const mix = (one: Colour, other: Colour, share: number): Colour => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];
const lumaOf = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
const grey = (level: number): Colour => [level, level, level];

/** Moves a value away from the middle, gently at both ends. */
const contrasted = (value: number, amount: number): number => {
  const curve = value * value * (3 - 2 * value);
  return value + (curve - value) * amount;
};
const withContrast = (colour: Colour, amount: number): Colour =>
  colour.map((value) => contrasted(value, amount)) as unknown as Colour;
const saturated = (colour: Colour, amount: number): Colour => mix(grey(lumaOf(colour)), colour, amount);

/** Multiplies the channels, then brings the brightness back. */
const tinted = (colour: Colour, by: Colour): Colour => {
  const tint: Colour = [colour[0] * by[0], colour[1] * by[1], colour[2] * by[2]];
  const after = lumaOf(tint);
  return after === 0 ? tint : mix(grey(0), tint, lumaOf(colour) / after);
};

const rise = (value: number, from: number, to: number): number => {
  const share = limit((value - from) / (to - from));
  return share * share * (3 - 2 * share);
};

/** How much a colour looks like skin, light or dark: orange hues, neither grey nor glaring. 0 to 1. */
const skinLikeness = ([red, green, blue]: Colour): number => {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range === 0 || red < green || green < blue) return 0;
  const hue = (60 * (green - blue)) / range;
  const depth = range / most;
  const near = rise(hue, 0, 10) * (1 - rise(hue, 38, 52));
  return near * rise(depth, 0.02, 0.2) * (1 - rise(depth, 0.7, 0.9));
};

/** Keeps part of the original where it looks like skin. */
const sparingSkin =
  (grade: Grade, spared: number): Grade =>
  (colour) =>
    mix(grade(colour), colour, spared * skinLikeness(colour));

const vivid: Grade = (colour) => {
  const most = Math.max(...colour);
  const depth = most === 0 ? 0 : (most - Math.min(...colour)) / most;
  return withContrast(saturated(colour, 1 + 0.7 * (1 - depth)), 0.3);
};

const faded: Grade = (colour) => {
  const soft = saturated(colour, 0.7);
  const lifted = soft.map((value) => 0.09 + 0.84 * value) as unknown as Colour;
  return tinted(lifted, mix([0.97, 1, 1.06], [1.04, 1, 0.93], lumaOf(colour)));
};

const golden: Grade = (colour) => {
  const level = lumaOf(colour);
  const light = tinted(colour, mix([1.06, 0.98, 0.92], [1.13, 0.97, 0.76], rise(level, 0.2, 0.8)));
  const glow = light.map((value) => value + 0.06 * value * (1 - value)) as unknown as Colour;
  return withContrast(glow, 0.15);
};

const noir: Grade = ([red, green, blue]) =>
  grey(contrasted(contrasted(0.4 * red + 0.48 * green + 0.12 * blue, 0.7), 0.3));

const grades: Readonly<Record<Look, Grade>> = {
  warm: (colour) => tinted(colour, [1.08, 0.985, 0.86]),
  cool: sparingSkin((colour) => tinted(colour, [0.9, 0.99, 1.15]), 0.55),
  golden: sparingSkin(golden, 0.35),
  faded,
  vivid: sparingSkin(vivid, 0.6),
  noir,
};

const steps = 25;

/** The strength at which a picture has the whole look. Black and white with a trace of colour would be neither. */
const fullAt = (look: Look): number => (look === 'noir' ? 0.7 : 1);

/** A look as a 3-D table in the Cube format, which FFmpeg reads. Strength is 0 (unchanged) to 1. */
export const cubeOf = (look: Look, strength: number): string => {
  const grade = grades[look];
  const lines = [`LUT_3D_SIZE ${steps}`];
  const top = steps - 1;
  for (let blue = 0; blue < steps; blue += 1)
    for (let green = 0; green < steps; green += 1)
      for (let red = 0; red < steps; red += 1) {
        const colour: Colour = [red / top, green / top, blue / top];
        const graded = mix(colour, grade(colour), limit(strength / fullAt(look)));
        lines.push(graded.map((value) => limit(value).toFixed(5)).join(' '));
      }
  return `${lines.join('\n')}\n`;
};
