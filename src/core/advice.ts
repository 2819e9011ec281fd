export const adviceKinds = [
  'small',
  'blurred',
  'flat_contrast',
  'hard_contrast',
  'clipped',
  'cluttered',
  'noisy',
  'narrow',
] as const;

/** An issue with the photo that the person may want to avoid next time. Never causes a refusal. */
export type Advice = (typeof adviceKinds)[number];

export const fixes = ['clean', 'crop', 'pad', 'enlarge'] as const;

/**
 * What is done to a photo before it is rendered: `clean` removes grain, `crop` and `pad` bring a very long one to 16:9
 * or 9:16, and `enlarge` a small one to 720 pixels.
 */
export type Fix = (typeof fixes)[number];

/** What would make a poor photo better: one that is very small, very grainy or very long. */
export const poorFixes = ['enlarge', 'clean', 'crop'] as const satisfies readonly Fix[];

/** Whether any of them moves the picture, so that nothing drawn for the photo fits any more. */
export const movesPhoto = (some: readonly Fix[]): boolean =>
  some.some((fix) => fix === 'crop' || fix === 'pad');
