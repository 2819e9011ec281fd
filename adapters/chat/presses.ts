import { type Action, staying } from '../../src/core/action.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { asFailure, type Failure } from '../../src/core/failure.ts';
import { isQueue, type Reply } from '../../src/core/reply.ts';
import type { ChatServices, Offered } from './chat.ts';

/** Whether a press changes the message it stands under, instead of being answered by one of its own. */
export const changesMessage = (command: BoundCommand, { argument }: Action): boolean =>
  command.changes === true || (command.name === 'confirm' && argument === 'no');

/** What becomes of the message whose button was pressed: it goes, gets other buttons, other words as well, or stays. */
export type AfterPress =
  | { readonly kind: 'remove' | 'keep' }
  | { readonly kind: 'buttons' | 'text'; readonly actions: readonly Action[] };

/** `there` are the buttons it has; `alone`: nobody but the presser reads it. */
export const afterPress = (
  { command, argument }: Action,
  reply: Reply,
  there: readonly Action[],
  alone: boolean,
): AfterPress => {
  const hides = command === 'share' && argument === 'private' && !alone;
  if (hides || reply.text.key === 'deleted' || reply.text.key === 'not_started') return { kind: 'remove' };
  if (isQueue(reply)) return { kind: 'text', actions: reply.actions };
  if (reply.actions.length === 0) return { kind: 'keep' };
  return { kind: 'buttons', actions: command === 'share' ? staying(there, reply.actions) : reply.actions };
};

/** A failure as it is told, and what the presser may do instead of what only an owner may: remix. */
export const refusalOf = (
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
