import { isId } from './id.ts';

/** A button: a command's name and the id it acts on, at most 64 bytes on the wire. `number`: shown on it, not sent. */
export type Action = {
  readonly command: string;
  readonly id: string;
  readonly argument?: string;
  readonly number?: number;
};

/** Whether a button shows one of several takes, or of several different clips, alone. */
export const isTake = ({ argument, command }: Action): boolean =>
  command === 'clip' && (argument === 'take' || argument === 'one');

const wire = /^([a-z-]{1,20}):([A-Za-z0-9_-]{22})(?::([a-z0-9-]{1,16}|[A-Za-z0-9_-]{22}))?$/;

/** Whether a button names another clip to follow its own. Several of them can be chosen, in order. */
export const isNextClip = ({ argument, command }: Action): boolean =>
  command === 'join' && argument !== undefined;

/** The action as button data, `command:id` or `command:id:argument`. */
export const actionToWire = (action: Action): string =>
  [action.command, action.id, ...(action.argument === undefined ? [] : [action.argument])].join(':');

/** Parses untrusted button data. Returns null if it isn't in our format. */
export const actionFromWire = (text: string): Action | null => {
  const match = wire.exec(text);
  const [, command, id, argument] = match ?? [];
  if (command === undefined || id === undefined || !isId(id)) return null;
  return argument === undefined ? { command, id } : { command, id, argument };
};

/** Keeps a message's existing buttons where they match the wanted ones, because each may act on a different clip. */
export const staying = (there: readonly Action[], wanted: readonly Action[]): readonly Action[] => [
  ...wanted.map(
    (action) =>
      there.find((one) => one.command === action.command && one.argument === action.argument) ?? action,
  ),
  // Other takes stay there, whatever happens to one.
  ...there.filter(isTake),
];

/** Prefix of press keys. They count only while their job is unfinished: a button can be pressed again afterwards. */
export const pressPrefix = 'press:';

/** The key shared by all presses of one button on one message, so that they count as one request. */
export const pressKey = (message: string, action: Action): string =>
  `${pressPrefix}${message}:${actionToWire(action)}`;

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
