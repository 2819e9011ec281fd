import type { FastifyRequest } from 'fastify';
import type { Clip } from '../../../src/core/clip.ts';
import { cursorToWire, type GalleryWish } from '../../../src/core/gallery.ts';
import { signLink } from '../links.ts';

export const fileKinds = ['mp4', 'jpg'] as const;
/** A clip's video, or its first frame. */
export type FileKind = (typeof fileKinds)[number];

export const clipUrl = (id: string): string => `/c/${id}`;
export const fileUrl = (id: string, kind: FileKind): string => `/files/${id}.${kind}`;

/** The gallery URL with filters, as a page or as a feed. */
export const galleryUrl = (wish: Partial<GalleryWish>, path = '/gallery'): string => {
  const query = new URLSearchParams();
  if (wish.order === 'best') query.set('order', wish.order);
  if (wish.effect) query.set('effect', wish.effect);
  if (wish.community) query.set('community', wish.community);
  if (wish.after) query.set('after', cursorToWire(wish.after));
  return query.size === 0 ? path : `${path}?${query}`;
};

/** The site's origin: as configured, otherwise from the request. */
export const originOf = (request: FastifyRequest, origin: string | null): string =>
  origin ?? `${request.protocol}://${request.host}`;

/** The signed subject of a link to a clip's files. A change in who may see the clip invalidates all links to it. */
export const linkSubject = ({ id, visibility, shownAt }: Clip): readonly string[] => [
  'files',
  id,
  visibility,
  String(shownAt.getTime()),
];

/** A URL path that shows a clip to anyone who has it, valid until `until` (ms since the epoch). */
export const signedUrl = (secret: string, clip: Clip, until: number): string =>
  `${fileUrl(clip.id, 'mp4')}?token=${signLink(secret, linkSubject(clip), until)}`;
