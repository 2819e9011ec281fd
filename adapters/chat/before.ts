import pTimeout from 'p-timeout';
import type { Clip } from '../../src/core/clip.ts';
import { type BoundCommand, commandNamed, type Request } from '../../src/core/command.ts';
import type { CommunityDefaults } from '../../src/core/community-defaults.ts';
import { Failure } from '../../src/core/failure.ts';
import { can } from '../../src/core/permission.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { ChatServices, Offered } from './chat.ts';

/** The result if it's ready in time, else `otherwise`: a first answer must not wait for a slow database. */
export const inTime = <Result>(
  work: Promise<Result>,
  otherwise: Result,
  milliseconds = 700,
): Promise<Result> => pTimeout(work, { milliseconds, fallback: () => otherwise });

// When the defaults are unknown, only the user sees the clip.
const cautious: CommunityDefaults = { visibility: 'private', covered: false, off: [] };

/** The defaults for a person's new clips in a community; private when they're unknown. */
export const defaultsIn = async (
  services: Pick<ChatServices, 'defaults'>,
  community: string | null,
  owner: string,
): Promise<CommunityDefaults> =>
  community === null
    ? cautious
    : inTime(
        services.defaults(community, owner).catch(() => cautious),
        cautious,
      );

/**
 * Looks up the clip a command is about before the first answer. Returns null when that takes too long; only the user
 * may see the answer then. Throws `Failure` `not_found`, or `not_allowed` for users who may only view the clip.
 */
export const clipBehind = async (
  services: Pick<Offered, 'commands'>,
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
