import type { LocalRecipe, Move } from '../../../core/shot.ts';
import type { Colours } from './colours.ts';

/** Number of colour levels per channel, and the difference between neighbours below which they count as even. */
const [shades, still] = [16, 2.5 / 255];

/** Minimum share of the four most common colours, and of even pixels, for flat art. */
const least = { common: 0.66, even: 0.4 } as const;

/** Whether a picture is a drawing, a diagram or lettering: a few colours without shading, and lines on them. */
export const isFlatArt = ({ luma, blue, red }: Colours): boolean => {
  const { width, height } = luma;
  const counts = new Map<number, number>();
  let even = 0;
  for (let y = 0; y < height - 1; y += 1)
    for (let x = 0; x < width - 1; x += 1) {
      const i = y * width + x;
      const [steps, colour] = [luma, blue, red].reduce(
        ([most, key], { values }) => {
          const value = values[i] as number;
          const across = Math.abs(value - (values[i + 1] as number));
          const down = Math.abs(value - (values[i + width] as number));
          return [
            Math.max(most, across, down),
            key * shades + Math.min(shades - 1, Math.floor(value * shades)),
          ];
        },
        [0, 0],
      );
      if (steps < still) even += 1;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  const all = (width - 1) * (height - 1);
  const most = [...counts.values()].sort((a, b) => b - a).slice(0, 4);
  return most.reduce((sum, count) => sum + count, 0) > least.common * all && even > least.even * all;
};

/** Adapts a recipe to a picture without depth: the camera moves along it and closer instead of around it. */
export const alongFlatArt = (recipe: LocalRecipe, shape: number): LocalRecipe => {
  const moves = recipe.moves.flatMap(({ kind, amount, ...rest }): readonly Move[] => {
    const along = shape >= 1 ? 'pan' : 'tilt';
    if (kind === 'dolly') return [{ kind: 'zoom', amount: 0.8 * amount, ...rest }];
    if (kind === 'orbit' || kind === 'sway')
      return [
        { kind: along, amount: 0.045 * amount, ...rest },
        { kind: 'zoom', amount: 0.05 * Math.abs(amount), ...rest },
      ];
    return [{ kind, amount, ...rest }];
  });
  return { ...recipe, moves, depth: 0, drift: 0 };
};
