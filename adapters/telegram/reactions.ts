import type { TelegramDeps } from './telegram-deps.ts';
import type { TelegramTarget } from './telegram-target.ts';

/** Reacts to the message of a request. False if there is none, or reactions aren't allowed there. */
export const react = (
  { sender }: Pick<TelegramDeps, 'sender'>,
  { asked }: TelegramTarget,
  emoji: '👀' | '👌' | null,
): Promise<boolean> =>
  asked === null ? Promise.resolve(false) : sender.react(asked.chat, asked.message, emoji).catch(() => false);

/** Shows at once that a request was received: by a reaction, or else by the chat's status line. */
export const acknowledge = async (
  deps: Pick<TelegramDeps, 'sender'>,
  target: TelegramTarget,
): Promise<boolean> => {
  const seen = await react(deps, target, '👀');
  if (!seen && target.asked !== null) await deps.sender.uploading(target);
  return seen;
};
