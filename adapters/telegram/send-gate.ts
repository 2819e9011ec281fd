import { setTimeout as wait } from 'node:timers/promises';

const atOnce = 25;
const calmMilliseconds = 60_000;
const pace = 1_000 / 25;

/** Rate limiter for writes: 25 at once, unpaced until Telegram answers 429, then no faster than it allows. */
export const openGate = () => {
  const held = new Map<number, number>();
  const waiting: (() => void)[] = [];
  let inside = 0;
  let calmAt = 0;
  let next = 0;

  const place = async (): Promise<void> => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
  };
  const leave = (): void => {
    const following = waiting.shift();
    if (following === undefined) inside -= 1;
    else following();
  };
  /** Milliseconds until a chat may be written to. */
  const ahead = (chat: number): number => {
    const now = performance.now();
    return Math.max(held.get(chat) ?? 0, now < calmAt ? next : 0) - now;
  };
  /** Waits for both the chat's turn and a free slot. Either may be lost while waiting for the other, hence the loop. */
  const turn = async (chat: number): Promise<void> => {
    for (;;) {
      for (let pause = ahead(chat); pause > 0; pause = ahead(chat)) await wait(pause);
      await place();
      if (ahead(chat) <= 0) break;
      leave();
    }
    held.delete(chat);
    if (performance.now() < calmAt) next = Math.max(next, performance.now()) + pace;
  };

  return {
    /** Runs `write` for a chat when its turn has come. */
    pass: async <Result>(chat: number, write: () => Promise<Result>): Promise<Result> => {
      await turn(chat);
      try {
        return await write();
      } finally {
        leave();
      }
    },
    /** Records that Telegram asked for a pause of `seconds` in this chat. */
    flooded: (chat: number, seconds: number): void => {
      const now = performance.now();
      held.set(chat, now + seconds * 1_000);
      // Telegram doesn't disclose the global limit, so all chats pause briefly and then continue at a fixed pace.
      if (now >= calmAt) next = now + 1_000;
      calmAt = now + calmMilliseconds;
    },
  };
};

export type Gate = ReturnType<typeof openGate>;
