import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { oldPhoto } from '../../effects/old-photo.ts';
import { parallax } from '../../effects/parallax.ts';
import { readConfig } from '../../src/config.ts';
import { newId } from '../../src/core/id.ts';
import type { Log } from '../../src/core/log.ts';
import { catalogue } from '../../src/engines/replicate/models/shipped-models.ts';
import { openReplicate } from '../../src/engines/replicate/open-replicate.ts';
import { route } from '../../src/jobs/route.ts';
import { unfenced } from '../peers/fence.ts';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { order } from '../store/rows.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), width: 451, height: 300 };
const never = new AbortController().signal;

describe('Replicate in the house', () => {
  let peer: ReplicatePeer;
  let lines: string[];
  const write = (facts: object, event: string): void => void lines.push(`${event} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };

  beforeEach(async () => {
    lines = [];
    peer = await startReplicate();
  });
  afterEach(() => peer.close());

  const open = (more: Record<string, string> = {}) => {
    const opened = openReplicate(readConfig({ ...peer.environment, ...more }), log);
    if (opened === null) throw new Error('it is off');
    return opened;
  };

  it('is off without a key', () => {
    expect(openReplicate(readConfig({}), log)).toBeNull();
  });

  it('can be told news by webhook only where it can be reached', () => {
    expect(open().summary(1)).toContain('without webhooks');
    expect(open({ PUBLIC_URL: 'http://127.0.0.1:8787' }).summary(1)).toContain('using webhooks');
    expect(open({ PUBLIC_URL: 'http://clips.example' }).summary(1)).toContain('without webhooks');
  });

  it('takes out the models that are gone or declare something else', async () => {
    peer.rule({ answer: ({ path }) => (path.includes('kling-v2.6') ? { status: 404 } : undefined) });
    const { engine, states } = open();
    const names = () => engine.models().map(({ name }) => name);
    const before = names();
    await states.check(never);
    expect(before.filter((name) => !names().includes(name))).toEqual(['kling-2.6']);
    const told = lines.filter((line) => line.includes('taken out'));
    expect(told).toEqual([expect.stringContaining('it is gone')]);
  });

  it('takes out a model that is gone as soon as it is asked for', async () => {
    peer.rule({ answer: ({ path }) => (path.includes('kling-v2.6') ? { status: 404 } : undefined) });
    const { engine } = open();
    const wish = { ...order, model: 'kling-2.6', seconds: 5 };
    const [plan] = route({ engines: [engine], effects: [parallax] }, wish, 7, [photo]);
    const context = { idempotencyKey: newId(), photos: [photo.path], signal: never, fence: unfenced };
    await expect(engine.start(plan, context)).rejects.toThrow('unavailable');
    const names = () => engine.models().map(({ name }) => name);
    await vi.waitFor(() => expect(names()).not.toContain('kling-2.6'), { timeout: 100_000 });
    expect(lines).toHaveLength(1);
  });

  it('films old photos as they are while nothing restores them', async () => {
    peer.rule({ answer: ({ path }) => (path.includes('restore-image') ? { status: 404 } : undefined) });
    const { engine, states } = open();
    const plan = () =>
      route({ engines: [engine], effects: [oldPhoto] }, { ...order, effect: 'old-photo' }, 7, [photo])[0];
    expect(plan().input).toHaveProperty('before');
    await states.check(never);
    expect(plan().input).not.toHaveProperty('before');
    expect(lines.filter((line) => line.includes('taken out'))).toHaveLength(1);
  });

  it('offers the models whose prices nobody has confirmed once their schemas agree', async () => {
    const { engine, states } = open();
    const waiting = catalogue.filter(({ confirmed }) => !confirmed).map(({ name }) => name);
    const offered = () => waiting.filter((name) => engine.models().some((model) => model.name === name));
    expect(waiting).toHaveLength(8);
    expect(offered()).toEqual([]);
    await states.check(never);
    expect(offered()).toEqual(waiting);
    const told = states.list().filter(({ price }) => price?.confirmed === false);
    expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual(waiting.map((name) => `${name} on`));
    const { states: own } = open({ REPLICATE_PRICES: 'wan-3=0.05' });
    expect(own.list().find(({ name }) => name === 'wan-3')?.price).toMatchObject({
      most: 0.05,
      confirmed: true,
    });
  });

  it('keeps every model while none can be asked', async () => {
    peer.rule({ answer: () => ({ status: 401 }) });
    const { engine, states } = open();
    await states.check(never);
    expect(engine.models()).toHaveLength(catalogue.filter(({ confirmed }) => confirmed).length);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain(peer.token);
  });

  it('asks every model for nothing but what it takes', async () => {
    const { engine, states } = open();
    await states.check(never);
    for (const { name } of engine.models()) {
      const wish = { ...order, model: name, engine: 'replicate', seconds: 5 };
      const [plan] = route({ engines: [engine], effects: [parallax] }, wish, 7, [photo]);
      const context = { idempotencyKey: newId(), photos: [photo.path], signal: never, fence: unfenced };
      await expect(engine.start(plan, context), name).resolves.toHaveProperty('id');
    }
    expect(peer.counts().created).toBe(catalogue.length);
  });
});
