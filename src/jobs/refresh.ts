import pMap from 'p-map';
import { findJob, listWaiting } from '../store/jobs.ts';
import { everything, listPaused, setPaused } from '../store/pauses.ts';
import { noteShown, type WaitingCard, waitingCards } from '../store/queue-places.ts';
import { laneOf, laneWidths, providersOf, waitIn } from './lanes.ts';
import type { Services } from './services.ts';
import { updateCard } from './update-card.ts';

// Chats allow only so many edits per minute. Jobs further back are updated when they move up.
const looked = 200;
const maxUpdated = 20;
const concurrency = 4;
const defaultSeconds = 10;

/** Whether a viewer would notice that the card is outdated. */
const isNoticeable = ({ shown, now }: WaitingCard, position: number, readyAt: number): boolean => {
  if (shown === null) return true;
  if (Math.abs(position - shown.place) >= Math.max(1, shown.place / 5)) return true;
  return Math.abs(readyAt - shown.readyAt) >= Math.max(10_000, (shown.readyAt - now) / 4);
};

/**
 * Updates the cards of waiting jobs whose queue position or time has changed noticeably. Each card is updated at most
 * every `seconds` seconds, and by only one process.
 */
export const refreshCards = async (services: Services, seconds = defaultSeconds): Promise<void> => {
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
    if (job?.state === 'queued') await updateCard(services, job);
  };
  await pMap(wrong.slice(0, maxUpdated), tellOne, { concurrency });
};

// Jobs further back are updated when they move up.
const maxCards = 50;

/**
 * Pauses or resumes an engine, or everything when none is named. Returns what is paused now. No process starts new work
 * there; work in progress continues to its end. Updates the cards of waiting jobs.
 */
export const pause = async (
  services: Services,
  engine: string | null,
  paused: boolean,
): Promise<string[]> => {
  const { database } = services.store;
  await setPaused(database, engine ?? everything, paused);
  services.log.warn({ engine: engine ?? everything, paused }, 'an operator changed what is paused');
  const waiting = await listWaiting(database, engine, maxCards);
  await pMap(waiting, (job) => updateCard(services, job), { concurrency });
  return listPaused(database);
};
