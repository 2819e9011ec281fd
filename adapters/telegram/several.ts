import type { Place } from './address.ts';
import { severalText } from './card.ts';
import { type Desk, ownerOf } from './desk.ts';
import { actionRows } from './keyboard.ts';

/** Shows how the jobs that share a card stand. */
export const showSeveral = async (desk: Desk, there: Place, now: boolean): Promise<void> => {
  const { card, chat } = there;
  const messages = desk.messages(there.locale);
  const jobs = await desk.jobsAt(ownerOf(there.user), { chat, card });
  const actions = jobs.flatMap(({ id, state }) => (state === 'done' ? [] : [{ command: 'cancel', id }]));
  const content = {
    text: severalText(messages, jobs, there.locale),
    rows: actionRows(actions, messages),
  };
  await desk.cards.show(there, content, now);
};

/** The card has done its work, once none of its jobs is under way. */
export const clearCard = async (desk: Desk, there: Place, job: string | undefined): Promise<void> => {
  const { card, chat } = there;
  if (card === null) return;
  const jobs = there.several ? await desk.jobsAt(ownerOf(there.user), { chat, card }) : [];
  const underWay = jobs.filter(({ id, state }) => id !== job && state !== 'done' && state !== 'delivering');
  if (underWay.length > 0) return showSeveral(desk, there, false);
  desk.cards.forget(there);
  await desk.post.remove(chat, card);
};
