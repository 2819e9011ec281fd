import { commandNamed } from '../../src/core/command.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { bundleOf } from './album-photos.ts';
import { findAlbum } from './albums.ts';
import type { Message } from './incoming.ts';
import { menuContent } from './menu-press.ts';
import { runMessage } from './message-request.ts';
import { askedIn, askerOf, numberOf, placeFor } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';

/**
 * Handles photos that arrive after their album was answered: they join its menu, or get the same clip as the others. A
 * menu that nobody remembers takes them along all the same, when an effect is chosen; otherwise their sender is told.
 */
export const onLatePhotos = async (
  deps: TelegramHandlerDeps,
  { album, key }: { readonly album: readonly Message[]; readonly key: string },
  late: readonly Message[],
): Promise<void> => {
  const [first] = late;
  const asker = first === undefined ? null : askerOf(first, first.from);
  if (first === undefined || asker === null) return;
  const answer = await findAlbum(deps, bundleOf(first), ownerOf(asker.user));
  if (answer === null) {
    const [asked] = await Promise.all(
      album.map((message) => deps.jobsAt(ownerOf(asker.user), { asked: askedIn(message) })),
    ).then((jobs) => jobs.flat());
    if (asked === undefined) return;
    const text = deps.messages(asker.locale).format('chat.photo-late');
    return void (await deps.sender.write(placeFor(asker, { photo: numberOf(first) }), { text, rows: [] }));
  }
  if (!('menu' in answer)) {
    const command = commandNamed(deps, answer.command);
    return runMessage(deps, { asker, command, values: answer.values, message: first, album: late, key });
  }
  const { chat, message } = answer.menu;
  await succeeds(deps.sender.edit(chat, message, await menuContent(deps, asker, album.length)));
};
