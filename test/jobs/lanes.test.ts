import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import type { Target } from '../../src/core/target.ts';
import type { Media } from '../../src/jobs/services.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { failing, otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

const patience = { timeout: 60_000, interval: 20 };

/** Something that keeps all who come to it until it is opened. */
const barrier = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let waiting = 0;
  const pass = async (signal: AbortSignal): Promise<void> => {
    waiting += 1;
    await Promise.race([
      opened,
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ]);
  };
  return {
    pass,
    open: () => open(),
    get waiting() {
      return waiting;
    },
  };
};

describe('jobs here and jobs at providers', () => {
  const stand = standUp('PGlite');
  const quick = (name: string, here = false): Engine => ({
    ...otherEngine(stand.engine, name, 0, here),
    start: async (_plan, { idempotencyKey }) => ({ id: idempotencyKey }),
    check: async () => ({ state: 'ready' }),
  });

  /** A provider that has nothing ready before the barrier opens. */
  const slow = (name: string, until: ReturnType<typeof barrier>): Engine => {
    let ready = false;
    return {
      ...quick(name),
      check: async () => (ready ? { state: 'ready' } : { state: 'running', fraction: null }),
      waitForUpdate: async (_operation, _milliseconds, signal) => {
        await until.pass(signal);
        ready = true;
      },
    };
  };

  const ask = async (owner: string, engine: string): Promise<string> =>
    (await stand.ask(owner, { engine })).job.id;

  it('do not wait for each other, nor one provider for another that hangs', async () => {
    const never = barrier();
    await stand.rebuild({ engines: [quick('here', true), slow('hanging', never), quick('other')] });
    await stand.work(1, 2);
    for (const owner of ['ana', 'ben', 'cy']) await ask(owner, 'hanging');
    await vi.waitFor(() => expect(never.waiting).toBe(2), patience);
    const local = await ask('dee', 'here');
    const other = await ask('eve', 'other');
    await Promise.all([local, other].map(stand.done));
    // Nor is one told to stand behind them.
    expect(await statusOf(stand.services, await stand.reload(await ask('fay', 'hanging')))).toMatchObject({
      queuePosition: 2,
    });
    expect(
      (await statusOf(stand.services, await stand.reload(await ask('gus', 'here')))).queuePosition ?? 1,
    ).toBe(1);
  });

  it('take turns with those who render here once a provider has failed them', async () => {
    let rendering = 0;
    let most = 0;
    const here: Engine = {
      ...quick('here', true),
      collect: async (operation, context) => {
        rendering += 1;
        most = Math.max(most, rendering);
        await new Promise((resolve) => setImmediate(resolve));
        await stand.engine.collect(operation, context);
        rendering -= 1;
      },
    };
    await stand.rebuild({ engines: [failing(quick('far'), 'model_failed'), here], places: 4 });
    await stand.work(1, 6);
    const wish = { effect: 'old-photo', prompt: 'blink' };
    const asked = ['ana', 'ben', 'cy', 'dee', 'eve', 'fay'].map(
      async (owner) => (await stand.ask(owner, wish)).job,
    );
    const jobs = await Promise.all(asked);
    expect(jobs.map(({ engine }) => engine)).toEqual(Array(6).fill('far'));
    for (const { id } of jobs) await stand.done(id);
    for (const { id } of jobs)
      expect(await stand.reload(id)).toMatchObject({ engine: 'here', outcome: 'succeeded', retries: 0 });
    // One place in the lane, though four could render and six wait at the provider.
    expect(most).toBe(1);
  });

  const owners = Array.from({ length: 10 }, (_, number) => `single-${number}`);

  /** How many of the forty were brought before each of the ten. */
  const overtakers = (brought: readonly string[]): number[] =>
    owners.map((owner) => brought.slice(0, brought.indexOf(owner)).filter((one) => one === 'hog').length);

  it.each([
    { lane: 'the lane of this machine', engine: 'here', wide: 2 },
    { lane: 'a narrow lane of a provider', engine: 'far', wide: 2 },
    { lane: 'a wide lane of a provider, where all come back at once', engine: 'far', wide: 100 },
  ])(
    'of one person with forty keep nobody with one behind more than two, in $lane',
    async ({ engine, wide }) => {
      const asked = barrier();
      const brought: string[] = [];
      const plain = stand.services.media;
      const media: Media = {
        ...plain,
        finishClip: async (clip, thumbnail, about, signal) => {
          await asked.pass(signal);
          return plain.finishClip(clip, thumbnail, about, signal);
        },
      };
      const platform = {
        ...stand.memory,
        deliver: async (address: Target) => {
          brought.push(String(address['channel']));
          return 'posted' as const;
        },
      };
      await stand.rebuild({ engines: [quick('here', true), quick('far')], media, platform, places: 2 });
      await stand.work(2, wide);
      const want = (owner: string) =>
        stand.ask(owner, { engine, address: { platform: 'memory', channel: owner } });
      for (let number = 0; number < 40; number += 1) await want('hog');
      const ids = [];
      for (const owner of owners) ids.push((await want(owner)).job.id);
      if (wide > 2)
        for (const id of ids)
          await vi.waitFor(async () => expect((await stand.reload(id)).state).toBe('finishing'), patience);
      asked.open();
      await vi.waitFor(() => expect(brought).toHaveLength(50), patience);
      // The last two go side by side: whichever is through first lets one of the forty in, which may overtake the other.
      const [, , ...others] = overtakers(brought).sort((one, other) => other - one);
      expect(Math.max(...others)).toBeLessThanOrEqual(2);
      expect(Math.max(...overtakers(brought))).toBeLessThanOrEqual(4);
    },
  );
});
