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
