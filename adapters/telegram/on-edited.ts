import { setTimeout } from 'node:timers/promises';
import { commandNamed } from '../../src/core/parse.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { bundleOf } from './album-photos.ts';
import { type Message, readUpdate } from './incoming.ts';
import { onMessage } from './on-message.ts';
import { unavailable } from './send.ts';
import {
  type Asker,
  askerOf,
  defaultRequest,
  numberOf,
  requestMessage,
  requestOf,
  telegramTarget,
} from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { hasPhoto } from './telegram-files.ts';
import { targetOf } from './telegram-target.ts';

// Words that are added to a photo later are a correction, not a request.
const freshSeconds = 300;

const editMilliseconds = 30_000;
const pause = 200;

type Found = Awaited<ReturnType<TelegramHandlerDeps['jobsAt']>>[number];

const withdraw = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  { status, target: shown }: Found,
): Promise<void> => {
  const command = commandNamed(deps, 'cancel');
  const target = telegramTarget(asker, {});
  await command.run(await requestOf(deps, asker, command, { ...defaultRequest, target }), { id: status.id });
  const { card, chat } = targetOf(shown);
  if (card !== null) await succeeds(deps.sender.remove(chat, card));
};

/** The messages of an album, with the one that was edited as it is now. */
const albumOf = async (deps: TelegramHandlerDeps, edited: Message): Promise<readonly Message[]> => {
  const bundle = bundleOf(edited);
  const stored = bundle === null ? [] : await deps.updates.bundled(bundle);
  const messages = stored.flatMap(({ body }) => readUpdate(body)?.message ?? []);
  return messages.map((one) => (one.message_id === edited.message_id ? edited : one));
};

/** Waits until the message itself was answered. Throws `Failure` `unavailable`, to be tried again, if that takes long. */
const untilAnswered = async ({ updates }: TelegramHandlerDeps, message: Message): Promise<void> => {
  const part = { message: { message_id: message.message_id, chat: { id: message.chat.id } } };
  const end = performance.now() + editMilliseconds;
  while (await updates.isWaiting(part)) {
    if (performance.now() > end) throw unavailable('the message that was changed is still being answered');
    await setTimeout(pause);
  }
};

/** Whether this change was taken already, and only its answer is missing. */
const isTaken = async (deps: TelegramHandlerDeps, owner: string, key: string): Promise<boolean> =>
  (await deps.started(owner, key)) || deps.started(owner, `${key}:0`);

const tellTooLate = async (deps: TelegramHandlerDeps, asker: Asker, message: Message): Promise<void> => {
  const text = deps.messages(asker.locale).format('chat.edit-too-late');
  await deps.sender.write(telegramTarget(asker, { photo: numberOf(message) }), { text, rows: [] });
};

/**
 * Withdraws the jobs and questions of the message as it was. Returns whether the message as it is now may be a request:
 * not if it is rendered already, which its owner is told.
 */
const withdrawEarlier = async (
  deps: TelegramHandlerDeps,
  { message, asker, owner }: { readonly message: Message; readonly asker: Asker; readonly owner: string },
): Promise<boolean> => {
  const jobs = await deps.jobsAt(owner, { asked: requestMessage(message) });
  const unfinished = jobs.filter(({ status }) => status.state !== 'done');
  const { date = 0, edit_date: edited = date } = message;
  const fresh = hasPhoto(message) && edited - date <= freshSeconds;
  if (jobs.length === 0) {
    const used = await deps.jobsAt(owner, { chat: asker.chat, photo: message.message_id });
    if (!fresh || used.length > 0) return false;
    // A question about what it said before is answered by nobody any more.
    await deps.dropPending(owner, { asked: requestMessage(message) });
    return true;
  }
  // Withdrawn, perhaps by this change, before it was interrupted.
  if (unfinished.length === 0) return fresh && jobs.every(({ status }) => status.outcome === 'cancelled');
  if (unfinished.some(({ status }) => status.state !== 'queued')) {
    await tellTooLate(deps, asker, message);
    return false;
  }
  for (const job of unfinished) await withdraw(deps, asker, job);
  return true;
};

/** Handles a changed message: its new words replace what it asked for, unless that's being rendered already. */
export const onEdited = async (deps: TelegramHandlerDeps, message: Message, key: string): Promise<void> => {
  const asker = askerOf(message, message.from);
  if (asker === null || requestMessage(message) === null) return;
  const owner = ownerOf(asker.user);
  await untilAnswered(deps, message);
  const wanted =
    (await isTaken(deps, owner, key)) || (await withdrawEarlier(deps, { message, asker, owner }));
  if (wanted) await onMessage(deps, { message, album: await albumOf(deps, message), key });
};
