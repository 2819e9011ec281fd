import type { Camera } from '../order.ts';
import type { Overlay } from '../shot.ts';

/** What words may ask for. Effects use their catalogue name. */
export type Meaning =
  | { readonly camera: Camera }
  | { readonly effect: string }
  | { readonly overlay: Overlay['kind'] }
  | { readonly pace: number }
  | { readonly loop: true };

/** The motion words of a language. All patterns are matched against lower-case text. */
export type WordList = {
  /** Separates one wish from the next. */
  readonly between: RegExp;
  /**
   * If a wish names several cameras, the first in the list applies. People and things tilt and roll too, so those need
   * a direction.
   */
  readonly meanings: readonly (readonly [RegExp, Meaning])[];
  /** Actions that no warp of a photo can show. A wish with one of them can't be done, whatever else it contains. */
  readonly beyond: RegExp;
  /** Words that ask for nothing by themselves: articles, who and what is in the picture, praise. */
  readonly filler: RegExp;
};
