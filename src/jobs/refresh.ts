import pMap from 'p-map';
import { findJob } from '../store/jobs.ts';
import { noteShown, type WaitingCard, waitingCards } from '../store/queue-places.ts';
import { laneOf, laneWidths, providersOf, waitIn } from './lanes.ts';
import type { Services } from './services.ts';
import { tell } from './update-card.ts';

// Chats take only so many edits a minute; those further back hear of it when they come nearer.
const looked = 200;
const told = 20;
const concurrency = 4;
const usualSeconds = 10;

/** Whether somebody who looks at the card would call it wrong. */
const isNoticeable = ({ shown, now }: WaitingCard, place: number, readyAt: number): boolean => {
  if (shown === null) return true;
  if (Math.abs(place - shown.place) >= Math.max(1, shown.place / 5)) return true;
  return Math.abs(readyAt - shown.readyAt) >= Math.max(10_000, (shown.readyAt - now) / 4);
};

/**
 * Brings the cards of those who wait up to date where their place or time has changed noticeably; a card is told at most
 * every `seconds`, by one process alone.
 */
export const refreshCards = async (services: Services, seconds = usualSeconds): Promise<void> => {
  const { database } = services.store;
  const widths = laneWidths(services);
  const cards = await waitingCards(database, providersOf(services), seconds, looked);
  const wrong = cards.flatMap((card) => {
    const wait = waitIn(card, widths[laneOf(services, card.engine)] ?? 1);
    const now = { place: card.ahead + 1, readyAt: card.now + (wait + card.expected) * 1_000, at: card.now };
    return isNoticeable(card, now.place, now.readyAt) ? [{ card, now }] : [];
  });
  const tellOne = async ({ card, now }: (typeof wrong)[number]): Promise<void> => {
    if (!(await noteShown(database, card, now))) return;
    const job = await findJob(database, card.job);
    if (job?.state === 'queued') await tell(services, job);
  };
  await pMap(wrong.slice(0, told), tellOne, { concurrency });
};
