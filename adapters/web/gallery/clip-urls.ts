import type { FastifyRequest } from 'fastify';
import type { Clip } from '../../../src/core/clip.ts';
import { Failure } from '../../../src/core/failure.ts';
import { cursorToWire, type GalleryQuery } from '../../../src/core/gallery.ts';
import { isId } from '../../../src/core/id.ts';
import { readLink, signLink } from '../links.ts';

export const fileKinds = ['mp4', 'jpg'] as const;
/** A clip's video, or its first frame. */
export type ClipFileKind = (typeof fileKinds)[number];

export const clipUrl = (id: string): string => `/c/${id}`;
export const fileUrl = (id: string, kind: ClipFileKind): string => `/files/${id}.${kind}`;

/** The ID and token in a link to a clip, its page or its file, or an ID alone. Null in anything else. */
export const linkedClip = (text: string): { readonly id: string; readonly token: string } | null => {
  const link = /\/(?:c|clips|files)\/([\w-]{22})(?![\w-])[^?]*(?:\?([^#]*))?/.exec(text);
  const [, id = text, query = ''] = link ?? [];
  return isId(id) ? { id, token: new URLSearchParams(query).get('token') ?? '' } : null;
};

/** The gallery URL with filters, as a page or as a feed. */
export const galleryUrl = (query: Partial<GalleryQuery>, path = '/gallery'): string => {
  const parameters = new URLSearchParams();
  if (query.order === 'best') parameters.set('order', query.order);
  if (query.effect) parameters.set('effect', query.effect);
  if (query.community) parameters.set('community', query.community);
  if (query.words) parameters.set('words', query.words);
  if (query.after) parameters.set('after', cursorToWire(query.after));
  return parameters.size === 0 ? path : `${path}?${parameters}`;
};

/** The site's origin: as configured, otherwise from the request. */
export const originOf = (request: FastifyRequest, origin: string | null): string =>
  origin ?? `${request.protocol}://${request.host}`;

/** The signed subject of a link to a clip's files. A change in who may see the clip invalidates all links to it. */
const linkSubject = ({ id, visibility, shownAt }: Clip): readonly string[] => [
  'files',
  id,
  visibility,
  String(shownAt.getTime()),
];

/** The signed subject of a clip's unlisted link. A new key invalidates it. */
const shareSubject = (id: string, key: string): readonly string[] => ['share', id, key];

/** The URL path of a clip's unlisted link. */
export const sharePath = (secret: string, id: string, key: string, until: Date): string =>
  `${clipUrl(id)}?token=${signLink(secret, shareSubject(id, key), until.getTime())}`;

/**
 * Whether an untrusted token opens a clip as it is now: its unlisted link opens the page and the files, a link to its
 * files only these. Throws `Failure` `link_expired`.
 */
export const opensClip = (secret: string, token: string, clip: Clip, what: 'page' | 'files'): boolean => {
  const subjects = [
    ...(what === 'files' ? [linkSubject(clip)] : []),
    ...(clip.linkKey === null ? [] : [shareSubject(clip.id, clip.linkKey)]),
  ];
  const states = subjects.map((subject) => readLink(secret, subject, token, Date.now()));
  if (states.includes('over')) throw new Failure('link_expired');
  return states.includes('open');
};

/** A URL path that shows a clip to anyone who has it, valid until `until` (ms since the epoch). */
export const signedUrl = (secret: string, clip: Clip, until: number): string =>
  `${fileUrl(clip.id, 'mp4')}?token=${signLink(secret, linkSubject(clip), until)}`;
