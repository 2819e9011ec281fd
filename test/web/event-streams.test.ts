import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openWatch, type Viewer } from '../../adapters/web/play/event-streams.ts';
import type { JobView } from '../../src/core/job.ts';

const job = (id: string, owner: string, fraction: number): JobView => ({
  id,
  owner,
  state: 'generating',
  outcome: null,
  failure: null,
  effect: 'parallax',
  engine: 'local',
  model: 'local',
  local: true,
  dataGoesTo: null,
  credits: 0,
  seed: 1,
  visibility: 'private',
  queuePosition: null,
  fraction,
  readyAt: null,
  clips: [],
  next: [],
});

/** A watch over jobs `0` to `9`, each of the owner of its name. */
const watched = () => {
  const state = { fraction: 0.1, looks: 0, told: 0, failing: false, complaints: 0 };
  const watch = openWatch({
    look: async (ids) => {
      state.looks += 1;
      if (state.failing) throw new Error('no store');
      return ids.map((id) => job(id, `owner ${id}`, state.fraction));
    },
    tell: (status) => {
      state.told += 1;
      return { id: status.id, fraction: status.fraction };
    },
    complain: () => {
      state.complaints += 1;
    },
  });
  return { watch, state };
};

const viewer = (id: string, heard: string[], owner = `owner ${id}`): Viewer => ({
  owner,
  locale: 'en',
  jobs: [id],
  write: (text) => heard.push(text),
});

let close = (): void => {};
afterEach(() => close());
const patience = { timeout: 60_000 };

describe('the watch over jobs', () => {
  it('looks once for five hundred viewers, tells each what is theirs, and again only what has changed', async () => {
    const { watch, state } = watched();
    close = watch.close;
    const heard = Array.from({ length: 500 }, (): string[] => []);
    for (const [index, list] of heard.entries()) watch.follow(viewer(String(index % 10), list));
    const news = (list: readonly string[]) => list.filter((text) => text.startsWith('data:'));
    await vi.waitFor(() => expect(heard.every((list) => news(list).length === 1)).toBe(true), patience);
    const { looks } = state;
    expect(looks).toBe(1);
    await vi.waitFor(() => expect(state.looks).toBeGreaterThan(looks + 1), patience);
    expect(heard.every((list) => news(list).length === 1)).toBe(true);
    state.fraction = 0.5;
    await vi.waitFor(() => expect(heard.every((list) => news(list).length === 2)).toBe(true), patience);
    expect(new Set(heard.map((list) => news(list).at(-1))).size).toBe(10);
    // What is said of a job is put together once a look, not once a viewer.
    expect(state.told).toBeLessThanOrEqual(10 * state.looks);
  });

  it('tells nobody of somebody else’s job', async () => {
    const { watch } = watched();
    close = watch.close;
    const [theirs, own]: [string[], string[]] = [[], []];
    watch.follow(viewer('1', theirs, 'owner 2'));
    watch.follow(viewer('1', own));
    await vi.waitFor(() => expect(own.join('')).toContain('data:'), patience);
    expect(theirs.join('')).not.toContain('data:');
  });

  it('rests when nobody looks, and goes on after trouble', async () => {
    const { watch, state } = watched();
    close = watch.close;
    state.failing = true;
    const heard: string[] = [];
    const leave = watch.follow(viewer('1', heard));
    await vi.waitFor(() => expect(state.complaints).toBeGreaterThan(1), patience);
    state.failing = false;
    await vi.waitFor(() => expect(heard.join('')).toContain('data:'), patience);
    leave();
    await vi.waitFor(async () => {
      const { looks } = state;
      await wait(1_500);
      expect(state.looks).toBe(looks);
    }, patience);
  });
});
