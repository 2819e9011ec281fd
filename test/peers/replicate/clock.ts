type Timer = { readonly at: number; readonly run: () => void; handle?: NodeJS.Timeout };

export type Clock = {
  /** Milliseconds since 1970: real time plus whatever was skipped. */
  now(): number;
  /** Runs once that many milliseconds from now. */
  after(milliseconds: number, run: () => void): void;
  /** Skips ahead; everything that falls due runs at once, in its order. */
  advance(milliseconds: number): void;
  stop(): void;
};

/** A clock that runs as the real one does and can be put forward. */
export const createClock = (): Clock => {
  const timers = new Set<Timer>();
  let skipped = 0;
  const now = (): number => Date.now() + skipped;

  const fire = (timer: Timer): void => {
    clearTimeout(timer.handle);
    timers.delete(timer);
    timer.run();
  };
  const arm = (timer: Timer): void => {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(() => fire(timer), timer.at - now());
  };
  const nextBefore = (end: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];

  return {
    now,
    after: (milliseconds, run) => {
      const timer = { at: now() + milliseconds, run };
      timers.add(timer);
      arm(timer);
    },
    advance: (milliseconds) => {
      const end = now() + milliseconds;
      for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
        skipped += Math.max(0, next.at - now());
        fire(next);
      }
      skipped += Math.max(0, end - now());
      timers.forEach(arm);
    },
    stop: () => {
      for (const { handle } of timers) clearTimeout(handle);
      timers.clear();
    },
  };
};
