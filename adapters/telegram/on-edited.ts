import { commandNamed } from '../../src/core/command.ts';
import { open } from '../chat/ways.ts';
import { bundleOf } from './album-photos.ts';
import { type Message, readUpdate } from './incoming.ts';
import { onMessage } from './on-message.ts';
import { type Asker, askedIn, askerOf, numberOf, placeFor, plainly, requestOf } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { hasPhoto } from './telegram-files.ts';
import { targetOf } from './telegram-target.ts';

// Words that are added to a photo later are a correction, not a request.
const freshSeconds = 300;

type Found = Awaited<ReturnType<TelegramHandlerDeps['jobsAt']>>[number];

const withdraw = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  { status, target }: Found,
): Promise<void> => {
  const command = commandNamed(deps, 'cancel');
  const place = placeFor(asker, {});
  await command.run(await requestOf(deps, asker, command, { ...plainly, place }), { id: status.id });
  const { card, chat } = targetOf(target);
  if (card !== null) await open(deps.sender.remove(chat, card));
};

/** The messages of an album, with the one that was edited as it is now. */
const albumOf = async (deps: TelegramHandlerDeps, edited: Message): Promise<readonly Message[]> => {
  const bundle = bundleOf(edited);
  const stored = bundle === null ? [] : await deps.updates.bundled(bundle);
  const messages = stored.flatMap(({ body }) => readUpdate(body)?.message ?? []);
  return messages.map((one) => (one.message_id === edited.message_id ? edited : one));
};

/** Handles a changed message: what it asked for is asked for anew, unless it's being rendered already. */
export const onEdited = async (deps: TelegramHandlerDeps, message: Message): Promise<void> => {
  const asker = askerOf(message, message.from);
  const asked = askedIn(message);
  if (asker === null || asked === null) return;
  const owner = ownerOf(asker.user);
  const jobs = await deps.jobsAt(owner, { asked });
  const unfinished = jobs.filter(({ status }) => status.state !== 'done');
  if (jobs.length === 0) {
    const { date = 0, edit_date: edited = date } = message;
    const used = await deps.jobsAt(owner, { chat: asker.chat, photo: message.message_id });
    if (!hasPhoto(message) || edited - date > freshSeconds || used.length > 0) return;
  } else if (unfinished.length === 0) return;
  if (unfinished.some(({ status }) => status.state !== 'queued')) {
    const text = deps.messages(asker.locale).format('chat.edit-too-late');
    await deps.sender.write(placeFor(asker, { photo: numberOf(message) }), { text, rows: [] });
    return;
  }
  for (const job of unfinished) await withdraw(deps, asker, job);
  const key = `telegram:edit:${asker.chat}:${message.message_id}:${message.edit_date}`;
  await onMessage(deps, { message, album: await albumOf(deps, message), key });
};
