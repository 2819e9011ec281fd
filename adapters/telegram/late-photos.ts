import { commandNamed } from '../../src/core/parse.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { bundleOf, findAlbum } from './album-photos.ts';
import type { Message } from './incoming.ts';
import { menuContent } from './menu-press.ts';
import { runMessage } from './message-request.ts';
import { type Asker, askerOf, numberOf, requestMessage, telegramTarget } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { tellFailure } from './telegram-reply.ts';
import { splitPost } from './telegram-target.ts';

type Late = { readonly album: readonly Message[]; readonly key: string };

const answerLate = async (
  deps: TelegramHandlerDeps,
  { album, key }: Late,
  late: readonly [Message, ...Message[]],
  asker: Asker,
): Promise<void> => {
  const [first] = late;
  const owner = ownerOf(asker.user);
  const answer = await findAlbum(deps, bundleOf(first), owner);
  if (answer !== null && 'menu' in answer) {
    const { chat, message } = answer.menu;
    return void (await succeeds(
      deps.sender.edit(chat, message, await menuContent(deps, asker, album.length)),
    ));
  }
  // What a clip ends with or refers to can't be added once it has begun or waits for an answer.
  const beside = answer !== null && splitPost(answer.values).others !== null;
  if (answer === null || beside) {
    const begun = await Promise.all(
      album.map((message) => deps.hasOrderAt(owner, { asked: requestMessage(message) })),
    );
    if (begun.includes(true)) {
      const text = deps.messages(asker.locale).format('chat.photo-late');
      return void (await deps.sender.write(telegramTarget(asker, { photo: numberOf(first) }), {
        text,
        rows: [],
      }));
    }
    if (answer === null) return;
  }
  const command = commandNamed(deps, answer.command);
  const { values } = answer;
  await runMessage(deps, { asker, command, values, message: first, album: beside ? album : late, key });
};

/**
 * Handles photos that arrive after their album was answered: they join its menu, or get the same clip as the others. If
 * the menu is no longer in memory, they are added when an effect is chosen; otherwise their sender is notified.
 */
export const onLatePhotos = async (
  deps: TelegramHandlerDeps,
  heard: Late,
  [first, ...others]: readonly Message[],
): Promise<void> => {
  const asker = first === undefined ? null : askerOf(first, first.from);
  if (first === undefined || asker === null) return;
  try {
    await answerLate(deps, heard, [first, ...others], asker);
  } catch (error) {
    await tellFailure(deps, telegramTarget(asker, { photo: numberOf(first) }), error);
  }
};
