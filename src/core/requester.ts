import { Failure } from './failure.ts';
import type { Visibility } from './visibility.ts';

/** Who asks, as a platform knows them. What is written in the name of a group or channel comes from nobody in particular. */
const requesters = {
  person: { alone: true, answers: true },
  /** An administrator who writes in the name of the group. */
  'anonymous-admin': { alone: false, answers: true },
  channel: { alone: false, answers: false },
  bot: { alone: false, answers: false },
} as const satisfies Record<string, { readonly alone: boolean; readonly answers: boolean }>;

export type Requester = keyof typeof requesters;

export const requesterKinds = Object.keys(requesters) as readonly Requester[] as readonly [
  Requester,
  ...Requester[],
];

/** Whether there is a place where nobody else reads what is sent to them. */
export const hasPrivatePlace = (requester: Requester): boolean => requesters[requester].alone;

/** Whether somebody is there who can answer a question by a button. */
export const canAnswer = (requester: Requester): boolean => requesters[requester].answers;

/** Throws Failure `no_private_place` for what would be private and could only be shown where others read. */
export const wantPrivatePlace = (requester: Requester, visibility: Visibility): void => {
  if (visibility === 'private' && !hasPrivatePlace(requester)) throw new Failure('no_private_place');
};
