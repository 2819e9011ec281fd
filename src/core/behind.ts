import type { Clip } from './clip.ts';
import { type BoundCommand, commandNamed, type Request } from './command.ts';
import { inTime } from './community-defaults.ts';
import { Failure } from './failure.ts';
import { can } from './permission.ts';
import type { Reply } from './reply.ts';

/**
 * The clip a command is about, looked at before anything is promised; null when that takes too long, and then the answer
 * is for the asker alone. Throws Failure `not_found`, or `not_allowed` to those who may only look at it.
 */
export const clipBehind = async (
  services: { readonly commands: readonly BoundCommand[] },
  request: Request,
  command: BoundCommand,
  id: string,
): Promise<Clip | null> => {
  const looking = commandNamed(services, 'clip').run(request, { id });
  const clip = (await inTime<Reply | null>(looking, null))?.clips[0]?.clip ?? null;
  if (clip !== null && command.needs !== undefined && !can(request.actor, command.needs, clip))
    throw new Failure('not_allowed');
  return clip;
};
