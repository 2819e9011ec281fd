import type { Warning } from '../../core/engine.ts';
import type { Language } from '../language.ts';

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `The ${what} ${asked} is not possible here; ${used} was used instead.`;

export const visibilities: Language['visibilities'] = {
  private: 'private: only you can see it',
  community: 'visible to this community',
  public: 'public',
};

export const warnings: Language['warnings'] = {
  ratio: replaced('ratio'),
  seconds: replaced('length'),
  resolution: replaced('resolution'),
  camera: replaced('camera move'),
  seed: () => 'This model has no repeatable seed.',
  engine: ({ asked, used }) => `${asked} was not to be had; ${used} filmed this instead.`,
  prompt: () => 'This model takes no prompt.',
  join: () => 'The clip it goes on from was deleted meanwhile, so this is the new part alone.',
  depth: () => 'The depth model could not be used; depth was guessed instead.',
  motion: ({ used }) => `The picture moves by ${used} of its width; above 15 % it may look stretched.`,
};

export const advice: Language['advice'] = {
  small: 'The photo is small, so the clip may look soft.',
  blurred: 'The photo is not sharp; a sharper one looks better in motion.',
  flat_contrast: 'The photo is low in contrast; depth is hard to see in it.',
  hard_contrast: 'The photo is very high in contrast.',
  clipped: 'Large parts are pure black or white, with nothing in them to move.',
  cluttered: 'The photo is busy; a calmer background moves more cleanly.',
  noisy: 'The photo is grainy; gentle denoising helps.',
  narrow: 'The photo is very long and narrow; its sides may be cut.',
};
