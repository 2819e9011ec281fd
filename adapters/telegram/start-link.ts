import { isId } from '../../src/core/id.ts';
import { type Reply, reply } from '../../src/core/reply.ts';
import { actionOfPayload } from './telegram-ask.ts';
import { type Asker, placeFor, plainly, requestOf } from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { showReply } from './telegram-reply.ts';

/** Resolves a deep link payload to a clip, a job, or a command's reply. */
const behindLink = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  payload: string,
): Promise<Reply | null> => {
  const action = isId(payload) ? { command: 'clip', id: payload } : actionOfPayload(payload);
  const command = deps.commands.find(({ name }) => name === (action?.command ?? payload));
  // Anyone can craft a link, so it may only show things, never create, change or delete them.
  if (command === undefined || command.films || command.manages) return null;
  if (Object.values(command.options).some(({ type }) => type === 'choice')) return null;
  const place = placeFor(asker, {});
  const request = await requestOf(deps, asker, command, { ...plainly, place });
  if (action === null) return command.run(request, {});
  if (!['clip', 'recipe'].includes(command.name)) return null;
  const job = await deps.jobOf(ownerOf(asker.user), action.id);
  if (job === null) return command.run(request, { id: action.id });
  const [first] = job.clips;
  if (first !== undefined && job.state === 'done') return command.run(request, { id: first });
  const parts = { jobs: [job], actions: job.state === 'done' ? [] : [{ command: 'cancel', id: job.id }] };
  return reply({ key: 'queue', values: { count: 1 } }, parts);
};

/** Answers /start: what the link behind it shows, or how the bot is used. */
export const start = async (deps: TelegramHandlerDeps, asker: Asker, payload: string): Promise<void> => {
  const place = placeFor(asker, {});
  const found = payload === '' ? null : await behindLink(deps, asker, payload);
  if (found !== null) return showReply(deps, place, found, payload);
  const text = deps.messages(asker.locale).format('chat.start', { days: deps.photoDays });
  await deps.sender.write(place, { text, rows: [] });
};
