import type { Clip } from './clip.ts';

/** How a clip came to be, as the IPTC's digital source types call it. */
export const digitalSources = [
  'algorithmicallyEnhanced',
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
] as const;
export type DigitalSource = (typeof digitalSources)[number];

/** What a finished file says of its making: never what people wrote, nor who they are. */
export type Provenance = {
  readonly effect: string;
  readonly effectVersion: number;
  readonly engine: string;
  readonly model: string;
  readonly source: DigitalSource;
};

const sourceOf = (engine: string, mark: Clip['mark']): DigitalSource => {
  if (mark === 'animated-locally') return 'algorithmicallyEnhanced';
  // Animated here, but going on from a clip that a model made up.
  return engine === 'local' ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
};

/** What the files of a clip say of its making. */
export const provenanceOf = ({ recipe, mark }: Pick<Clip, 'recipe' | 'mark'>): Provenance => ({
  effect: recipe.order.effect,
  effectVersion: recipe.effectVersion,
  engine: recipe.engine,
  model: recipe.model,
  source: sourceOf(recipe.engine, mark),
});

declare const marked: unique symbol;

/** Path of a finished file that says in itself how it was made. Only marking makes one, and storage hands it out again. */
export type MarkedFile = string & { readonly [marked]: true };
