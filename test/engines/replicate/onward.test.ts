import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Checked, Engine, Operation, Plan } from '../../../src/core/engine.ts';
import { newId } from '../../../src/core/id.ts';
import type { Json } from '../../../src/core/json.ts';
import { restorer } from '../../../src/engines/replicate/models/repair-model.ts';
import {
  createReplicateEngine,
  type ReplicateSettings,
} from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import { errors, type Fault } from '../../peers/replicate/faults.ts';
import { plainPlanning, planFor } from './planning.ts';
import { failureOf, never, openStand, type Stand } from './replicate-stand.ts';
import { serve } from './serve.ts';

const photos = ['test/fixtures/photos/cat-chelsea.jpg'];
const grace = 0.4;

const plan: Plan = {
  ...planFor({ seed: 7 }),
  input: {
    ...(planFor({ seed: 7 }).input as { readonly [name: string]: Json }),
    before: { ref: restorer.ref, input: { output_format: 'jpg' }, photo: restorer.photo },
  },
};

/** Asks until there is a newer receipt, and gives that. */
const renewed = (engine: Engine, operation: Operation): Promise<Operation> =>
  vi.waitFor(
    async () => {
      const checked = await engine.check(operation, unfenced);
      if (checked.state !== 'running' || checked.operation === undefined) throw new Error(checked.state);
      return JSON.parse(JSON.stringify(checked.operation));
    },
    { timeout: 30_000 },
  );

const end = async (engine: Engine, operation: Operation): Promise<Checked> => {
  let current = operation;
  return vi.waitFor(
    async () => {
      const checked = await engine.check(current, unfenced);
      if (checked.state === 'running' && checked.operation !== undefined) current = checked.operation;
      expect(checked.state).not.toBe('running');
      return checked;
    },
    { timeout: 30_000 },
  );
};

