import { join } from 'node:path';
import { type After, foreignSources, requireLength } from '../core/after.ts';
import type { Clip } from '../core/clip.ts';
import type { FileSource, Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { partsKept } from '../core/joined.ts';
import type { Order } from '../core/order.ts';
import type { PostStep } from '../core/post-steps.ts';
import type { Workspace } from '../core/storage.ts';
import { orderFromClip } from './order-from-clip.ts';
import { effectNamed, type Services } from './services.ts';

const frameSeconds = 60;

/** Writes a clip's last frame to the workspace as a photo. Throws `Failure` `not_found` or `bad_output`. */
export const lastFrameOf = async (
  services: Services,
  clip: Clip,
  { folder }: Pick<Workspace, 'folder'>,
): Promise<FileSource> => {
  const path = join(folder, 'last-frame.jpg');
  const file = await services.storage.clipPath(clip.file);
  await services.media.lastFrame(file, path, AbortSignal.timeout(frameSeconds * 1_000));
  return { path, name: 'last frame' };
};

/** Steps that the last frame has gone through already. Done again, they would show twice. */
const inPicture: ReadonlySet<PostStep['kind']> = new Set([
  'reframe',
  'grade',
  'title',
  'caption',
  'watermark',
]);

/**
 * The order that continues a clip from its end with the same settings. Its photo will be the clip's last frame, which
 * already has the clip's aspect ratio. Throws `Failure` `not_extendable` or `too_long`.
 */
export const orderAfter = (services: Services, clip: Clip, request: Request): Order => {
  const again = orderFromClip(clip, request, {});
  if (effectNamed(services, again.effect).needs.photos !== 1)
    throw new Failure('not_extendable', { effect: again.effect });
  const sources = foreignSources(clip.owner, clip.recipe.order.after);
  const after: After = {
    ...{ clip: clip.id, owner: clip.owner, seconds: clip.seconds },
    ...(sources.length > 0 && { sources }),
    parts: partsKept([clip.recipe.order]),
  };
  requireLength({ ...again, after });
  const post = again.post.filter(({ kind }) => !inPicture.has(kind));
  return {
    ...again,
    photos: [],
    depth: null,
    mask: null,
    last: null,
    ratio: 'photo',
    loop: false,
    post,
    after,
  };
};
