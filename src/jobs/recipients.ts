import type { Services } from './services.ts';

/** Everyone who may see a photo with any available model, by name or `operator`. */
export const recipientsOf = ({ engines }: Pick<Services, 'engines'>): readonly string[] => [
  ...new Set(engines.flatMap((engine) => engine.models().flatMap(({ dataGoesTo }) => dataGoesTo ?? []))),
];
