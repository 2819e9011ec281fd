import type { ChatServices, Offered } from '../chat/chat.ts';
import type { Tally } from './discord-metrics.ts';
import type { DiscordSender } from './discord-send.ts';

/** What sending on Discord needs. */
export type DiscordDeps = ChatServices & { readonly sender: DiscordSender; readonly tally: Tally };

/** What answering on Discord needs. */
export type DiscordHandlerDeps = DiscordDeps & Offered;
