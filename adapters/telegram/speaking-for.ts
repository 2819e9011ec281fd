import { unlessClosed } from '../chat/ways.ts';
import type { Asker } from './telegram-asker.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';

/**
 * Somebody who presses a button of what was asked in the name of the group, as one of those who write in its name: only
 * the press tells who that is.
 */
export const speakingFor = async (
  deps: Pick<TelegramDeps, 'sender'>,
  asker: Asker,
  owner: string | null,
): Promise<Asker> => {
  const group = ownerOf(asker.chat);
  if (!asker.group || owner !== group || asker.requester !== 'person') return asker;
  const member = await unlessClosed(deps.sender.member(asker.chat, asker.user), null);
  return member?.anonymous === true ? { ...asker, speaksFor: [group] } : asker;
};
