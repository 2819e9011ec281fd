import { Failure } from './failure.ts';
import type { Visibility } from './visibility.ts';

/** Kinds of requesters on a platform. A message in the name of a group or channel comes from no particular person. */
const requesters = {
  person: { alone: true, answers: true },
  /** An admin who writes in the name of the group. */
  'anonymous-admin': { alone: false, answers: true },
  channel: { alone: false, answers: false },
  bot: { alone: false, answers: false },
} as const satisfies Record<string, { readonly alone: boolean; readonly answers: boolean }>;

export type Requester = keyof typeof requesters;

export const requesterKinds = Object.keys(requesters) as readonly Requester[] as readonly [
  Requester,
  ...Requester[],
];

/** Whether they can be sent messages that nobody else reads. */
export const hasPrivateChat = (requester: Requester): boolean => requesters[requester].alone;

/** Whether someone is there who can answer a question with a button. */
export const canAnswer = (requester: Requester): boolean => requesters[requester].answers;

/** Throws `Failure` `no_private_place` if a result would be private but could only be shown where others read. */
export const wantPrivateChat = (requester: Requester, visibility: Visibility): void => {
  if (visibility === 'private' && !hasPrivateChat(requester)) throw new Failure('no_private_place');
};