describe('a take whose photo is restored first', () => {
  let stand: Stand;
  afterEach(() => stand.close());

  const open = async (restore: Fault = {}, film: Fault = {}, more: Partial<ReplicateSettings> = {}) => {
    const create = ({ model }: { model: string }) => (model === restorer.ref ? restore : film);
    stand = await openStand({ run: 5, rules: { create } }, { ...more, tuning: { grace } });
  };
  const start = (engine: Engine = stand.engine, idempotencyKey = newId()) =>
    engine.start(plan, { idempotencyKey, photos, signal: never, fence: unfenced });
  const another = () => createReplicateEngine(stand.settings, plainPlanning);
  const made = (restores: boolean) =>
    stand.peer.predictions().filter(({ model }) => (model === restorer.ref) === restores);
  const photoFilmed = (): unknown => made(false).map(({ input }) => input['image']);
  const endsInOneFilm = async (engine: Engine, operation: Operation): Promise<void> => {
    expect(await end(engine, operation)).toEqual({ state: 'ready' });
    expect([made(true).length, made(false).length]).toEqual([1, 1]);
  };

  it('is two POSTs, one film of the restored photo, and no photo left behind', async () => {
    await open();
    const restoring = await start();
    expect(photoFilmed()).toEqual([]);
    const moving = await renewed(stand.engine, restoring);
    expect(photoFilmed()).toEqual([]);
    const filming = await renewed(stand.engine, moving);
    expect(photoFilmed()).toEqual([`${stand.peer.delivery}/${restoring.id}/output.jpg`]);
    await endsInOneFilm(stand.engine, filming);
    expect((await stand.collect(filming)).subarray(4, 8).toString()).toBe('ftyp');
    expect(await stand.filesKept()).toEqual([]);
    expect(stand.peer.counts()).toMatchObject({ posts: 2, billed: 2, tokens: 0 });
  });

  it('hears news of both by markers of their own', async () => {
    const server = await serve(async ({ body, headers, path }, response) => {
      const { searchParams: query } = new URL(path, 'http://here');
      response.writeHead(await engine.receive({ body, headers, query })).end();
    });
    await open();
    const engine = createReplicateEngine({ ...stand.settings, publicUrl: server.url }, plainPlanning);
    const idempotencyKey = newId();
    const restoring = await start(engine, idempotencyKey);
    const begun = performance.now();
    await engine.waitForUpdate(restoring, 20_000, never);
    const filming = await renewed(engine, await renewed(engine, restoring));
    await engine.waitForUpdate(filming, 20_000, never);
    expect(performance.now() - begun).toBeLessThan(15_000);
    await endsInOneFilm(engine, filming);
    expect([...stand.peer.made()]).toEqual([
      [idempotencyKey, 1],
      [`${idempotencyKey}.film`, 1],
    ]);
    await server.close();
  });

  it('is found when its first answer was lost, and goes on', async () => {
    await open({ reset: 'after' });
    const idempotencyKey = newId();
    expect((await failureOf(start(stand.engine, idempotencyKey))).kind).toBe('unknown_outcome');
    const found = await another().find(idempotencyKey, 1, plan);
    await endsInOneFilm(another(), found ?? { id: 'none' });
    expect(photoFilmed()).toEqual([expect.stringContaining('output.jpg')]);
  });

  it('is filmed by another process once nobody can be about to, where the first died before it called', async () => {
    await open();
    const moving = await renewed(stand.engine, await start());
    const engine = another();
    expect(await engine.check(moving, unfenced)).toEqual({ state: 'running', fraction: expect.any(Number) });
    expect(made(false)).toEqual([]);
    await endsInOneFilm(engine, moving);
  });

  it.each([false, true])(
    'is found where the first process died after it called (answer lost: %s)',
    async (lost) => {
      await open({}, lost ? { reset: 'after' } : {});
      const moving = await renewed(stand.engine, await start());
      await stand.engine.check(moving, unfenced);
      expect(made(false)).toHaveLength(1);
      const filming = await renewed(another(), moving);
      expect(filming.id).toBe(made(false)[0]?.id);
      await endsInOneFilm(another(), filming);
      await endsInOneFilm(stand.engine, moving);
    },
  );

  it('calls again only when the first call certainly was lost', async () => {
    await open({}, { reset: 'before' });
    const moving = await renewed(stand.engine, await start());
    await stand.engine.check(moving, unfenced);
    await stand.engine.check(moving, unfenced);
    expect(stand.peer.counts().posts).toBe(2);
    stand.peer.rule({});
    await endsInOneFilm(stand.engine, moving);
    expect(stand.peer.counts().posts).toBe(3);
  });

  it.each([[{ end: { status: 'failed', error: errors.unknown } }], [{ output: 'null' }]] as const)(
    'is filmed as it is when restoring it ends with %j',
    async (fault) => {
      await open(fault);
      const restoring = await start();
      const [file] = (await stand.filesKept()) as unknown as { urls: { get: string } }[];
      await endsInOneFilm(stand.engine, restoring);
      expect(photoFilmed()).toEqual([file?.urls.get]);
    },
  );

  it('may have the film of the photo as it is looked for too', async () => {
    await open({ output: 'null' });
    const moving = await renewed(stand.engine, await start());
    await stand.engine.check(moving, unfenced);
    await endsInOneFilm(another(), moving);
  });

  it('is refused when the photo is', async () => {
    await open({ end: { status: 'failed', error: errors.sensitive } });
    expect(await end(stand.engine, await start())).toMatchObject({ failure: { kind: 'content_blocked' } });
    expect(made(false)).toEqual([]);
    expect(await stand.filesKept()).toEqual([]);
  });

  it('fails when its film is refused', async () => {
    await open({}, { refuse: { status: 402 } });
    expect(await end(stand.engine, await start())).toMatchObject({ failure: { kind: 'billing' } });
    expect(stand.alerts).toEqual(['billing']);
    expect(await stand.filesKept()).toEqual([]);
  });

  it('stops while its photo is restored', async () => {
    await open({ stuck: 'processing' });
    const restoring = await start();
    await another().cancel(restoring);
    expect(await end(stand.engine, restoring)).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(made(true)[0]?.status).toBe('canceled');
    expect(await stand.filesKept()).toEqual([]);
  });

  it('stops before its film is begun, and after', async () => {
    await open({}, { stuck: 'processing' });
    await stand.engine.cancel(await renewed(stand.engine, await start()));
    expect(made(false)).toEqual([]);
    const moving = await renewed(stand.engine, await start());
    await stand.engine.check(moving, unfenced);
    await another().cancel(moving);
    const filming = await renewed(stand.engine, await renewed(stand.engine, await start()));
    await stand.engine.cancel(filming);
    expect(made(false).map(({ status }) => status)).toEqual(['canceled', 'canceled']);
    expect(await stand.filesKept()).toEqual([]);
  });
});
