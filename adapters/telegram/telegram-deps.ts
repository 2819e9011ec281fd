import type { ChatServices, Offered } from '../chat/chat.ts';
import type { Cards } from './cards.ts';
import type { Fetcher } from './telegram-files.ts';
import type { TelegramSender } from './telegram-messages.ts';
import type { Whisper } from './whisper.ts';

/** Our own account. */
export type Me = { readonly id: number; readonly username: string };

/** What sending on Telegram needs. */
export type TelegramDeps = ChatServices & {
  readonly sender: TelegramSender;
  readonly cards: Cards;
  readonly whisper: Whisper;
  readonly fetcher: Fetcher;
  me(): Promise<Me>;
};

/** What answering on Telegram needs. */
export type TelegramHandlerDeps = TelegramDeps & Offered;

/** Who owns what somebody on Telegram makes, and the community of a group. */
export const ownerOf = (user: number): string => `telegram:${user}`;
export const communityOf = (chat: number): string => `telegram:${chat}`;

/** Where the bot is opened, with something to begin with. */
export const botLink = ({ username }: Me, payload: string): string =>
  `https://t.me/${username}?start=${payload}`;
