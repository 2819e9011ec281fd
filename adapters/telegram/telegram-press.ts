import { type Action, actionFromWire } from '../../src/core/action.ts';
import { Failure } from '../../src/core/failure.ts';
import { Closed, unlessClosed } from '../chat/delivery-steps.ts';
import { failureToShow } from '../chat/presses.ts';
import { onStep, stepFromWire } from './button-form.ts';
import type { Message, TelegramPress } from './incoming.ts';
import { actionRows } from './keyboard.ts';
import { menuFromWire } from './menu.ts';
import { menuOptions, onMenu } from './menu-press.ts';
import { onAction } from './press-action.ts';
import { tellPresser } from './press-tell.ts';
import type { Under } from './pressed-message.ts';
import { isOutage } from './send.ts';
import { type Asker, askerOf, asMemberBehind, speakingFor } from './telegram-asker.ts';
import { troubleText } from './telegram-card.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import type { Toast } from './toasts.ts';

const refuse = async (
  deps: TelegramHandlerDeps,
  under: Under | null,
  toast: Toast,
  locale: string,
  action: Action | null,
  error: unknown,
): Promise<void> => {
  const { actions, failure } = failureToShow(deps, error, action);
  const messages = deps.messages(locale);
  const text = troubleText(messages, failure);
  const brief = actions.length === 0 ? text : `${text} ${messages.format('chat.remix-instead')}`;
  if (under === null) return void (await toast.say(brief));
  await tellPresser(deps, under, { text, rows: actionRows(actions, messages) }, brief);
};

/** Whether the message really has this button: a client can send arbitrary callback data. */
const isUnder = ({ reply_markup: markup }: Message, pressed: string): boolean =>
  markup?.inline_keyboard.flat().some(({ callback_data: data }) => data === pressed) === true;

/** Throws `Failure` `not_manager` in a channel for who only reads it: what they make would be posted there. */
const requireAdmin = async (
  { sender }: TelegramHandlerDeps,
  { channel, chat, user }: Asker,
): Promise<void> => {
  if (!channel) return;
  const member = await unlessClosed(sender.member(chat, user), null);
  if (member?.manages !== true) throw new Failure('not_manager');
};

/** Handles a button press. It needs no in-memory state, so any process can handle it, even after a restart. */
export const onPress = async (
  deps: TelegramHandlerDeps,
  press: TelegramPress,
  key: string,
): Promise<void> => {
  const { data = '', from, id, message } = press;
  const toast = deps.toasts.open(id);
  const asker = message === undefined ? null : askerOf(message, from);
  let under: Under | null = asker === null || message === undefined ? null : { asker, message, toast, key };
  const action = actionFromWire(data);
  try {
    const menu = menuFromWire(data, menuOptions(deps));
    const step = stepFromWire(data);
    if (under === null || !isUnder(under.message, data)) throw new Failure('not_found');
    const owner = menu === null ? action && (await deps.ownerBehind(action.id)) : ownerOf(menu.menu.user);
    under = { ...under, asker: await speakingFor(deps, under.asker, owner) };
    await requireAdmin(deps, under.asker);
    if (action !== null)
      under = { ...under, asker: await asMemberBehind(deps, under.asker, action.id, owner) };
    if (menu !== null) await onMenu(deps, under, { message: under.message, ...menu });
    else if (step !== null) await onStep(deps, under, step);
    else if (action !== null) await onAction(deps, under, action);
    else throw new Failure('not_found');
  } catch (error) {
    if (isOutage(error)) throw error;
    if (error instanceof Closed) return void (await toast.say());
    await refuse(deps, under, toast, from.language_code ?? 'en', action, error);
  } finally {
    toast.close();
  }
};
