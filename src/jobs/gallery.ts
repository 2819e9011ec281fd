import { type Actor, can } from '../core/access.ts';
import type { Clip } from '../core/clip.ts';
import { type Cursor, cursorOf, type Exhibit, type GalleryWish } from '../core/gallery.ts';
import { findClip } from '../store/clips.ts';
import { listShown } from '../store/gallery.ts';
import { insertReport } from '../store/reports.ts';
import type { House } from './house.ts';
import { clipFor } from './look.ts';

/** One page of the gallery, and the place to go on after. */
export type GalleryPage = { readonly exhibits: readonly Exhibit[]; readonly next: Cursor | null };

const pageSize = 24;

/** Clips that everybody may see. */
export const galleryPage = async (house: House, wish: GalleryWish): Promise<GalleryPage> => {
  const found = await listShown(house.store.database, wish, pageSize + 1);
  const exhibits = found.slice(0, pageSize);
  const last = exhibits.at(-1);
  return {
    exhibits,
    next: found.length > pageSize && last !== undefined ? cursorOf(wish.order, last) : null,
  };
};

/** A clip for whoever may see it; null where there is none for them. */
export const seenClip = async (house: House, actor: Actor, id: string): Promise<Clip | null> => {
  const clip = await findClip(house.store.database, id);
  return clip !== null && can(actor, 'view', clip) ? clip : null;
};

/** Tells the operators that someone thinks a clip should not be shown. Throws Failure `not_found`. */
export const report = async (house: House, actor: Actor, id: string, reason: string): Promise<void> => {
  const clip = await clipFor(house, actor, 'report', id);
  await insertReport(house.store.database, { clip: clip.id, actor: actor.id, reason });
};
