import type { Clip } from './clip.ts';

/** What makes a clip different from those it is compared with: its effect or model, else its seed. */
export type Compared = {
  readonly number: number;
  readonly effect: string | null;
  readonly model: string | null;
  readonly seed: number;
};

/** What each of several clips is called beside the others. */
export const comparedIn = (clips: readonly Pick<Clip, 'recipe'>[]): Compared[] => {
  const effects = new Set(clips.map(({ recipe }) => recipe.order.effect));
  const models = new Set(clips.map(({ recipe }) => recipe.model));
  return clips.map(({ recipe }, index) => ({
    number: index + 1,
    effect: effects.size > 1 ? recipe.order.effect : null,
    model: models.size > 1 ? recipe.model : null,
    seed: recipe.order.seed,
  }));
};
