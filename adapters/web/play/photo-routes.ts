import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { FileSource, Options } from '../../../src/core/command.ts';
import { Failure } from '../../../src/core/failure.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import type { Play } from './play-deps.ts';
import { requireUpload } from './upload.ts';
import type { UseUpload } from './uploads.ts';

const options: Options = { photos: { type: 'photos', maximum: 1, required: true } };

/** A place in a photo, as a share of its side. Anything else is its middle. */
const share = (text: unknown): number => {
  const value = Number(text);
  return value >= 0 && value <= 1 ? value : 0.5;
};

/** Photo check, preview and selection while the visitor is choosing options. Nothing is stored. */
export const photoRoutes =
  (play: Play, useUpload: UseUpload): FastifyPluginAsync =>
  async (server) => {
    const some = { rateLimit: { max: 60, timeWindow: 60_000 } };
    const route = { onRequest: requireUpload(options), preHandler: admit, config: some };
    const withPhoto = <T>(
      request: FastifyRequest,
      use: (path: string, folder: string) => Promise<T>,
    ): Promise<T> =>
      useUpload(request, options, ({ values }, folder) => {
        const [photo] = (values['photos'] ?? []) as readonly FileSource[];
        if (photo === undefined) throw new Failure('missing_option', { option: 'photo' });
        return use(photo.path, folder);
      });

    server.post('/photo/check', route, async (request, answer) => {
      const { faces, advice } = await withPhoto(request, play.checkPhoto);
      const { format } = visitorOf(request).messages;
      return answer.send({ faces, advice: advice.map((one) => format(`notes.advice.${one}`)) });
    });

    server.post<{ Querystring: Record<string, unknown> }>('/photo/select', route, async (request, answer) => {
      const at = { x: share(request.query['x']), y: share(request.query['y']) };
      const part = await withPhoto(request, (path, folder) => play.selectInPhoto(path, folder, at));
      if (part === null) return answer.code(204).send();
      return answer.send({ ...part, data: Buffer.from(part.data).toString('base64') });
    });

    server.post('/photo/preview', route, async (request, answer) => {
      const clip = await withPhoto(request, async (path, folder) => {
        const made = await play.previewPhoto(path, folder);
        return made === null ? null : readFile(made);
      });
      return clip === null ? answer.code(204).send() : answer.type('video/mp4').send(clip);
    });
  };
