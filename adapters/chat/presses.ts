import { type Action, isStepMenu, staying } from '../../src/core/action.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { asFailure, type Failure } from '../../src/core/failure.ts';
import { isQueue, type Reply } from '../../src/core/reply.ts';
import type { ChatServices, Offered } from './chat.ts';

/** Whether a press edits the message of its button instead of being answered in a new message. */
export const changesMessage = (command: BoundCommand, { argument }: Action): boolean =>
  (command.changes === true && !(command.opens === true && argument === undefined)) ||
  (command.name === 'confirm' && argument === 'no');

/** What happens to the message after a press: it's removed, kept, or gets new buttons, or new buttons and text. */
export type AfterPress =
  | { readonly kind: 'remove' | 'keep' }
  | { readonly kind: 'buttons' | 'text'; readonly actions: readonly Action[] };

/** `there` are the message's current buttons; `isPrivate` means that only the user who pressed can read it. */
export const afterPress = (
  { command, argument }: Action,
  reply: Reply,
  there: readonly Action[],
  isPrivate: boolean,
): AfterPress => {
  const hides = !isStepMenu(there) && command === 'share' && argument === 'private' && !isPrivate;
  if (hides || reply.text.key === 'deleted' || reply.text.key === 'not_started') return { kind: 'remove' };
  if (isQueue(reply) || isStepMenu(there)) return { kind: 'text', actions: reply.actions };
  if (reply.actions.length === 0) return { kind: 'keep' };
  if (command === 'vote') {
    const counted = (one: Action): Action =>
      reply.actions.find((action) => action.command === one.command && action.id === one.id) ?? one;
    return { kind: 'buttons', actions: there.map(counted) };
  }
  return { kind: 'buttons', actions: command === 'share' ? staying(there, reply.actions) : reply.actions };
};

// The latest change by a press, for each message that is being changed.
const changing = new Map<string, Promise<unknown>>();

/** Runs the changes that presses make one after another for each message, so that it ends up as the last press left it. */
export const inTurn = async (message: string, change: () => Promise<void>): Promise<void> => {
  const before = changing.get(message);
  const own = (async () => {
    await before?.catch(() => {});
    await change();
  })();
  changing.set(message, own);
  try {
    await own;
  } finally {
    if (changing.get(message) === own) changing.delete(message);
  }
};

/** The failure to show, and what the user can do instead when only the owner may do this: remix. */
export const failureToShow = (
  { commands, log }: Pick<ChatServices, 'log'> & Pick<Offered, 'commands'>,
  error: unknown,
  pressed: Action | null,
): { readonly failure: Failure; readonly actions: readonly Action[] } => {
  const failure = asFailure(error);
  if (failure.kind === 'internal') log.error({ error }, 'a request failed');
  const aboutClip = commands.some(({ name, aboutJob }) => name === pressed?.command && aboutJob !== true);
  const remixable = failure.kind === 'not_allowed' && pressed !== null && aboutClip;
  return { failure, actions: remixable ? [{ command: 'remix', id: pressed.id }] : [] };
};
