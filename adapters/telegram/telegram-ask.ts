import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { Single } from './incoming.ts';
import type { Me } from './telegram-deps.ts';
import type { Content, Mark } from './telegram-messages.ts';

/** Something asked for in words: the value of an option, of a command, about what an action names. */
export type Question = {
  readonly command: string;
  readonly option: string;
  readonly id: string | null;
  /** Who was asked: whoever writes in the name of the group tells that only by pressing. */
  readonly user: number;
};

const place = '#ask-';
const url = /#ask-([a-z-]{1,20})\.([a-z-]{1,20})(?:\.([A-Za-z0-9_-]{22}))?(?:~([0-9a-z]{1,12}))?$/;

/** A question whose first sign carries what it is about, so that the reply to it can be understood after any restart. */
export const questionContent = (
  text: string,
  me: Me,
  { command, option, id, user }: Question,
): Omit<Content, 'rows'> => {
  const about = `${[command, option, ...(id === null ? [] : [id])].join('.')}~${user.toString(36)}`;
  const mark: Mark = {
    type: 'text_link',
    offset: 0,
    length: 2,
    url: `https://t.me/${me.username}${place}${about}`,
  };
  return { text: `✏️ ${text}`, marks: [mark] };
};

/** The question of ours that a message answers; null for any other message. */
export const questionBehind = (answered: Single | undefined, me: Me): Question | null => {
  if (answered?.from?.id !== me.id) return null;
  for (const entity of answered.entities ?? []) {
    const [, command, option, id = null, user = ''] = url.exec(entity.url ?? '') ?? [];
    if (command !== undefined && option !== undefined)
      return { command, option, id, user: Number.parseInt(user || '0', 36) };
  }
  return null;
};

/** What the buttons under a message stand for. */
export const actionsOf = ({ reply_markup: under }: Pick<Single, 'reply_markup'>): readonly Action[] =>
  (under?.inline_keyboard.flat() ?? []).flatMap(({ callback_data: data = '' }) => actionFromWire(data) ?? []);

/** What the buttons under a message of ours are about: the action of this command, or else any. */
export const actionUnder = (message: Single | undefined, me: Me, command: string): Action | null => {
  if (message?.from?.id !== me.id) return null;
  const actions = actionsOf(message);
  return actions.find((action) => action.command === command) ?? actions[0] ?? null;
};

const linkable = /^([a-z]{1,20})-([A-Za-z0-9_-]{22})$/;

/** An action as what a link opens the bot with, and back. */
export const payloadOf = ({ command, id }: Action): string => `${command}-${id}`;
export const actionOfPayload = (payload: string): Action | null => {
  const [, command, id] = linkable.exec(payload) ?? [];
  return command === undefined || id === undefined ? null : actionFromWire(actionToWire({ command, id }));
};
