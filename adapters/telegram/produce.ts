import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import type { CommunityDefaults } from '../../src/core/personal-defaults.ts';
import type { Reply } from '../../src/core/reply.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { clipBeforeAnswer, defaultsIn } from '../chat/first-answer.ts';
import { type Accepted, acknowledge, react, showAccepted } from './job-cards.ts';
import { type Asker, defaultRequest, goesPrivate, requestOf } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { type AttachedFiles, withAttached } from './telegram-files.ts';
import { showFailure, tellWhere } from './telegram-reply.ts';
import { requirePrivateTarget, type TelegramTarget } from './telegram-target.ts';

/** A request for a clip that is made from an existing clip, or from a job. */
export type Again = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  /** The clip or job. */
  readonly id: string;
  readonly attached: AttachedFiles;
  readonly key: string;
  /** Where the answer goes. `spoiler`: the community's clips get a spoiler. */
  origin(spoiler: boolean): TelegramTarget;
};

/**
 * What has to be produced, and the clip it is made from: null for a job. Throws `Failure`
 * `not_found` or `not_allowed`.
 */
export const requestAgain = async (
  deps: TelegramHandlerDeps,
  { asker, command, attached, id, key, values, ...again }: Again,
): Promise<{ readonly clipRequest: ClipRequest; readonly clip: Clip | null }> => {
  const defaults = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  const target = again.origin(defaults.spoiler);
  const { visibility: defaultVisibility } = defaults;
  const request = await requestOf(deps, asker, command, {
    ...defaultRequest,
    target,
    key,
    defaultVisibility,
  });
  const jobs = command.aboutJob === true;
  const clip = jobs ? null : await clipBeforeAnswer(deps, request, command, id);
  const hidden = !jobs && (clip === null || clip.visibility === 'private');
  const clipRequest = {
    asker,
    command,
    values,
    attached,
    origin: target,
    defaults,
    hidden,
    foreignPhoto: false,
    key,
  };
  return { clipRequest, clip };
};

/** A request that produces a job. */
export type ClipRequest = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly attached: AttachedFiles;
  /** Where the answer goes; may already have a card. */
  readonly origin: TelegramTarget;
  readonly defaults: CommunityDefaults;
  /** Whether the photos belong to another user. */
  readonly foreignPhoto: boolean;
  /** Whether the source clip is private. */
  readonly hidden: boolean;
  readonly key: string;
};

/** Where the clips go. Throws `Failure` `no_private_place`. */
const targetFor = ({ asker, hidden, defaults, origin, values }: ClipRequest): TelegramTarget => {
  const away = hidden ? asker.group : goesPrivate(asker, values['visibility'], defaults);
  return away ? { ...requirePrivateTarget(origin), card: null } : origin;
};

const runOne = async (
  deps: TelegramHandlerDeps,
  { asker, command, foreignPhoto, attached, key, defaults, values }: ClipRequest,
  target: TelegramTarget,
): Promise<Reply> => {
  const { visibility: defaultVisibility } = defaults;
  const request = await requestOf(deps, asker, command, {
    ...{ target, defaultVisibility, foreignPhoto, key },
  });
  return withAttached(deps, attached, command.options, (files) =>
    command.run(request, { ...values, ...files }),
  );
};

/** What was started, and the reply to show. */
type Taken = { readonly reply: Reply; readonly accepted: readonly Accepted[] };

const start = async (
  deps: TelegramHandlerDeps,
  wish: ClipRequest,
  target: TelegramTarget,
): Promise<Taken> => {
  const reply = await runOne(deps, wish, target);
  const { job, text } = reply;
  return {
    reply,
    accepted: job === null || text.key === 'already_accepted' ? [] : [{ job, target }],
  };
};

/**
 * Acknowledges the request, starts its clips, then shows their first card. Nothing of it stays if the process ends before
 * a clip was started. Null if nothing new was started.
 */
export const produce = async (deps: TelegramHandlerDeps, clipRequest: ClipRequest): Promise<Reply | null> => {
  const { origin } = clipRequest;
  const target = targetFor(clipRequest);
  const away = target.chat !== origin.chat;
  const seeing = acknowledge(deps, target);
  /** Tells the group that the answer is private: by the reaction alone where that is enough. */
  const tellGroup = async (delivered: boolean, payload: string): Promise<void> => {
    if (!away) return;
    if (origin.card !== null) await deps.sender.remove(origin.chat, origin.card).catch(() => {});
    if (!delivered || !(await seeing)) await tellWhere(deps, origin, delivered ? null : payload);
  };
  let taken: Taken;
  try {
    taken = await start(deps, clipRequest, target);
  } catch (error) {
    await seeing;
    await react(deps, target, null);
    await tellGroup(await succeeds(showFailure(deps, target, error)), 'help');
    return null;
  }
  const { accepted, reply } = taken;
  const show = async (): Promise<void> => {
    await tellGroup(await showAccepted(deps, target, reply, accepted), reply.job?.id ?? 'help');
  };
  await show().catch((error: unknown) => {
    // The job continues, and its worker will update the card.
    deps.log.warn({ error }, 'the card of an accepted job could not be shown');
  });
  return reply;
};
