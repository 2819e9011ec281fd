import type { FastifyInstance } from 'fastify';
import { Failure } from '../../../src/core/failure.ts';
import { parseFileName } from '../gallery/clip-files.ts';
import { sendStored } from '../send-file.ts';
import type { AdminDeps } from './admin-deps.ts';

/** The path of a clip's video for the operator. */
export const reportedFile = (clip: string): string => `/admin/clips/${clip}.mp4`;

/** Shows operators the clips that people reported in servers and groups; private ones stay private. */
export const reportedFiles = (server: FastifyInstance, deps: AdminDeps): void => {
  server.get<{ Params: { name: string } }>('/admin/clips/:name', async (request, answer) => {
    const { id, kind } = parseFileName(request.params.name);
    if (kind !== 'mp4') throw new Failure('not_found');
    const { path } = await deps.files(id);
    return sendStored(answer, path, { type: 'video/mp4', cache: 'private, no-store' });
  });
};
