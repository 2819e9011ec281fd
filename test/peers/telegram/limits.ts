import { problems } from './problem.ts';
import type { State } from './state.ts';
import type { Chat } from './world.ts';

type Window = { readonly most: number; readonly milliseconds: number };

// About one a second in a chat with short bursts, twenty a minute in a group, thirty a second in all.
const windows = {
  chat: { most: 20, milliseconds: 20_000 },
  group: { most: 20, milliseconds: 60_000 },
  all: { most: 30, milliseconds: 1_000 },
} satisfies Record<string, Window>;

/** Counts what the bot writes, and refuses what is too much with the seconds to wait. */
export const openFlood = (state: State) => {
  const written = new Map<number | 'all', number[]>();
  const look = (key: number | 'all', { most, milliseconds }: Window): { times: number[]; wait: number } => {
    const now = state.clock.now();
    const times = (written.get(key) ?? []).filter((at) => Math.abs(now - at) < milliseconds);
    written.set(key, times);
    const first = times[times.length - most];
    return { times, wait: first === undefined ? 0 : first + milliseconds - now };
  };
  return (chat: Chat): void => {
    if (!state.limited) return;
    const found = [
      look(chat.id, chat.user === null ? windows.group : windows.chat),
      look('all', windows.all),
    ];
    const wait = Math.max(...found.map((one) => one.wait));
    if (wait > 0) throw problems.flood(Math.ceil(wait / 1_000));
    for (const { times } of found) times.push(state.clock.now());
  };
};

export type Flood = ReturnType<typeof openFlood>;
