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

/** Who asks for a clip, and with what. */
type Asked = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly attached: AttachedFiles;
  readonly key: string;
};

/** A request for a clip that is made from an existing clip, or from a job: `id`. */
export type Again = Asked & {
  readonly id: string;
  /** Where the answer goes. `spoiler`: the community's clips get a spoiler. */
  origin(spoiler: boolean): TelegramTarget;
};

/** A request that produces a job. */
export type ClipRequest = Asked & {
  /** Where the answer goes; may already have a card. */
  readonly origin: TelegramTarget;
  readonly defaults: CommunityDefaults;
  /** Whether the photos belong to another user. */
  readonly foreignPhoto: boolean;
  /** Whether the source clip is private. */
  readonly hidden: boolean;
};

/**
 * What has to be produced, and the clip it is made from: null for a job. Throws `Failure`
 * `not_found` or `not_allowed`.
 */
export const requestAgain = async (
  deps: TelegramHandlerDeps,
  { id, origin, ...asked }: Again,
): Promise<{ readonly clipRequest: ClipRequest; readonly clip: Clip | null }> => {
  const { asker, command, key } = asked;
  const defaults = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  const target = origin(defaults.spoiler);
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
  return { clipRequest: { ...asked, origin: target, defaults, hidden, foreignPhoto: false }, clip };
};

/** Where the clips go. Throws `Failure` `no_private_place`. */
const targetFor = ({ asker, hidden, defaults, origin, values }: ClipRequest): TelegramTarget => {
  const away = hidden ? asker.group : goesPrivate(asker, values['visibility'], defaults);
  return away ? { ...requirePrivateTarget(origin), card: null } : origin;
};

/** What was started, and the reply to show. */
type Taken = { readonly reply: Reply; readonly accepted: readonly Accepted[] };

const start = async (
  deps: TelegramHandlerDeps,
  { asker, command, foreignPhoto, attached, key, defaults, values }: ClipRequest,
  target: TelegramTarget,
): Promise<Taken> => {
  const { visibility: defaultVisibility } = defaults;
  const about = { target, defaultVisibility, foreignPhoto, key };
  const request = await requestOf(deps, asker, command, about);
  const reply = await withAttached(deps, attached, command.options, (files) =>
    command.run(request, { ...values, ...files }),
  );
  const { job, text } = reply;
  return { reply, accepted: job === null || text.key === 'already_accepted' ? [] : [{ job, target }] };
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
