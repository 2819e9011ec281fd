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

/** Something about the photo that a person may want to do better next time. Never a refusal. */
export type Advice = (typeof adviceKinds)[number];
