import { setTimeout as wait } from 'node:timers/promises';

const atOnce = 25;
const paceMilliseconds = 60_000;
const severalChats = 3;
const longestPause = 10_000;

/** Milliseconds between writes where Telegram takes no more at once: about 30 a second in all, 1 in a chat, 20 a minute in a group. */
const stepOf = (key: number | 'all'): number => {
  if (key === 'all') return 1_000 / 25;
  return key < 0 ? 3_000 : 1_000;
};

/** Rate limiter for writes: 25 at once, unpaced until Telegram answers 429 or a backlog is answered, then in step. */
export const openGate = () => {
  const paces = new Map<number | 'all', { next: number; until: number }>();
  const waiting: (() => void)[] = [];
  const lastOf = new Map<number, Promise<void>>();
  let inside = 0;

  const place = async (): Promise<void> => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
  };
  const leave = (): void => {
    const following = waiting.shift();
    if (following === undefined) inside -= 1;
    else following();
  };
  const paceOf = (key: number | 'all') => {
    const pace = paces.get(key);
    if (pace === undefined || performance.now() < pace.until) return pace;
    paces.delete(key);
    return undefined;
  };
  /** Milliseconds until a write's turn. */
  const ahead = (key: number | 'all'): number => (paceOf(key)?.next ?? 0) - performance.now();
  /** Takes the next turn, in so many milliseconds at the earliest, and returns those until then. */
  const step = (key: number | 'all', least: number): number => {
    const pace = paceOf(key);
    if (pace === undefined) return least;
    const pause = Math.max(least, ahead(key));
    pace.next = performance.now() + pause + stepOf(key);
    return pause;
  };
  /** Waits for both the chat's turn and a free slot. Either may be lost while waiting for the other, hence the loop. */
  const turn = async (chat: number): Promise<void> => {
    for (;;) {
      for (let pause = ahead(chat); pause > 0; pause = ahead(chat)) await wait(pause);
      await place();
      if (ahead(chat) <= 0) break;
      leave();
    }
    const pause = step('all', 0);
    step(chat, pause);
    if (pause > 0) await wait(pause);
  };
  /** Writes of one chat go in the order they came: timers of nearly the same length may not end in it. */
  const inOrder = async (chat: number): Promise<void> => {
    const earlier = lastOf.get(chat);
    const own = earlier === undefined ? turn(chat) : earlier.then(() => turn(chat));
    lastOf.set(chat, own);
    await own;
    if (lastOf.get(chat) === own) lastOf.delete(chat);
  };
  /** Keeps to a pace for a while, from so many milliseconds on at the earliest. */
  const slow = (key: number | 'all', from: number): void => {
    const start = performance.now() + from;
    paces.set(key, { next: Math.max(paceOf(key)?.next ?? 0, start), until: start + paceMilliseconds });
  };
  const held = (): readonly number[] =>
    [...paces.keys()].filter((key) => key !== 'all' && ahead(key) > 0).map(ahead);

  return {
    /** Runs `write` for a chat when its turn has come. */
    pass: async <Result>(chat: number, write: () => Promise<Result>): Promise<Result> => {
      await inOrder(chat);
      try {
        return await write();
      } finally {
        leave();
      }
    },
    /** Keeps to the pace that Telegram asks of those who write to many, before it refuses. */
    slowDown: (): void => slow('all', 0),
    /** Records that Telegram asked for a pause of `seconds` in this chat. */
    flooded: (chat: number, seconds: number): void => {
      slow(chat, seconds * 1_000);
      // Telegram doesn't say whether it means the chat or everybody: with several chats refused it is everybody.
      const pauses = held();
      if (pauses.length >= severalChats) slow('all', Math.min(longestPause, ...pauses));
      else slow('all', paceOf('all') === undefined ? 1_000 : 0);
    },
  };
};

export type Gate = ReturnType<typeof openGate>;
