import { actionRows } from './keyboard.ts';
import { severalText } from './telegram-card.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';
import type { Place } from './telegram-target.ts';

/** Shows how the jobs that share a card stand. */
export const showSeveral = async (deps: TelegramDeps, there: Place, now: boolean): Promise<void> => {
  const { card, chat } = there;
  const messages = deps.messages(there.locale);
  const jobs = await deps.jobsAt(ownerOf(there.user), { chat, card });
  const actions = jobs.flatMap(({ id, state }) => (state === 'done' ? [] : [{ command: 'cancel', id }]));
  const content = {
    text: severalText(messages, jobs, there.locale),
    rows: actionRows(actions, messages),
  };
  await deps.cards.show(there, content, now);
};

/** The card has done its work, once none of its jobs is under way. */
export const clearCard = async (deps: TelegramDeps, there: Place, job: string | undefined): Promise<void> => {
  const { card, chat } = there;
  if (card === null) return;
  const jobs = there.several ? await deps.jobsAt(ownerOf(there.user), { chat, card }) : [];
  const underWay = jobs.filter(({ id, state }) => id !== job && state !== 'done' && state !== 'delivering');
  if (underWay.length > 0) return showSeveral(deps, there, false);
  deps.cards.forget(there);
  await deps.post.remove(chat, card);
};
