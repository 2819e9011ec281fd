import { actionRows } from './keyboard.ts';
import { severalText } from './telegram-card.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';
import type { TelegramTarget } from './telegram-target.ts';

/** Shows the status of all jobs that share a card. */
export const showSeveral = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  now: boolean,
): Promise<void> => {
  const { card, chat } = target;
  const messages = deps.messages(target.locale);
  const jobs = await deps.jobsAt(ownerOf(target.user), { chat, card });
  const actions = jobs.flatMap(({ id, state }) => (state === 'done' ? [] : [{ command: 'cancel', id }]));
  const content = {
    text: severalText(messages, jobs, target.locale),
    rows: actionRows(actions, messages),
  };
  await deps.cards.show(target, content, now);
};

/** Removes the card once none of its jobs is in progress. */
export const clearCard = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  job: string | undefined,
): Promise<void> => {
  const { card, chat } = target;
  if (card === null) return;
  const jobs = target.several ? await deps.jobsAt(ownerOf(target.user), { chat, card }) : [];
  const underWay = jobs.filter(({ id, state }) => id !== job && state !== 'done' && state !== 'delivering');
  if (underWay.length > 0) return showSeveral(deps, target, false);
  deps.cards.forget(target);
  await deps.sender.remove(chat, card);
};
