import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { newId } from '../../../src/core/id.ts';
import { createReplicateEngine } from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import { errors } from '../../peers/replicate/faults.ts';
import { plainPlanning, planFor } from './planning.ts';
import { failureOf, never, openStand, type Stand } from './replicate-stand.ts';

describe('a take on Replicate', () => {
  let stand: Stand;
  afterEach(() => stand.close());

  it('is one POST, one clip, and no photo left behind', async () => {
    stand = await openStand();
    const operation = await stand.start({ seed: 7 });
    expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);
    const [file] = await stand.filesKept();
    expect(file).toMatchObject({ content_type: 'image/jpeg' });
    const [prediction] = stand.peer.predictions();
    expect(prediction?.input['image']).toMatch(`${stand.peer.url}/files/`);
    expect(prediction?.webhook).toBeNull();
    expect(Number(prediction?.deadline) - Number(prediction?.createdAt)).toBe(600_000);
    expect(await stand.end(operation)).toBeNull();
    expect((await stand.collect(operation)).subarray(4, 8).toString()).toBe('ftyp');
    expect(await stand.filesKept()).toEqual([]);
    expect(stand.peer.counts()).toMatchObject({ posts: 1, billed: 1, tokens: 0 });
  });

  it.each([
    [errors.sensitive, 'content_blocked'],
    [errors.unknown, 'model_failed'],
    [errors.memory, 'model_failed'],
    [errors.start, 'timeout'],
  ])(
    'that fails with "%s" is told as %s, its words only to the log and never the prompt',
    async (error, kind) => {
      const words = `${error} in "a secret wish"`;
      stand = await openStand({ rules: { create: () => ({ end: { status: 'failed', error: words } }) } });
      const operation = await stand.start({ prompt: 'a secret wish' });
      expect(await stand.end(operation)).toBe(kind);
      expect(await stand.filesKept()).toEqual([]);
      const log = stand.logged
        .map((line) => JSON.stringify(line) + String((line as { error: unknown }).error))
        .join();
      expect(log).toContain(error);
      expect(log).not.toContain('secret');
      expect((await failureOf(stand.collect(operation))).kind).toBe(kind);
    },
  );

  it('that is never done ends at the deadline the provider was given', async () => {
    stand = await openStand({ rules: { create: () => ({ stuck: 'processing', logs: 'carriage returns' }) } });
    const operation = await stand.start();
    await wait(50);
    expect(await stand.engine.check(operation, unfenced)).toMatchObject({ state: 'running' });
    stand.peer.advance(601_000);
    expect(await stand.end(operation)).toBe('timeout');
  });

  it('tells how far it is by its log', async () => {
    stand = await openStand({ rules: { create: () => ({ run: 30, logs: 'carriage returns' }) } });
    const operation = await stand.start();
    await wait(20);
    stand.peer.advance(15_000);
    const checked = await stand.engine.check(operation, unfenced);
    expect(checked).toMatchObject({ state: 'running' });
    expect(checked.state === 'running' ? checked.fraction : null).toBeCloseTo(0.5, 1);
  });

  it('whose clip was left lying for an hour has expired', async () => {
    stand = await openStand();
    const operation = await stand.start();
    expect(await stand.end(operation)).toBeNull();
    stand.peer.advance(3_601_000);
    expect(await stand.end(operation)).toBe('expired');
    expect((await failureOf(stand.collect(operation))).kind).toBe('expired');
  });

  it('that the provider does not know is not given up in its first minute, then has expired', async () => {
    stand = await openStand();
    const receipt = { id: 'nobody', files: [], startedAt: new Date().toISOString() };
    expect((await failureOf(stand.engine.check(receipt, unfenced))).kind).toBe('unavailable');
    const old = { ...receipt, startedAt: new Date(Date.now() - 61_000).toISOString() };
    expect(await stand.end(old)).toBe('expired');
  });

  it('stops when told, as often as it is told, and when it had ended or was never known', async () => {
    stand = await openStand({
      rules: { create: ({ number }) => (number === 1 ? { stuck: 'processing' } : undefined) },
    });
    const operation = await stand.start();
    await stand.engine.cancel(operation);
    await stand.engine.cancel(operation);
    expect(await stand.end(operation)).toBe('cancelled');
    const finished = await stand.start();
    expect(await stand.end(finished)).toBeNull();
    await stand.engine.cancel(finished);
    expect(await stand.end(finished)).toBeNull();
    await stand.engine.cancel({ id: 'nobody', files: ['nothing'], startedAt: '' });
    expect(await stand.filesKept()).toEqual([]);
  });

  it('is not begun without its photo, nor when nobody wants it any more', async () => {
    stand = await openStand();
    const { engine } = stand;
    const context = { idempotencyKey: newId(), photos: ['/nowhere.jpg'], signal: never, fence: unfenced };
    expect((await failureOf(engine.start(planFor({}), context))).kind).toBe('expired');
    const stopped = {
      ...context,
      photos: ['test/fixtures/photos/cat-chelsea.jpg'],
      signal: AbortSignal.abort(),
    };
    await failureOf(engine.start(planFor({}), stopped));
    expect(stand.peer.counts().posts).toBe(0);
  });

  it.each([
    [{ status: 429, retryAfter: 30 }, 'rate_limited', { seconds: 30 }],
    [{ status: 503 }, 'unavailable', { name: 'Replicate' }],
    [{ status: 404 }, 'unavailable', { name: 'Replicate' }],
  ] as const)('that is refused with %j was not begun: %s', async (refuse, kind, facts) => {
    stand = await openStand({ rules: { create: () => ({ refuse }) } });
    expect(await failureOf(stand.start())).toMatchObject({ kind, facts });
    expect(stand.peer.counts()).toMatchObject({ posts: 1, created: 0 });
    expect(await stand.filesKept()).toEqual([]);
  });

  it('that asks for what the model does not know is refused', async () => {
    stand = await openStand();
    expect((await failureOf(stand.start({ unheard_of: 1 }))).kind).toBe('invalid_input');
    expect(stand.peer.counts().created).toBe(0);
  });

  it('is not paid for while our account is refused, which the operator hears once', async () => {
    stand = await openStand({ rules: { create: () => ({ refuse: { status: 402 } }) } });
    for (let tries = 0; tries < 5; tries += 1)
      expect(await failureOf(stand.start())).toMatchObject({ kind: 'billing', facts: {} });
    expect(stand.engine.down()).toEqual({ kind: 'billing', facts: {} });
    expect(stand.peer.counts().posts).toBe(1);
    expect(stand.alerts).toEqual(['billing']);
  });

  it('that is paid for outlives a key that is refused for a while', async () => {
    stand = await openStand();
    const operation = await stand.start();
    stand.peer.rule({ answer: () => ({ status: 401 }) });
    expect((await failureOf(stand.engine.check(operation, unfenced))).kind).toBe('unavailable');
    expect(stand.engine.down()).toMatchObject({ kind: 'auth' });
    expect(stand.alerts).toEqual(['auth']);
    stand.peer.rule({});
    expect(await stand.end(operation)).toBeNull();
  });

  it('reads what the models declare, and says which cannot be read', async () => {
    stand = await openStand();
    const read = new Map<string, object>();
    const refs = ['wan-video/wan-2.2-i2v-fast', 'nobody/nothing'];
    await stand.engine.readSchemas(refs, (ref, schema) => read.set(ref, Object(schema)), never);
    expect(read.get('wan-video/wan-2.2-i2v-fast')).toHaveProperty(
      'components.schemas.Input.properties.prompt',
    );
    expect(read.get('nobody/nothing')).toBeInstanceOf(Failure);
  });

  it('is not begun with a key that is wrong', async () => {
    stand = await openStand();
    const engine = createReplicateEngine({ ...stand.settings, token: 'r8_wrong' }, plainPlanning);
    const context = {
      idempotencyKey: newId(),
      photos: ['test/fixtures/photos/cat-chelsea.jpg'],
      signal: never,
      fence: unfenced,
    };
    expect((await failureOf(engine.start(planFor({}), context))).kind).toBe('auth');
    expect(engine.down()).toMatchObject({ kind: 'auth' });
  });
});
