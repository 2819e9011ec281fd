import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { cursorFromWire, type GalleryWish, showings } from '../../../src/core/gallery.ts';

// A form sends a field that was left alone as nothing.
const nothing = (text: string | undefined): string | null => text || null;

const asked = z.object({
  order: z.enum(showings).default('newest'),
  effect: z.string().max(40).optional().transform(nothing),
  community: z
    .string()
    .max(100)
    .regex(/^[\w:.@-]*$/)
    .optional()
    .transform(nothing),
  after: z.string().max(60).optional(),
});

/** What somebody wishes to see. Throws Failure `not_found` for effects and places that there are not. */
export const readWish = (query: unknown, effects: readonly string[]): GalleryWish => {
  const { after, ...wish } = asked.parse(query);
  const cursor = after === undefined ? null : cursorFromWire(wish.order, after);
  if (after !== undefined && cursor === null) throw new Failure('not_found');
  if (wish.effect !== null && !effects.includes(wish.effect)) throw new Failure('not_found');
  return { ...wish, after: cursor };
};
