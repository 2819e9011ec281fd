import type { Recipe } from './recipe.ts';
import type { Visibility } from './visibility.ts';

/** A finished clip: its files and the details shown to people. */
export type Clip = {
  readonly id: string;
  readonly job: string;
  readonly owner: string;
  readonly community: string | null;
  readonly visibility: Visibility;
  /** When it became visible to its current audience. */
  readonly shownAt: Date;
  /** The key of its unlisted link and when that expires. Null without one. */
  readonly linkKey: string | null;
  readonly linkUntil: Date | null;
  /** When moderators hid it. Its owner can't show it again until they undo that. */
  readonly hiddenAt: Date | null;
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
  /** Render time in seconds, from the start of the attempt to the finished file. */
  readonly took: number;
  /** How stable and true to the photo it is, 0 to 1. Null if it couldn't be measured. */
  readonly score: number | null;
  readonly createdAt: Date;
};

/** Filters a person's clips. Null matches all. */
export type ClipFilter = {
  readonly effect: string | null;
  readonly visibility: Visibility | null;
  /** Words in the prompt. */
  readonly words: string | null;
};

export const everyClip: ClipFilter = { effect: null, visibility: null, words: null };
