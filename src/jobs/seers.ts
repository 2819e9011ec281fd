import type { Services } from './services.ts';

/** Who may get to see a photo, by name or `operator`, with any of the models there are. */
export const seersOf = ({ engines }: Pick<Services, 'engines'>): readonly string[] => [
  ...new Set(engines.flatMap((engine) => engine.models().flatMap(({ dataGoesTo }) => dataGoesTo ?? []))),
];
