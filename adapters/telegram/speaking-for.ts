import { unlessClosed } from '../chat/ways.ts';
import type { Asker } from './telegram-asker.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';

/** Lets an anonymous admin act on something requested as the group. Only a button press reveals which admin it is. */
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
