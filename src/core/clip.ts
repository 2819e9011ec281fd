import type { Recipe } from './recipe.ts';
import type { Visibility } from './visibility.ts';

/** The finished file and what people are told about it. */
export type Clip = {
  readonly id: string;
  readonly job: string;
  readonly owner: string;
  readonly community: string | null;
  readonly visibility: Visibility;
  /** Since when those see it who may see it now. */
  readonly shownAt: Date;
  readonly recipe: Recipe;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly bytes: number;
  /** Storage keys of the MP4 and its JPEG thumbnail. */
  readonly file: string;
  readonly thumbnail: string;
  readonly licence: string;
  readonly mark: 'animated-locally' | 'ai-generated';
  /** Seconds the making took, from the start of its attempt to the finished file. */
  readonly took: number;
  /** How steady and true to the photo it is, 0 to 1; null when nobody could tell. */
  readonly score: number | null;
  readonly createdAt: Date;
};

/** Which of somebody's clips are listed; null means all. */
export type ClipFilter = {
  readonly effect: string | null;
  readonly visibility: Visibility | null;
  /** Words of the prompt. */
  readonly words: string | null;
};

export const everyClip: ClipFilter = { effect: null, visibility: null, words: null };
