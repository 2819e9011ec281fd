import type { Clip } from './clip.ts';

/** How a clip was made, as an IPTC digital source type. */
export const digitalSources = [
  'algorithmicallyEnhanced',
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
] as const;
export type DigitalSource = (typeof digitalSources)[number];

/** What a finished file says about how it was made. Never what people wrote, nor who they are. */
export type Provenance = {
  readonly effect: string;
  readonly effectVersion: number;
  readonly engine: string;
  readonly model: string;
  readonly source: DigitalSource;
};

/** How something is made that an engine renders. */
export const sourceOf = (engine: string, mark: Clip['mark']): DigitalSource => {
  if (mark === 'animated-locally') return 'algorithmicallyEnhanced';
  // Animated here, but extends a clip that a model generated.
  return engine === 'local' ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
};

/** What the files of a clip say about how it was made. */
export const provenanceOf = ({ recipe, mark }: Pick<Clip, 'recipe' | 'mark'>): Provenance => ({
  effect: recipe.order.effect,
  effectVersion: recipe.effectVersion,
  engine: recipe.engine,
  model: recipe.model,
  source: sourceOf(recipe.engine, mark),
});

declare const marked: unique symbol;

/** Path of a finished file that contains its provenance. Only marking creates one, and storage returns it again. */
export type MarkedFile = string & { readonly [marked]: true };
