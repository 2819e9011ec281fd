const bands = 16;

/**
 * Maximum mean deviation, in levels of 255, of a monochrome print from its usual colour at that brightness. Paper
 * yellows in spots.
 */
const stray = 5.5;

/** Mean distance of each pixel's colour from the mean colour of all pixels that are as bright. */
const colourSpread = (rgb: Uint8Array): number => {
  const sums = Array.from({ length: bands }, () => ({ count: 0, warm: 0, cool: 0 }));
  const read = (i: number) => {
    const [red, green, blue] = [rgb[i] as number, rgb[i + 1] as number, rgb[i + 2] as number];
    const band = Math.min(bands - 1, Math.floor(((red + 2 * green + blue) / 4 / 256) * bands));
    return { warm: red - green, cool: blue - green, sum: sums[band] ?? { count: 1, warm: 0, cool: 0 } };
  };
  for (let i = 0; i + 2 < rgb.length; i += 12) {
    const { warm, cool, sum } = read(i);
    sum.count += 1;
    sum.warm += warm;
    sum.cool += cool;
  }
  let [away, count] = [0, 0];
  for (let i = 0; i + 2 < rgb.length; i += 12, count += 1) {
    const { warm, cool, sum } = read(i);
    away += (Math.abs(warm - sum.warm / sum.count) + Math.abs(cool - sum.cool / sum.count)) / 2;
  }
  return away / Math.max(1, count);
};

/** Whether a picture is black and white, sepia, or another monochrome print. */
export const isOfOneColour = (rgb: Uint8Array): boolean => colourSpread(rgb) < stray;
