import type { JobStatus } from '../../src/core/job.ts';
import type { Reply } from '../../src/core/reply.ts';
import { showFirst } from '../chat/card-content.ts';
import { open } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { severalContent } from './shared-card.ts';
import { replyText } from './telegram-card.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import type { Content } from './telegram-messages.ts';
import { type TelegramTarget, toTarget } from './telegram-target.ts';

/** A job that was accepted, with its target. */
export type Accepted = { readonly job: JobStatus; readonly place: TelegramTarget };

/** Writes a card and records it with its jobs. It is removed again if they have ended or have a card meanwhile. */
const post = async (deps: TelegramDeps, accepted: readonly Accepted[], content: Content): Promise<void> => {
  const [first] = accepted;
  if (first === undefined) return;
  const { chat, locale } = first.place;
  // If the answer to this is lost, the message stays. It promises nothing that a later message must keep.
  const text = deps.messages(locale).format('chat.taking');
  const card = await deps.sender.write(first.place, { text, rows: [] });
  const moved = await Promise.all(
    accepted.map(({ job, place }) =>
      deps.moveCard(job.id, toTarget(place), toTarget({ ...place, card, since: Date.now() })),
    ),
  );
  if (moved.includes(true)) await deps.cards.show({ ...first.place, card }, content, true);
  else await deps.sender.remove(chat, card);
};

/** Shows the first card of what was accepted: one for all. False if its chat can't be written to. */
export const showAccepted = async (
  deps: TelegramDeps,
  place: TelegramTarget,
  reply: Reply,
  accepted: readonly Accepted[],
): Promise<boolean> => {
  // The card of the first request already shows it.
  if (reply.text.key === 'already_accepted') return true;
  const messages = deps.messages(place.locale);
  const content = place.several
    ? severalContent(
        messages,
        accepted.map(({ job }) => job),
        place.locale,
      )
    : { text: replyText(messages, reply, place.locale), rows: actionRows(reply.actions, messages) };
  const shows = (): Promise<unknown> => {
    if (place.card !== null) return deps.cards.show(place, content, true);
    return accepted.length === 0 ? deps.sender.write(place, content) : post(deps, accepted, content);
  };
  let reached = true;
  await showFirst(deps, reply, async () => {
    reached = await open(shows());
  });
  return reached || place.card !== null;
};
