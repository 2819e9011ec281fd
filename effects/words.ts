import type { Camera } from '../src/core/order.ts';

/** First match wins; people and things tilt and roll too, so those must be asked of the camera or at once with a direction. */
const cameraWords: readonly (readonly [RegExp, Camera])[] = [
  [
    /\b(still|static|fixed|locked) (camera|shot)\b|\bcamera (is |stays |holds )?still\b|\bno camera\b/,
    'still',
  ],
  [/\bzoom(s|ing)?[ -]out\b|\bpull(s|ing)?[ -](back|out)\b/, 'zoom-out'],
  [/\bzoom(s|ing)?\b|\bpush(es|ing)?[ -]in\b/, 'zoom-in'],
  [/\bpan(s|ning)?\b.{0,12}\bleft\b/, 'pan-left'],
  [/\bpan(s|ning)?\b/, 'pan-right'],
  [/\btilt(s|ing)? (slowly |gently )?down\b/, 'tilt-down'],
  [/\btilt(s|ing)? (slowly |gently )?up\b/, 'tilt-up'],
  [/\bcamera rolls? left\b/, 'roll-left'],
  [/\bcamera rolls? right\b/, 'roll-right'],
  [/\borbit(s|ing)?\b.{0,12}\bleft\b/, 'orbit-left'],
  [/\borbit(s|ing)?\b/, 'orbit-right'],
  [/\bdolly\b.{0,12}\b(out|back)\b/, 'dolly-out'],
  [/\bdolly\b/, 'dolly-in'],
];

/** The camera move that a prompt speaks of, or null. */
export const cameraInWords = (prompt: string): Camera | null =>
  cameraWords.find(([words]) => words.test(prompt.toLowerCase()))?.[1] ?? null;

const slow = /\b(slow(ly)?|gentle|gently|subtle|subtly|calm(ly)?)\b/i;
const fast = /\b(fast|quick(ly)?|rapid(ly)?|dramatic(ally)?|energetic)\b/i;

/** How fast a prompt wants things to move; 1 when it does not say. */
export const paceInWords = (prompt: string): number => {
  if (slow.test(prompt)) return 0.65;
  return fast.test(prompt) ? 1.3 : 1;
};

/** Whether a prompt asks for a clip that begins again without a seam. */
export const loopInWords = (prompt: string): boolean => /\b(loop(s|ing|ed)?|seamless(ly)?)\b/i.test(prompt);
