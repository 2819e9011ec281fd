import type { BoundCommand } from '../../src/core/command.ts';
import type { OwnItem, OwnKind } from '../../src/core/own-item.ts';
import type { ChatServices } from './chat.ts';

const kindFor = ({ aboutJob, needs }: BoundCommand): OwnKind => {
  if (aboutJob !== true) return 'clip';
  return needs === 'cancel' ? 'waiting' : 'failed';
};

/** What someone may choose for an id option of a command, newest first. Empty for other options. */
export const ownIds = async (
  services: Pick<ChatServices, 'ownItems'>,
  owner: string,
  command: BoundCommand,
  option: string,
): Promise<readonly OwnItem[]> =>
  command.options[option]?.type === 'id' ? services.ownItems(owner, kindFor(command)) : [];
