import pTimeout from 'p-timeout';
import { type Fence, never } from '../../src/core/fence.ts';
import { inBatches } from '../../src/core/in-batches.ts';
import type { Json } from '../../src/core/json.ts';
import type { Log } from '../../src/core/log.ts';
import type { HeldUpdate, StoredUpdate, UpdateStore } from '../../src/core/update.ts';
import { Closed, fenced, Unsure } from '../chat/delivery-steps.ts';
import { bundleOf, openGathering } from './album-photos.ts';
import { readUpdate, type Update } from './incoming.ts';
import { isOutage, unavailable } from './send.ts';

/**
 * Answers one update, or all updates of an album, which arrive one by one but belong together. `late` are those that came
 * after the album was answered.
 */
export type Answer = (updates: readonly Update[], key: string, late?: readonly Update[]) => Promise<void>;

/** How long an album waits for another photo. A single photo is no album yet. */
const albumPause = (items: readonly unknown[]): number => (items.length === 1 ? 3_000 : 1_000);
const holdMilliseconds = 5_000;
const forgetMilliseconds = 60 * 60_000;
const maxTries = 20;
const closeMilliseconds = 10_000;

// Updates are held for three times as long.
const freshMilliseconds = 5_000;

/** Milliseconds since now, by whichever clock ran faster: one of them stands still while a machine sleeps. */
const openAge = (): (() => number) => {
  const [date, clock] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - date, performance.now() - clock);
};
const longAgo = (): number => Number.POSITIVE_INFINITY;

const storedOf = (body: Update): StoredUpdate => ({
  id: `telegram:${body.update_id}`,
  body: body as unknown as Json,
  bundle: body.message === undefined ? null : bundleOf(body.message),
});

/** Answers stored updates and marks them as finished, unless they have to be retried. */
const openAnswers = (store: UpdateStore, answer: Answer, log: Log, pause: typeof albumPause) => {
  const atWork = new Map<string, number>();
  const ages = new Map<string, () => number>();
  const running = new Set<Promise<void>>();

  // One statement for the checks of all answers that are sent at the same time.
  const hold = inBatches((batch: readonly HeldUpdate[]) => store.hold(batch));

  /**
   * A fence that blocks sending for an update that another process took over while this one was stalled. Nobody takes over
   * what was taken a moment ago.
   */
  const fenceOf = (id: string, age: () => number): Fence => ({
    signal: never,
    check: async () => {
      if (age() < freshMilliseconds) return;
      const ours = await hold({ id, tries: atWork.get(id) ?? 0 });
      if (!ours.has(id)) throw unavailable('another process answers');
    },
  });
  const answered = async (id: string, ...args: Parameters<Answer>): Promise<void> => {
    try {
      await fenced(fenceOf(id, ages.get(id) ?? longAgo), () => answer(...args));
    } catch (error) {
      // Kept in the store, to be answered when Telegram is reachable again.
      if (isOutage(error)) throw error;
      const quiet = error instanceof Closed || error instanceof Unsure;
      log[quiet ? 'info' : 'error']({ error }, 'an update was left unanswered');
    }
  };
  /** Leaves updates that aren't finished to be taken again. */
  const release = (ids: readonly string[]): void => {
    for (const id of ids) {
      atWork.delete(id);
      ages.delete(id);
    }
  };
  // Finish in batches: one statement per update would hold up the next answers.
  const finish = inBatches<readonly string[]>((batch) => store.finish(batch.flat()), 50);
  const settle = async (ids: readonly string[], ...args: Parameters<Answer>): Promise<void> => {
    try {
      const [first] = ids;
      if (args[0].length > 0 && first !== undefined) await answered(first, ...args);
      await finish(ids);
    } catch (error) {
      log.warn({ error }, 'an update will be retried');
    } finally {
      release(ids);
    }
  };
  const run = (work: Promise<void>): void => {
    const task = work
      .catch((error: unknown) => log.warn({ error }, 'inbox'))
      .finally(() => running.delete(task));
    running.add(task);
  };
  const answerAlbum = async (bundle: string, own: readonly string[]): Promise<void> => {
    const claim = await store.claim(bundle);
    const all = await store.bundled(bundle);
    const left = all.filter(({ id, done }) => !done && own.includes(id));
    const ids = left.map(({ id }) => id);
    const gone = own.filter((id) => !ids.includes(id));
    // Answered meanwhile with the others, perhaps by another process.
    if (gone.length > 0) await settle(gone, [], '');
    if (left.length === 0) return;
    const updates = all.flatMap(({ body }) => readUpdate(body) ?? []);
    const key = `telegram:album:${bundle}`;
    const late = left.flatMap(({ body }) => readUpdate(body) ?? []);
    if (all.some(({ done }) => done)) return settle(ids, updates, `${key}:${ids[0]}`, late);
    // One process answers for the whole album. Others wait until it has: with theirs, or without.
    if (claim === null) for (const id of ids) albums.add(bundle, id);
    else {
      atWork.set(claim.id, claim.tries);
      ages.set(claim.id, openAge());
      await settle([claim.id, ...all.map(({ id }) => id)], updates, key);
    }
  };
  const albums = openGathering(pause, (bundle, own) =>
    run(
      answerAlbum(bundle, own).catch((error: unknown) => {
        release(own);
        throw error;
      }),
    ),
  );

  return {
    atWork,
    begin: ({ id, body, bundle }: StoredUpdate, tries: number, read = readUpdate(body)): void => {
      if (atWork.has(id)) return;
      atWork.set(id, tries);
      ages.set(id, openAge());
      if (read !== null && bundle !== null) albums.add(bundle, id);
      else run(settle([id], read === null ? [] : [read], id));
    },
    close: async (): Promise<void> => {
      albums.close();
      await pTimeout(Promise.allSettled(running), { milliseconds: closeMilliseconds, message: false });
    },
  };
};

/** Stores updates and then answers each of them once, surviving restarts. */
export const openInbox = (store: UpdateStore, answer: Answer, log: Log, pause = albumPause) => {
  const answers = openAnswers(store, answer, log, pause);
  const write = inBatches<Update>(async (batch) => {
    const written = batch.map((update) => ({ update, stored: storedOf(update) }));
    const fresh = await store.receive(written.map(({ stored }) => stored));
    for (const { stored, update } of written) if (fresh.has(stored.id)) answers.begin(stored, 1, update);
  });
  const takeLost = async (): Promise<void> => {
    await store.hold([...answers.atWork].map(([id, tries]) => ({ id, tries })));
    for (const { tries, ...stored } of await store.takeLost()) {
      if (tries <= maxTries) answers.begin(stored, tries);
      else await store.finish([stored.id]);
    }
  };
  const now = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) => log.warn({ error }, 'inbox'));
  const timers = [
    setInterval(now(takeLost), holdMilliseconds),
    setInterval(now(store.forget), forgetMilliseconds),
  ];
  now(takeLost)();
  return {
    /** Resolves once the updates are stored; answers follow later. Rejects if storing fails. */
    take: async (updates: readonly Update[]): Promise<void> => {
      await Promise.all(updates.map(write));
    },
    /** Number of updates being answered. */
    busy: (): number => answers.atWork.size,
    /** Stops taking updates and waits for running answers; incomplete albums are left for the next start. */
    close: async (): Promise<void> => {
      for (const timer of timers) clearInterval(timer);
      await answers.close();
    },
  };
};

export type Inbox = ReturnType<typeof openInbox>;
