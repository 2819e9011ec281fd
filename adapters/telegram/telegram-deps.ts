import type { ChatServices, Offered } from '../chat/chat.ts';
import type { Cards } from './cards.ts';
import type { EphemeralSender } from './ephemeral.ts';
import type { OpenMenus } from './menu.ts';
import type { Fetcher } from './telegram-files.ts';
import type { TelegramSender } from './telegram-messages.ts';
import type { Toasts } from './toasts.ts';

/** The bot's own account. */
export type Me = { readonly id: number; readonly username: string };

/** Dependencies for sending. */
export type TelegramDeps = ChatServices & {
  readonly sender: TelegramSender;
  readonly cards: Cards;
  readonly sendEphemeral: EphemeralSender;
  readonly fetcher: Fetcher;
  readonly menus: OpenMenus;
  readonly toasts: Toasts;
  me(): Promise<Me>;
};

/** Dependencies for handling updates. */
export type TelegramHandlerDeps = TelegramDeps & Offered;

/** The owner id of a Telegram user, and the community id of a group. */
export const ownerOf = (user: number): string => `telegram:${user}`;
export const communityOf = (chat: number): string => `telegram:${chat}`;

/** A deep link that starts the bot with a payload. */
export const botLink = ({ username }: Me, payload: string): string =>
  `https://t.me/${username}?start=${payload}`;
