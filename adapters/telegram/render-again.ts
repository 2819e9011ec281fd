import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { defaultsIn, findClip } from '../chat/first-answer.ts';
import type { ClipRequest } from './produce.ts';
import { type Asker, defaultRequest, requestOf } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import type { AttachedFiles } from './telegram-files.ts';
import type { TelegramTarget } from './telegram-target.ts';

/** A request for a clip that is made from an existing clip, or from a job. */
export type Again = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  /** The clip or job. */
  readonly id: string;
  readonly attached: AttachedFiles;
  readonly key: string;
  /** Where the answer goes. `covered`: the community's clips get a spoiler. */
  origin(covered: boolean): TelegramTarget;
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
  const target = again.origin(defaults.covered);
  const usual = defaults.visibility;
  const request = await requestOf(deps, asker, command, { ...defaultRequest, target, key, usual });
  const jobs = command.aboutJob === true;
  const clip = jobs ? null : await findClip(deps, request, command, id);
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
