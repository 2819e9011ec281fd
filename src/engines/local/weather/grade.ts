import type { Overlay, Size } from '../../../core/shot.ts';

/** How a weather's light changes the picture: a brightness curve, colour shifts and saturation. */
type Grade = {
  /** Gain and lift of the brightness, in levels above black, and how much `dusk` darkens a bright picture. */
  readonly gain: number;
  readonly lift: number;
  readonly dusk: number;
  readonly colour: number;
  readonly blue: number;
  readonly red: number;
};

const grades: Record<Overlay['kind'], Grade> = {
  snow: { gain: 0.86, lift: 17, dusk: 0.16, colour: 0.68, blue: 4, red: -3 },
  rain: { gain: 0.84, lift: 6, dusk: 0.22, colour: 0.72, blue: 4, red: -4 },
  embers: { gain: 0.98, lift: 0, dusk: 0.6, colour: 0.86, blue: -4, red: 5 },
  glow: { gain: 0.96, lift: 3, dusk: 0.14, colour: 1.03, blue: -4, red: 3 },
};

/** The average luma of a frame, 0 to 1. */
export const brightness = (picture: Uint8Array, { width, height }: Size): number => {
  let [sum, count] = [0, 0];
  for (let i = 0; i < width * height; i += 37, count += 1) sum += picture[i] as number;
  return Math.min(1, Math.max(0, (sum / count - 16) / 219));
};

/**
 * Creates the colour grading of a weather. `bright` is the brightness of the clip's first frame, kept for the whole
 * clip so that nothing flickers.
 */
export const createGrade = (kind: Overlay['kind'], amount: number, bright: number) => {
  const { gain, lift, dusk, colour, blue, red } = grades[kind];
  const share = Math.min(1, amount);
  const dark = dusk * Math.min(1, Math.max(0, (bright - 0.18) / 0.4));
  const table = (value: (level: number) => number): Uint8Array =>
    Uint8Array.from({ length: 256 }, (_, level) => {
      const graded = level + share * (value(level) - level);
      return Math.round(Math.min(240, Math.max(16, graded)));
    });
  const lumas = table((level) => {
    const light = Math.max(0, level - 16) / 219;
    // Darken the midtones most, so that lamps stay bright.
    const night = light * (1 - dark * (1.15 - 0.55 * light));
    return 16 + lift + 219 * gain * night;
  });
  const [blues, reds] = [blue, red].map((shift) => table((level) => 128 + (level - 128) * colour + shift));
  return (picture: Uint8Array, { width, height }: Size): void => {
    const area = width * height;
    for (let i = 0; i < area; i += 1) picture[i] = lumas[picture[i] as number] as number;
    for (let i = area; i < area * 1.25; i += 1) picture[i] = blues?.[picture[i] as number] as number;
    for (let i = area * 1.25; i < area * 1.5; i += 1) picture[i] = reds?.[picture[i] as number] as number;
  };
};
