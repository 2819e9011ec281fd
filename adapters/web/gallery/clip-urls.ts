import type { FastifyRequest } from 'fastify';
import type { Clip } from '../../../src/core/clip.ts';
import { cursorToWire, type GalleryWish } from '../../../src/core/gallery.ts';
import { signLink } from '../links.ts';

export const fileKinds = ['mp4', 'jpg'] as const;
/** The clip, or its first frame. */
export type FileKind = (typeof fileKinds)[number];

export const clipUrl = (id: string): string => `/c/${id}`;
export const fileUrl = (id: string, kind: FileKind): string => `/files/${id}.${kind}`;

/** The gallery with some wishes, as a page or as a feed. */
export const galleryUrl = (wish: Partial<GalleryWish>, path = '/gallery'): string => {
  const query = new URLSearchParams();
  if (wish.order === 'best') query.set('order', wish.order);
  if (wish.effect) query.set('effect', wish.effect);
  if (wish.community) query.set('community', wish.community);
  if (wish.after) query.set('after', cursorToWire(wish.after));
  return query.size === 0 ? path : `${path}?${query}`;
};

/** Where the site is for somebody who asks: as its operator says, else as they have called it. */
export const originOf = (request: FastifyRequest, origin: string | null): string =>
  origin ?? `${request.protocol}://${request.host}`;

/** What a link to a clip's files is signed for: whoever comes to see the clip, or no longer does, ends all links to it. */
export const linkSubject = ({ id, visibility, shownAt }: Clip): readonly string[] => [
  'files',
  id,
  visibility,
  String(shownAt.getTime()),
];

/** An address, without the origin, that shows a clip to whoever has it, until a moment in milliseconds since 1970. */
export const signedUrl = (secret: string, clip: Clip, until: number): string =>
  `${fileUrl(clip.id, 'mp4')}?token=${signLink(secret, linkSubject(clip), until)}`;
