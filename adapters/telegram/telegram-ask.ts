import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { Single } from './incoming.ts';
import { called, type Entity, type MessageContent } from './message-content.ts';
import type { Under } from './pressed-message.ts';
import type { Me, TelegramDeps } from './telegram-deps.ts';

/** A question answered by text: the value of a command's option, about the object with `id`. */
export type TextPrompt = {
  readonly command: string;
  readonly option: string;
  readonly id: string | null;
  /** The user who was asked. Anonymous admins are identified only when they press a button. */
  readonly user: number;
};

const prefix = '#ask-';
const url = /#ask-([a-z-]{1,20})\.([a-z-]{1,20})(?:\.([A-Za-z0-9_-]{22}))?(?:~(-?[0-9a-z]{1,12}))?$/;

/**
 * A question whose first character links to its metadata, so the reply can be interpreted after a restart. `name`: whom it
 * calls.
 */
export const questionContent = (
  text: string,
  me: Me,
  { command, option, id, user }: TextPrompt,
  name: string | null = null,
): Omit<MessageContent, 'rows'> => {
  const about = `${[command, option, ...(id === null ? [] : [id])].join('.')}~${user.toString(36)}`;
  const mark: Entity = {
    type: 'text_link',
    offset: 0,
    length: 2,
    url: `https://t.me/${me.username}${prefix}${about}`,
  };
  if (name === null) return { text: `✏️ ${text}`, marks: [mark] };
  const { marks = [], text: content } = called(name, user, text);
  const moved = marks.map((one) => ({ ...one, offset: one.offset + 3 }));
  return { text: `✏️ ${content}`, marks: [mark, ...moved] };
};

/** Asks who pressed a button under a message. In a group they're called by name, which opens the box for an answer. */
export const ask = async (
  deps: Pick<TelegramDeps, 'sender' | 'me'>,
  { asker, message }: Pick<Under, 'asker' | 'message'>,
  text: string,
  question: Omit<TextPrompt, 'user'>,
): Promise<void> => {
  const { channel, chat, group, thread, user } = asker;
  const name = group && !channel ? await deps.sender.nameOf(chat, user) : null;
  const content = questionContent(text, await deps.me(), { ...question, user }, name);
  const spot = { chat, thread, photo: message.message_id };
  // Telegram opens no boxes in channels.
  if (channel) await deps.sender.write(spot, { ...content, rows: [] });
  else await deps.sender.ask(spot, content);
};

/** Whether it's the bot's message. In a channel all messages are the channel's, and only bots' have buttons or mean anything. */
export const isOurs = (message: Single | undefined, me: Me): message is Single =>
  message?.from?.id === me.id || (message?.chat.type === 'channel' && message.from === undefined);

/** The bot's question that a message replies to; null for any other message. */
export const questionBehind = (answered: Single | undefined, me: Me): TextPrompt | null => {
  if (!isOurs(answered, me)) return null;
  for (const entity of answered.entities ?? []) {
    const [, command, option, id = null, user = ''] = url.exec(entity.url ?? '') ?? [];
    if (command !== undefined && option !== undefined)
      return { command, option, id, user: Number.parseInt(user || '0', 36) };
  }
  return null;
};

/** The actions of the buttons under a message. */
export const actionsOf = ({ reply_markup: under }: Pick<Single, 'reply_markup'>): readonly Action[] =>
  (under?.inline_keyboard.flat() ?? []).flatMap(({ callback_data: data = '' }) => actionFromWire(data) ?? []);

/** The subject of the buttons under one of the bot's messages: the action of this command, or else the first. */
export const actionUnder = (message: Single | undefined, me: Me, command: string): Action | null => {
  if (!isOurs(message, me)) return null;
  const actions = actionsOf(message);
  return actions.find((action) => action.command === command) ?? actions[0] ?? null;
};

/** The argument of a button that goes away once it was pressed. */
export const once = 'once';

const linkable = /^([a-z]{1,20})-([A-Za-z0-9_-]{22})$/;

/** Encodes an action as a deep link payload, and decodes it. */
export const payloadOf = ({ command, id }: Action): string => `${command}-${id}`;
export const actionOfPayload = (payload: string): Action | null => {
  const [, command, id] = linkable.exec(payload) ?? [];
  return command === undefined || id === undefined ? null : actionFromWire(actionToWire({ command, id }));
};
