type Timer = { readonly at: number; readonly run: () => void; handle?: NodeJS.Timeout };

export type Clock = {
  /** Milliseconds since 1970: real time plus whatever was skipped. */
  now(): number;
  /** Runs once that many milliseconds from now. */
  after(milliseconds: number, run: () => void): void;
  /** Skips ahead; everything that falls due runs at once, in its order. */
  advance(milliseconds: number): void;
  /** From now on time only passes when it is put forward. */
  freeze(): void;
  stop(): void;
};

/** A clock that runs as the real one does and can be put forward. */
export const createClock = (): Clock => {
  const timers = new Set<Timer>();
  let skipped = 0;
  // While it is put forward it stands still at the timer that fires, or times would depend on the machine's speed.
  let standing: number | null = null;
  let frozen: number | null = null;
  const now = (): number => standing ?? frozen ?? Date.now() + skipped;

  // However late it is called, it happens at its own time.
  const fire = (timer: Timer): void => {
    clearTimeout(timer.handle);
    timers.delete(timer);
    const before = standing;
    standing = Math.max(timer.at, standing ?? 0);
    timer.run();
    standing = before;
  };
  const arm = (timer: Timer): void => {
    clearTimeout(timer.handle);
    if (frozen === null) timer.handle = setTimeout(() => fire(timer), timer.at - now());
  };
  const nextBefore = (end: number): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.at <= end && timer.at < (next?.at ?? Number.POSITIVE_INFINITY)) next = timer;
    }
    return next;
  };

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
        standing = Math.max(next.at, standing ?? 0);
        fire(next);
      }
      standing = null;
      skipped = end - Date.now();
      if (frozen !== null) frozen = end;
      timers.forEach(arm);
    },
    freeze: () => {
      frozen = now();
      timers.forEach(arm);
    },
    stop: () => {
      for (const { handle } of timers) clearTimeout(handle);
      timers.clear();
    },
  };
};
