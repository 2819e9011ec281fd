import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import type { ChatServices, Offered } from '../chat/chat.ts';
import type { FirstAnswers } from '../chat/first-answer.ts';
import type { Tally } from './discord-metrics.ts';
import type { DiscordSender } from './discord-send.ts';

/** Dependencies for sending on Discord. */
export type DiscordDeps = ChatServices & { readonly sender: DiscordSender; readonly tally: Tally };

/** Dependencies for answering on Discord. */
export type DiscordHandlerDeps = DiscordDeps &
  Offered & {
    readonly registration: RESTPutAPIApplicationCommandsJSONBody;
    readonly first: FirstAnswers;
  };
