import type { FastifyRequest } from 'fastify';
import type { Options } from '../../../src/core/command.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Play } from './play-deps.ts';
import { type Reading, readUpload, type UploadForm } from './upload.ts';

const crowd = 48;
/** Maximum concurrent uploads per IP address. */
const share = 6;

/** Reads a multipart form into a folder that is deleted after use. */
export type UseUpload = <T>(
  request: FastifyRequest,
  options: Options,
  use: (upload: UploadForm, folder: string) => Promise<T>,
  reading?: Reading,
) => Promise<T>;

/** Limits concurrent uploads. Throws `Failure` `too_many_requests`, and those of `readUpload`. */
export const openUploads = (play: Pick<Play, 'workspace'>): UseUpload => {
  let uploading = 0;
  const byAddress = new Map<string, number>();
  return async (request, options, use, reading) => {
    const { ip } = request;
    const own = byAddress.get(ip) ?? 0;
    if (uploading >= crowd || own >= share) throw new Failure('too_many_requests', { seconds: 20 });
    uploading += 1;
    byAddress.set(ip, own + 1);
    try {
      await using workspace = await play.workspace();
      return await use(await readUpload(request, options, workspace.folder, reading), workspace.folder);
    } finally {
      uploading -= 1;
      const left = (byAddress.get(ip) ?? 1) - 1;
      if (left > 0) byAddress.set(ip, left);
      else byAddress.delete(ip);
    }
  };
};
