import type { Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { isId } from '../core/id.ts';
import type { PeopleSheet } from '../core/people-sheet.ts';
import { addBlock, blockedIn, everywhere, removeBlock } from '../store/blocked-people.ts';
import { findClip } from '../store/clip-rows.ts';
import { personLines } from '../store/job-lines.ts';
import { findJob } from '../store/jobs.ts';
import { clipFor } from './permitted.ts';
import type { Services } from './services.ts';

/**
 * Where the requester may block people: the community they manage, or everywhere. Throws `Failure` `no_community` or
 * `not_manager`.
 */
const blockScope = ({ actor, community, uncapped }: Request): string => {
  if (community === null && uncapped === true) return everywhere;
  if (community === null) throw new Failure('no_community');
  if (actor.manages?.includes(community) !== true) throw new Failure('not_manager');
  return community;
};

const forms = 'a mention, a user ID, a clip ID';

/**
 * Finds the person meant by a mention, a user ID, or the ID of a clip they made. Throws `Failure` `unknown_choice` or
 * `not_found`.
 */
const meant = async (services: Services, { actor, uncapped }: Request, scope: string, words: string) => {
  const reason = words.trim();
  if (uncapped === true && /^[a-z]+:\S+$/.test(reason)) return reason;
  const [, id] = /^(?:<@!?(\d{1,25})>|(\d{1,25}))$/.exec(reason)?.filter((part) => part !== undefined) ?? [];
  if (id !== undefined && scope !== everywhere) return `${scope.split(':')[0]}:${id}`;
  if (isId(reason))
    return (await clipFor(services, { ...actor, operator: uncapped === true }, 'view', reason)).owner;
  throw new Failure('unknown_choice', { option: 'who', value: reason.slice(0, 40), choices: forms });
};

/** Blocks or unblocks someone in the requester's scope. Returns who that is. */
export const setBlocked = async (
  services: Services,
  request: Request,
  words: string,
  to: 'on' | 'off',
): Promise<{ readonly who: string; readonly everywhere: boolean }> => {
  const scope = blockScope(request);
  const who = await meant(services, request, scope, words);
  await (to === 'on' ? addBlock : removeBlock)(services.store.database, scope, who);
  return { who, everywhere: scope === everywhere };
};

/** Lists who is blocked in the requester's scope. */
export const blockedBy = (services: Services, request: Request): Promise<readonly string[]> =>
  blockedIn(services.store.database, [blockScope(request)]);

const shown = 50;

/** People for admins, with who is blocked and what each may use. */
export const peopleOf = async (services: Services, words: string): Promise<PeopleSheet> => {
  const { database } = services.store;
  const { jobs, bytes, rendered } = services.quotas;
  return {
    people: await personLines(database, words, shown),
    blocked: await blockedIn(database, [everywhere]),
    limits: { jobs, bytes, rendered, credits: services.limits.daily },
  };
};

/** The job with this ID, or the one that made the clip with it; null if there is neither. */
export const jobBehind = async (services: Services, id: string): Promise<string | null> => {
  if (!isId(id)) return null;
  const { database } = services.store;
  const job = await findJob(database, id);
  return job?.id ?? (await findClip(database, id))?.job ?? null;
};
