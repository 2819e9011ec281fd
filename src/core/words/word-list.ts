import type { Camera } from '../order.ts';
import type { Overlay } from '../shot.ts';

/** What words may ask for; effects by their catalogue name. */
export type Meaning =
  | { readonly camera: Camera }
  | { readonly effect: string }
  | { readonly overlay: Overlay['kind'] }
  | { readonly pace: number }
  | { readonly loop: true };

/** The motion words of a language. All patterns are looked for in lower case. */
export type WordList = {
  /** Between one wish and the next. */
  readonly between: RegExp;
  /** Of several cameras in one wish the first in the list counts; people and things tilt and roll too, so those need a direction. */
  readonly meanings: readonly (readonly [RegExp, Meaning])[];
  /** Deeds that no warp of a photo can show. A wish with one of them cannot be done, whatever else is in it. */
  readonly beyond: RegExp;
  /** Words that ask for nothing by themselves: articles, who and what is in the picture, praise. */
  readonly filler: RegExp;
};
