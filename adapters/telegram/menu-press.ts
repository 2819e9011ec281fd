import type { Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { defaultsIn } from '../chat/first-answer.ts';
import { bundleOf, effectsFor, type Found, photosAt, rememberAlbum, together } from './album-photos.ts';
import type { Message, Single, TelegramPress } from './incoming.ts';
import { type Menu, menuFromWire, menuRows, type Pressed } from './menu.ts';
import type { MessageContent } from './message-content.ts';
import type { Under } from './pressed-message.ts';
import { produce } from './produce.ts';
import { type Asker, telegramTarget } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { postOptions, splitPost } from './telegram-target.ts';

/** A press on a photo menu, with the message that carries the menu. */
export type MenuPress = {
  readonly message: Message;
  readonly menu: Menu;
  readonly pressed: Pressed;
};

/** The options in the menu of a photo. */
export const menuOptions = (deps: TelegramHandlerDeps): Options => ({
  ...commandNamed(deps, 'animate').options,
  ...postOptions,
});

const aroundMenu = async (deps: TelegramHandlerDeps, asker: Asker, count: number) => ({
  ...{ options: menuOptions(deps), count, alone: !asker.group },
  effects: await effectsFor(deps, asker),
  messages: deps.messages(asker.locale),
});

/** Whether a press goes on in a menu of one's own, so that its answer says nothing. */
export const isOwnMenu = (deps: TelegramHandlerDeps, { data = '', from }: TelegramPress): boolean =>
  menuFromWire(data, menuOptions(deps))?.menu.user === from.id;

/** A new menu for so many photos. */
export const menuContent = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  count: number,
): Promise<MessageContent> => {
  const { format } = deps.messages(asker.locale);
  const menu = { user: asker.user, chosen: {}, swapped: false };
  return {
    text: count === 1 ? format('chat.ask') : format('chat.ask-several', { count }),
    rows: menuRows(menu, { kind: 'main' }, await aroundMenu(deps, asker, count)),
  };
};

const make = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  { message, menu }: MenuPress,
  answered: Single,
  found: Found,
  name: string,
): Promise<void> => {
  const command = commandNamed(deps, 'animate');
  const { format } = deps.messages(asker.locale);
  const defaults = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  const photos = menu.swapped ? [...found.photos].reverse() : found.photos;
  const { post, values } = splitPost(menu.chosen);
  const target = telegramTarget(asker, {
    photo: found.message,
    card: message.message_id,
    mention: asker.group && found.from !== asker.user,
    gif: post.gif,
    spoiler: defaults.spoiler || found.spoiler || post.spoiler,
  });
  // The menu message becomes the card, so the menu can't be pressed again, and photos that come later get the same.
  const chosen = { command: command.name, values: { ...menu.chosen, effect: name } };
  deps.menus.close(asker.chat, message.message_id);
  await rememberAlbum(deps, bundleOf(answered), ownerOf(menu.user), chosen);
  await deps.sender.edit(asker.chat, message.message_id, { text: format('chat.photo-received'), rows: [] });
  await produce(deps, {
    asker,
    command,
    values: { ...values, effect: name },
    attached: together(photos, {}, command.options),
    origin: target,
    defaults,
    foreignPhoto: found.author !== asker.user,
    hidden: false,
    key: `telegram:menu:${asker.chat}:${message.message_id}`,
  });
};

/**
 * Handles a press on a photo menu; all state comes from the press itself. Throws `Failure` `not_allowed` for anyone
 * but the requester, and `expired` if the photo is gone.
 */
export const onMenu = async (
  deps: TelegramHandlerDeps,
  { asker, toast }: Pick<Under, 'asker' | 'toast'>,
  press: MenuPress,
): Promise<void> => {
  const { menu, message, pressed } = press;
  if (menu.user !== asker.user && !asker.speaksFor.includes(ownerOf(menu.user)))
    throw new Failure('not_allowed');
  const answered = message.reply_to_message;
  const found = answered === undefined ? null : await photosAt(deps, answered);
  if (answered === undefined || found === null) throw new Failure('expired');
  const open = async (): Promise<void> => {
    deps.menus.choose(asker.chat, message.message_id, menu.chosen);
    const rows = menuRows(menu, pressed, await aroundMenu(deps, asker, found.photos.length));
    await deps.sender.editRows(asker.chat, message.message_id, rows);
  };
  // The spinner ends while the rest is done. What fails first doesn't leave the other running unseen.
  const work = pressed.kind === 'make' ? make(deps, asker, press, answered, found, pressed.effect) : open();
  const ends = await Promise.allSettled([work, toast.say()]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
};
