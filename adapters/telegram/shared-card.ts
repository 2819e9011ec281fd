import type { JobStatus } from '../../src/core/job.ts';
import type { Messages } from '../../src/text/messages.ts';
import { actionRows } from './keyboard.ts';
import { severalText } from './telegram-card.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';
import type { Content } from './telegram-messages.ts';
import type { TelegramTarget } from './telegram-target.ts';

/** The jobs that share a card. */
const jobsOn = async (deps: TelegramDeps, { card, chat, user }: TelegramTarget): Promise<JobStatus[]> =>
  (await deps.jobsAt(ownerOf(user), { chat, card })).map(({ status }) => status);

/** What a shared card says, with a button to cancel each job. */
export const severalContent = (messages: Messages, jobs: readonly JobStatus[], locale: string): Content => {
  const actions = jobs.flatMap(({ id, state }) => (state === 'done' ? [] : [{ command: 'cancel', id }]));
  return { text: severalText(messages, jobs, locale), rows: actionRows(actions, messages) };
};

/** Shows the status of all jobs that share a card. */
export const showSeveral = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  now: boolean,
): Promise<void> => {
  const messages = deps.messages(target.locale);
  const jobs = await jobsOn(deps, target);
  await deps.cards.show(target, severalContent(messages, jobs, target.locale), now);
};

/** Removes the card once none of its jobs is in progress. Returns whether none is. */
export const clearCard = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  job: string | undefined,
): Promise<boolean> => {
  const { card, chat } = target;
  if (card === null) return true;
  const jobs = target.several ? await jobsOn(deps, target) : [];
  const underWay = jobs.filter(({ id, state }) => id !== job && state !== 'done' && state !== 'delivering');
  if (underWay.length > 0) {
    await showSeveral(deps, target, false);
    return false;
  }
  deps.cards.forget(target);
  await deps.sender.remove(chat, card);
  return true;
};
