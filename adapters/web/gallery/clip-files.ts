import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import * as z from 'zod';
import type { Clip } from '../../../src/core/clip.ts';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { sendStored } from '../send-file.ts';
import { actorOf, visitorOf } from '../visitor.ts';
import { type ClipFileKind, fileKinds, opensClip } from './clip-urls.ts';
import type { GalleryDeps } from './gallery-deps.ts';

const asked = z.object({ token: z.string().max(200).optional(), download: z.string().optional() });

const types = { mp4: 'video/mp4', jpg: 'image/jpeg' } as const satisfies Record<ClipFileKind, string>;

/** Throws `Failure` `not_found`. */
export const parseFileName = (name: string): { id: string; kind: ClipFileKind } => {
  const [id = '', ending = '', ...rest] = name.split('.');
  const kind = fileKinds.find((one) => one === ending);
  if (kind === undefined || rest.length > 0 || !isId(id)) throw new Failure('not_found');
  return { id, kind };
};

/** The file name of a downloaded clip. */
const fileName = ({ recipe: { order } }: Pick<Clip, 'recipe'>, kind: ClipFileKind): string =>
  `photoplay-${order.effect}-${order.seed}.${kind}`;

/** Public files may be cached but must be revalidated, so that a hidden clip disappears at once. */
const setHeaders = (answer: FastifyReply, clip: Clip): string => {
  if (clip.visibility !== 'public') return 'private, no-store';
  answer
    .removeHeader('vary')
    .headers({ 'x-robots-tag': 'all', 'cross-origin-resource-policy': 'cross-origin' });
  return 'public, no-cache';
};

/** Serves clips and their first frames to those who may see them or have a signed link. */
export const fileRoutes =
  (deps: GalleryDeps): FastifyPluginAsync =>
  async (server) => {
    server.get<{ Params: { name: string } }>('/files/:name', async (request, answer) => {
      const { id, kind } = parseFileName(request.params.name);
      const { token, download } = asked.parse(request.query);
      const opens = (clip: Clip): boolean => opensClip(deps.secret, token ?? '', clip, 'files');
      const clip = await deps.clip(actorOf(visitorOf(request)), id, opens);
      const { path, thumbnail } = await deps.files(clip);
      const cache = setHeaders(answer, clip);
      const name = fileName(clip, kind);
      const saved = download === undefined ? {} : { download: name };
      answer.header('content-disposition', `inline; filename="${name}"`);
      return sendStored(answer, kind === 'mp4' ? path : thumbnail, { type: types[kind], cache, ...saved });
    });
  };
