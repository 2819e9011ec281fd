import type { Action } from './action.ts';

const ofSharing: ReadonlySet<string> = new Set(['share', 'publish', 'post', 'unshare']);
const ofReports: ReadonlySet<string> = new Set(['report', 'hide', 'dismiss-report']);

/** Whether a button is a step of sharing. Making a clip private takes one press, without the menu. */
export const isShareStep = ({ command, argument }: Action): boolean =>
  ofSharing.has(command) && !(command === 'share' && argument === 'private');

const isStep = ({ command }: Action): boolean => ofSharing.has(command) || ofReports.has(command);

/**
 * Whether a message is a menu of sharing or reporting one clip: it shows each answer itself, in place of its text. It may
 * also offer to show the clip.
 */
export const isStepMenu = (there: readonly Action[]): boolean =>
  there.some(isStep) &&
  there.every((action) => isStep(action) || (action.command === 'clip' && action.argument === undefined)) &&
  new Set(there.map(({ id }) => id)).size === 1;
