import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { commands } from '../../commands/all.ts';
import type { Command } from '../../src/core/command.ts';
import type { Engine } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import { type Fault, faults, type JobStatus } from '../../src/core/job.ts';
import type { Platform } from '../../src/core/platform.ts';
import { bindUnrestricted } from '../../src/jobs/bind-command.ts';
import { createHeartbeats } from '../../src/jobs/heartbeats.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { openFollow } from '../../src/jobs/status.ts';
import { openJobViews } from '../../src/jobs/watch-jobs.ts';
import { balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { waitFigures } from '../../src/store/queue-figures.ts';
import { actor, request } from '../peers/render-services.ts';
import { openPromise } from '../surfaces/chats.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;
const errno = (code: string, syscall = 'write'): Error =>
  Object.assign(new Error(`${code}: trouble`), { code, syscall });

/** What those who meet a fault see of it, one step this and the next step that. */
const errors: Readonly<Record<Exclude<Fault, 'database'>, readonly [Error, Error]>> = {
  disk: [errno('ENOSPC'), new Failure('disk_full')],
  storage: [errno('EIO'), errno('ESTALE', 'rename')],
  memory: [errno('ENOMEM', 'spawn ffmpeg'), new Failure('fault', { of: 'memory' })],
};

const steps = ['intake', 'render', 'encode', 'keep', 'deliver'] as const;
type Step = (typeof steps)[number];

const rows = steps.flatMap((step, index) =>
  faults.map((fault): { step: Step; fault: Fault; error: Error | null } => {
    const error = fault === 'database' ? null : (errors[fault][index % 2] ?? null);
    return { step, fault, error };
  }),
);

describe('while something of ours is away', () => {
  const stand = standUp();

  /** A database that is there or not. */
  const switchable = () => {
    let away = false;
    const { store } = stand;
    const gone = (): void => {
      if (away) throw errno('ECONNREFUSED', 'connect');
    };
    const database = new Proxy(store.database, {
      get: (target, name) => {
        gone();
        const part: unknown = Reflect.get(target, name);
        return typeof part === 'function' ? part.bind(target) : part;
      },
    });
    const ping = async (): Promise<void> => {
      gone();
      return store.ping();
    };
    return { store: { ...store, database, ping }, turn: (off: boolean) => (away = off) };
  };

  /** The house where one step fails for as long as the fault lasts, and what its card was told. */
  const troubled = ({ step, error }: (typeof rows)[number]) => {
    const cards: JobStatus[] = [];
    const { store, turn } = switchable();
    let away = true;
    const meets = async (at: Step): Promise<void> => {
      if (!away || at !== step) return;
      if (error !== null) throw error;
      turn(true);
    };
    const guarded =
      <Given extends readonly unknown[], Result>(at: Step, does: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        await meets(at);
        return does(...given);
      };
    const { engine, services: whole, memory } = stand;
    const { media, storage } = whole;
    const services: Services = {
      ...whole,
      store,
      heartbeats: createHeartbeats(store.database, whole.log),
      engines: [{ ...engine, collect: guarded('render', engine.collect) }],
      media: {
        ...media,
        intakePhoto: guarded('intake', media.intakePhoto),
        finishClip: guarded('encode', media.finishClip),
      },
      storage: {
        ...storage,
        putClip: guarded('keep', storage.putClip),
        clipPath: guarded('deliver', storage.clipPath),
      },
      platforms: [{ ...memory, update: async (_address, status) => void cards.push(status) }],
    };
    const end = (): void => {
      away = false;
      turn(false);
    };
    return { services, cards, end };
  };

  const animate = (services: Services) => {
    const command = commands.find(({ name }) => name === 'animate') as Command<Services>;
    const known = { effects: services.effects.map(({ name }) => name), engines: [], models: [] };
    const asked = request(actor('ana'), { target: { platform: 'memory' } });
    return bindUnrestricted(services, known, command).run(asked, {
      ...{ photos: [stand.photo()], effect: 'parallax' },
    });
  };
  const due = (job: string) =>
    stand.store.database.execute(
      sql`update jobs set resume_at = now(), lease_until = now() where id = ${job}`,
    );
  const long = (job: string) =>
    stand.store.database.execute(
      sql`update jobs set waits_since = now() - interval '3 hours' where id = ${job}`,
    );
  const left = () => balanceOf(stand.store.database, 'ana');

  it.each(rows.filter(({ step }) => step === 'intake'))(
    'a photo cannot be taken in for want of $fault ($error): its sender hears why, and that is all',
    async (row) => {
      await grantCredits(stand.store.database, 'ana', 10);
      const { services, end } = troubled(row);
      await expect(animate(services)).rejects.toMatchObject({ kind: 'fault', facts: { of: row.fault } });
      end();
      expect(await left()).toBe(10);
      expect((await animate(services)).job).not.toBeNull();
    },
  );

  it.each(rows.filter(({ step, fault }) => step !== 'intake' && fault !== 'database'))(
    '$step waits for $fault ($error), says so, goes on by itself, or gives up in the end for nothing',
    async (row) => {
      await grantCredits(stand.store.database, 'ana', 10);
      const { services, cards, end } = troubled(row);
      const [goesOn, givesUp] = [(await stand.ask('ana')).job.id, (await stand.ask('ana')).job.id];
      for (let round = 0; round < 2; round += 1) {
        await runJob(services, goesOn, never);
        await due(goesOn);
      }
      expect(await stand.reload(goesOn)).toMatchObject({ outcome: null, waitsFor: row.fault, retries: 0 });
      expect(cards.at(-1)).toMatchObject({ waitsFor: row.fault, readyAt: null });
      expect(await waitFigures(services.store.database)).toEqual({ [row.fault]: 1 });
      await runJob(services, givesUp, never);
      await due(givesUp);
      await long(givesUp);
      await runJob(services, givesUp, never);
      const failure = { kind: 'fault', facts: { of: row.fault, minutes: 120 } };
      expect(await stand.reload(givesUp)).toMatchObject({ outcome: 'failed', failure });
      expect(await left()).toBe(7);
      end();
      await runJob(services, goesOn, never);
      expect(await stand.reload(goesOn)).toMatchObject({ outcome: 'succeeded' });
      expect(await left()).toBe(7);
    },
  );

  it('the card says what a job waits for only once an earlier edit has arrived', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { services, cards } = troubled({ step: 'encode', fault: 'memory', error: errors.memory[1] });
    const { id } = (await stand.ask('ana')).job;
    const [first, released] = [openPromise<void>(), openPromise<void>()];
    const slow: Platform = {
      ...stand.memory,
      update: async (_address, status) => {
        if (status.waitsFor === undefined) {
          first.resolve();
          await released.promise;
        }
        cards.push(status);
      },
    };
    const collect: Engine['collect'] = async (operation, context) => {
      await first.promise;
      await stand.engine.collect(operation, context);
    };
    const engines = [{ ...stand.engine, collect }];
    const performed = runJob({ ...services, engines, platforms: [slow] }, id, never);
    await vi.waitFor(async () => expect((await stand.reload(id)).waitsFor).toBe('memory'), 30_000);
    // Long enough for the card to be written, if nothing held that back.
    for (let read = 0; read < 50; read += 1) await stand.reload(id);
    expect(cards).toEqual([]);
    released.resolve();
    await performed;
    expect(cards.map(({ waitsFor }) => waitsFor)).toEqual([undefined, 'memory']);
  });

  it.each(rows.filter(({ step, fault }) => step !== 'intake' && fault === 'database'))(
    '$step meets no database: nothing is lost, and it goes on when there is one',
    async (row) => {
      await grantCredits(stand.store.database, 'ana', 10);
      const { services, end } = troubled(row);
      const { id } = (await stand.ask('ana')).job;
      await runJob(services, id, never).catch(() => {});
      expect(await stand.reload(id)).toMatchObject({ outcome: null });
      end();
      await due(id);
      await runJob(services, id, never);
      expect(await stand.reload(id)).toMatchObject({ outcome: 'succeeded' });
      expect(await left()).toBe(7);
    },
  );

  it('those who follow a job are told that the database is away, on their card and where they look', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { services, cards, end } = troubled({ step: 'render', fault: 'database', error: null });
    const [engine] = services.engines;
    if (engine === undefined) throw new Error('no engine');
    const follow = openFollow(services, 'ana');
    expect(await follow('never was')).toBeNull();
    const look = openJobViews(services);
    const { id } = (await stand.ask('ana')).job;
    const told = { waitsFor: 'database', readyAt: null };
    const slow: Services = {
      ...services,
      engines: [
        {
          ...engine,
          collect: async (operation, context) => {
            await vi.waitFor(() => expect(cards).not.toEqual([]), { timeout: 30_000 });
            await Promise.all([follow(id), look([id])]);
            await engine.collect(operation, context);
            await vi.waitFor(() => expect(cards.at(-1)).toMatchObject(told), { timeout: 10_000 });
            expect(await follow(id)).toMatchObject(told);
            expect(await look([id])).toMatchObject([told]);
            end();
          },
        },
      ],
    };
    await runJob(slow, id, never);
    expect(await stand.reload(id)).toMatchObject({ outcome: 'succeeded' });
  });
});
