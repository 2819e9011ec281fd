import type { Action } from '../../src/core/action.ts';
import type { JobStatus, Preview } from '../../src/core/job.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';

/** Text and buttons. */
export type Said = { readonly text: string; readonly actions: readonly Action[] };

const shows = (clips: readonly string[]): Action[] => clips.map((id) => ({ command: 'clip', id }));

/** The content of a job's card: its progress, a notice that it won't be updated again, or buttons for its clips. */
export const cardContent = (
  messages: Messages,
  status: JobStatus,
  write: (status: JobStatus) => string,
): Said => {
  const { clips, id, finalUpdate, outcome, state } = status;
  if (outcome === 'cancelled') return { text: messages.format('replies.cancelled'), actions: [] };
  if (state === 'done') return { text: messages.format('card.not-posted'), actions: shows(clips) };
  const text = finalUpdate
    ? `${write({ ...status, queuePosition: null, fraction: 0, readyAt: null })}\n${messages.format('card.no-more-updates')}`
    : write(status);
  const mark = status.preview?.mark;
  const full = mark === undefined ? text : `${text}\n${messages.format(`card.mark.${mark}`)}`;
  return { text: full, actions: [{ command: 'cancel', id }] };
};

/** The frame to show on a job's card; null where others could see what is private. `onlyOwner`: only its owner reads it. */
export const previewOn = ({ preview, visibility }: JobStatus, onlyOwner: boolean): Preview | null =>
  preview === undefined || (visibility === 'private' && !onlyOwner) ? null : preview;

const maxCards = 10_000;

/** Which cards this process has put a frame on, so that each gets it once. */
export const openPictured = () => {
  const cards = new Set<string>();
  return {
    isNew: (card: string): boolean => {
      const before = cards.size;
      cards.add(card);
      const [oldest] = cards;
      if (cards.size > maxCards && oldest !== undefined) cards.delete(oldest);
      return cards.size > before;
    },
  };
};

/** The content of a card whose answer couldn't be delivered. */
export const undeliveredContent = (
  messages: Messages,
  reply: Reply,
  write: (reply: Reply) => string,
): Said =>
  reply.clips.length === 0
    ? { text: write(reply), actions: reply.actions }
    : { text: messages.format('card.not-posted'), actions: shows(reply.clips.map(({ clip }) => clip.id)) };
