import * as z from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { cursorFromWire, type GalleryQuery, galleryOrders } from '../../../src/core/gallery.ts';

// A form sends untouched fields as empty strings.
const nothing = (text: string | undefined): string | null => text || null;

const asked = z.object({
  order: z.enum(galleryOrders).default('newest'),
  effect: z.string().max(40).optional().transform(nothing),
  community: z
    .string()
    .max(100)
    .regex(/^[\w:.@-]*$/)
    .optional()
    .transform(nothing),
  words: z.string().trim().max(100).optional().transform(nothing),
  after: z.string().max(60).optional(),
});

/** Parses the gallery filters. Throws `Failure` `not_found` for an unknown effect or cursor. */
export const readGalleryQuery = (query: unknown, effects: readonly string[]): GalleryQuery => {
  const { after, ...wish } = asked.parse(query);
  const cursor = after === undefined ? null : cursorFromWire(wish.order, after);
  if (after !== undefined && cursor === null) throw new Failure('not_found');
  if (wish.effect !== null && !effects.includes(wish.effect)) throw new Failure('not_found');
  return { ...wish, after: cursor };
};
