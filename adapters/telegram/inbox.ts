import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../src/core/json.ts';
import type { Log } from '../../src/core/log.ts';
import { type Update, update } from './incoming.ts';
import { bundleOf } from './photos.ts';
import { Closed, isOutage, Unsure } from './send.ts';

/** Something heard, as it is written down until it is answered. */
export type Letter = { readonly id: string; readonly body: Json; readonly bundle: string | null };

/** Where what was heard is written down, so that nothing of it is lost. */
export type Letters = {
  /** Writes down and holds; gives the ids of those that are new. */
  receive(letters: readonly Letter[]): Promise<ReadonlySet<string>>;
  hold(ids: readonly string[]): Promise<void>;
  /** What nobody is at any more; `tries` counts how often each was taken. */
  takeLost(): Promise<readonly (Letter & { readonly tries: number })[]>;
  bundled(bundle: string): Promise<readonly Letter[]>;
  finish(ids: readonly string[]): Promise<void>;
  forget(): Promise<void>;
};

/** Answers one update, or all of an album: they come one by one and belong together. */
export type Answer = (updates: readonly Update[], key: string) => Promise<void>;

const albumMilliseconds = 1_000;
const holdMilliseconds = 5_000;
const forgetMilliseconds = 60 * 60_000;
const mostTries = 5;
const closeMilliseconds = 10_000;

const letterOf = (body: Update): Letter => ({
  id: `telegram:${body.update_id}`,
  body: JSON.parse(JSON.stringify(body)) as Json,
  bundle: body.message === undefined ? null : bundleOf(body.message),
});

/** Reads what Telegram sent; null for what cannot be an update. */
export const readUpdate = (raw: unknown): Update | null => update.safeParse(raw).data ?? null;

/** Takes updates, writes them down and then answers them, each once and whatever happens in between. */
export const openInbox = (letters: Letters, answer: Answer, log: Log) => {
  const atWork = new Set<string>();
  const running = new Set<Promise<void>>();
  const albums = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const run = (work: () => Promise<void>): void => {
    const task = work()
      .catch((error: unknown) => log.error({ error }, 'an update could not be answered'))
      .finally(() => running.delete(task));
    running.add(task);
  };

  const settle = async (ids: readonly string[], work: () => Promise<void>): Promise<void> => {
    try {
      await work().catch((error: unknown) => {
        // Kept, to be answered when Telegram can be reached again.
        if (isOutage(error)) throw error;
        const quiet = error instanceof Closed || error instanceof Unsure;
        log[quiet ? 'info' : 'error']({ error }, 'an update was left unanswered');
      });
      await letters.finish(ids);
    } catch (error) {
      log.warn({ error }, 'an update is tried again later');
    } finally {
      for (const id of ids) atWork.delete(id);
    }
  };

  const answerAlbum = async (bundle: string, own: readonly string[]): Promise<void> => {
    const all = await letters.bundled(bundle);
    const updates = all.flatMap(({ body }) => readUpdate(body) ?? []);
    const ids = [...new Set([...all.map(({ id }) => id), ...own])];
    // Whoever has the first of them answers for all.
    const [first] = all;
    if (first === undefined || !own.includes(first.id)) return settle(own, async () => {});
    await settle(ids, () => answer(updates, `telegram:album:${bundle}`));
  };

  const inAlbums = new Map<string, string[]>();
  const waitForAlbum = (bundle: string, id: string): void => {
    inAlbums.set(bundle, [...(inAlbums.get(bundle) ?? []), id]);
    clearTimeout(albums.get(bundle));
    const complete = (): void => {
      const own = inAlbums.get(bundle) ?? [];
      albums.delete(bundle);
      inAlbums.delete(bundle);
      if (!closed) run(() => answerAlbum(bundle, own));
    };
    albums.set(bundle, setTimeout(complete, albumMilliseconds));
  };

  const begin = ({ id, body, bundle }: Letter): void => {
    const read = readUpdate(body);
    atWork.add(id);
    if (read === null) run(() => settle([id], async () => {}));
    else if (bundle !== null) waitForAlbum(bundle, id);
    else run(() => settle([id], () => answer([read], id)));
  };

  const takeLost = async (): Promise<void> => {
    await letters.hold([...atWork]);
    for (const { tries, ...letter } of await letters.takeLost()) {
      if (atWork.has(letter.id)) continue;
      if (tries <= mostTries) begin(letter);
      else await letters.finish([letter.id]);
    }
  };

  const quietly = (work: () => Promise<void>) => () => {
    if (!closed) work().catch((error: unknown) => log.warn({ error }, 'inbox'));
  };
  const timers = [
    setInterval(quietly(takeLost), holdMilliseconds),
    setInterval(quietly(letters.forget), forgetMilliseconds),
  ];
  run(takeLost);

  type Waiting = { readonly letter: Letter; done(error?: unknown): void };
  let waiting: Waiting[] = [];
  let writing = false;
  /** Writes down what has come in meanwhile, all in one go. */
  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const fresh = await letters.receive(batch.map(({ letter }) => letter));
        for (const { letter } of batch) if (fresh.has(letter.id) && !atWork.has(letter.id)) begin(letter);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { done } of batch) done(error);
      }
    }
    writing = false;
  };

  return {
    /** Resolves once the updates are written down; their answers follow. Rejects when they could not be. */
    take: async (updates: readonly Update[]): Promise<void> => {
      const taken = updates.map(
        (body) =>
          new Promise<void>((resolve, reject) => {
            const done = (error?: unknown) => (error === undefined ? resolve() : reject(error));
            waiting.push({ letter: letterOf(body), done });
          }),
      );
      if (!writing) void write();
      await Promise.all(taken);
    },
    /** How many updates are being answered. */
    busy: (): number => atWork.size,
    /** Takes nothing new and lets what is being answered finish; albums that are incomplete wait for the next start. */
    close: async (): Promise<void> => {
      closed = true;
      for (const timer of [...timers, ...albums.values()]) clearTimeout(timer);
      await Promise.race([Promise.allSettled(running), wait(closeMilliseconds, null, { ref: false })]);
    },
  };
};

export type Inbox = ReturnType<typeof openInbox>;
