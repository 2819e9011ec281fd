import { EventEmitter, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand, Request } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { MovedOn } from '../../src/core/fence.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { can } from '../../src/core/permission.ts';
import type { CommunityDefaults } from '../../src/core/personal-defaults.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { ChatServices, Offered } from './chat.ts';
import { Closed, fenced } from './delivery-steps.ts';

/**
 * The result if it's ready in time, else `otherwise`: a first answer must not wait for a slow database. Where hundreds ask at
 * once, preparing the error of a time limit would take longer than most of the work.
 */
export const inTime = <Result>(
  work: Promise<Result>,
  otherwise: Result,
  milliseconds = 700,
): Promise<Result> => Promise.race([work, setTimeout(milliseconds, otherwise, { ref: false })]);

const longestTurn = 250;

/** Lets first answers go first when many people ask at once: everything else waits a moment. */
export const openFirstAnswers = () => {
  const clear = new EventEmitter().setMaxListeners(0);
  let owed = 0;
  return {
    send: async <Result>(answer: () => Promise<Result>): Promise<Result> => {
      owed += 1;
      try {
        return await answer();
      } finally {
        owed -= 1;
        if (owed === 0) clear.emit('clear');
      }
    },
    /** Resolves when none is being given, but soon in any case. */
    letGoFirst: async (): Promise<void> => {
      if (owed > 0) await inTime<unknown>(once(clear, 'clear'), null, longestTurn);
    },
  };
};

export type FirstAnswers = ReturnType<typeof openFirstAnswers>;

// Where nobody else reads.
const nobodyElse: CommunityDefaults = { visibility: 'private', spoiler: false, off: [] };

/** How long a first answer waits for what decides who may see it. */
export const firstAnswerMilliseconds = 1_500;

/** The defaults for a person's new clips in a community. */
export const defaultsIn = async (
  services: Pick<ChatServices, 'defaults'>,
  community: string | null,
  owner: string,
): Promise<CommunityDefaults> => (community === null ? nobodyElse : services.defaults(community, owner));

/** What `defaultsIn` reads, for a first answer that can't wait long. Without it, only the user sees the clip. */
export const defaultsInTime = async (
  ...[services, community, owner]: Parameters<typeof defaultsIn>
): Promise<CommunityDefaults & { readonly audienceUnknown?: true }> => {
  const nobodyYet = { ...nobodyElse, audienceUnknown: true } as const;
  return inTime(
    defaultsIn(services, community, owner).catch(() => nobodyYet),
    nobodyYet,
    firstAnswerMilliseconds,
  );
};

/**
 * Looks up the clip a command is about before the first answer, by the command `clip`, which checks that the user may see it. Returns null when that takes longer than `milliseconds`;
 * only the user may see the answer then. Throws `Failure` `not_found`, or `not_allowed` for users who may only view the clip.
 */
export const clipBeforeAnswer = async (
  services: Pick<Offered, 'commands'>,
  request: Request,
  command: BoundCommand,
  id: string,
  milliseconds?: number,
): Promise<Clip | null> => {
  const looking = commandNamed(services, 'clip').run(request, { id });
  const found = milliseconds === undefined ? looking : inTime<Reply | null>(looking, null, milliseconds);
  const clip = (await found)?.clips[0]?.clip ?? null;
  if (clip !== null && command.needs !== undefined && !can(request.actor, command.needs, clip))
    throw new Failure('not_allowed');
  return clip;
};

/** Shows a job's first card, unless its clip or a later card is already there. */
export const showUnlessDelivered = async (
  deps: Pick<ChatServices, 'untilDelivering'>,
  { job }: Reply,
  show: () => Promise<unknown>,
): Promise<void> => {
  try {
    await (job === null ? show() : fenced(deps.untilDelivering(job.id), show));
  } catch (error) {
    if (!(error instanceof Closed || error instanceof MovedOn)) throw error;
  }
};

/** Sends users answers that couldn't be delivered earlier, after a request of theirs. Keeps them if that fails. */
export const tellUndelivered = async (
  deps: Pick<ChatServices, 'undelivered'>,
  owner: string,
  say: (reply: Reply) => Promise<unknown>,
): Promise<void> => {
  const waiting = await deps.undelivered(owner);
  try {
    if (waiting !== null) await say(waiting.reply);
  } catch (error) {
    await waiting?.putBack();
    throw error;
  }
};
