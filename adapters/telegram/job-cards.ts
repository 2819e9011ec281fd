import type { JobStatus } from '../../src/core/job.ts';
import { namesClips, type Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { showUnlessDelivered } from '../chat/first-answer.ts';
import { actionRows } from './keyboard.ts';
import type { MessageContent } from './message-content.ts';
import { replyText, severalText } from './telegram-card.ts';
import { ownerOf, type TelegramDeps } from './telegram-deps.ts';
import { requirePrivateTarget, type TelegramTarget, toTarget } from './telegram-target.ts';

/** Reacts to the message of a request. False if there is none, or reactions aren't allowed there. */
export const react = (
  { sender }: Pick<TelegramDeps, 'sender'>,
  { asked }: TelegramTarget,
  emoji: '👀' | '👌' | null,
): Promise<boolean> =>
  asked === null ? Promise.resolve(false) : sender.react(asked.chat, asked.message, emoji).catch(() => false);

/** Shows at once that a request was received: by a reaction, or else by the chat's status line. */
export const acknowledge = async (
  deps: Pick<TelegramDeps, 'sender'>,
  target: TelegramTarget,
): Promise<boolean> => {
  const seen = await react(deps, target, '👀');
  if (!seen && target.asked !== null) await deps.sender.uploading(target);
  return seen;
};

/** The jobs that share a card. */
const jobsOn = async (deps: TelegramDeps, { card, chat, user }: TelegramTarget): Promise<JobStatus[]> =>
  (await deps.jobsAt(ownerOf(user), { chat, card })).map(({ status }) => status);

/** What a shared card says, with a button to cancel each job. */
const severalContent = (messages: Messages, jobs: readonly JobStatus[], locale: string): MessageContent => {
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

/** A job that was accepted, with its target. */
export type Accepted = { readonly job: JobStatus; readonly target: TelegramTarget };

/** Writes a card and records it with its jobs. It is removed again if they have ended or have a card meanwhile. */
const post = async (
  deps: TelegramDeps,
  accepted: readonly Accepted[],
  content: MessageContent,
): Promise<void> => {
  const [first] = accepted;
  if (first === undefined) return;
  const { chat, locale } = first.target;
  // If the answer to this is lost, the message stays. It promises nothing that a later message must keep.
  const text = deps.messages(locale).format('chat.photo-received');
  const card = await deps.sender.write(first.target, { text, rows: [] });
  const moved = await Promise.all(
    accepted.map(({ job, target }) =>
      deps.moveCard(job.id, toTarget(target), toTarget({ ...target, card, since: Date.now() })),
    ),
  );
  if (moved.includes(true)) await deps.cards.show({ ...first.target, card }, content, true);
  else await deps.sender.remove(chat, card);
};

/** Shows the first card of what was accepted: one for all. False if its chat can't be written to. */
export const showAccepted = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  reply: Reply,
  accepted: readonly Accepted[],
): Promise<boolean> => {
  // The card of the first request already shows it.
  if (reply.text.key === 'already_accepted') return true;
  // A group gets no card of what is private: the reaction says that it was heard.
  if (target.group && reply.ephemeral && accepted.length > 0) return true;
  if (target.group && namesClips(reply))
    return showAccepted(deps, requirePrivateTarget(target), reply, accepted);
  const messages = deps.messages(target.locale);
  const content = target.several
    ? severalContent(
        messages,
        accepted.map(({ job }) => job),
        target.locale,
      )
    : { text: replyText(messages, reply, target.locale), rows: actionRows(reply.actions, messages) };
  const shows = (): Promise<unknown> => {
    if (target.card !== null) return deps.cards.show(target, content, true);
    return accepted.length === 0 ? deps.sender.write(target, content) : post(deps, accepted, content);
  };
  let reached = true;
  await showUnlessDelivered(deps, reply, async () => {
    reached = await succeeds(shows());
  });
  return reached || target.card !== null;
};
