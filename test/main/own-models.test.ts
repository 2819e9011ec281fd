import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parallax } from '../../effects/parallax.ts';
import { readConfig } from '../../src/config.ts';
import { newId } from '../../src/core/id.ts';
import type { Log } from '../../src/core/log.ts';
import { openReplicate } from '../../src/engines/replicate/open-replicate.ts';
import { route } from '../../src/jobs/route.ts';
import { unfenced } from '../peers/fence.ts';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { order } from '../store/rows.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), width: 451, height: 300 };
const never = new AbortController().signal;
const fast = {
  name: 'seedance-2.0-fast',
  extends: 'seedance-2.0',
  ref: 'bytedance/seedance-2.0-fast',
  size: { field: 'resolution', tiers: [{ resolution: '480p', value: '480p', usd: 0.05 }] },
};

describe('models.json in the data folder', () => {
  let folder: string;
  let peer: ReplicatePeer;
  let lines: string[];
  let stop: AbortController;
  const write = (facts: object, event: string): void => void lines.push(`${event} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };

  beforeEach(async () => {
    lines = [];
    stop = new AbortController();
    folder = await mkdtemp(join(tmpdir(), 'photoplay-models-'));
    peer = await startReplicate({ run: 50 });
  });
  afterEach(async () => {
    stop.abort();
    await peer.close();
    await rm(folder, { recursive: true });
  });

  const open = async (given: unknown, pauses?: { daily: number; retry: number }) => {
    await writeFile(join(folder, 'models.json'), typeof given === 'string' ? given : JSON.stringify(given));
    const opened = openReplicate(readConfig({ ...peer.environment, DATA_DIR: folder }), log, pauses);
    if (opened === null) throw new Error('it is off');
    const state = (name: string) => opened.states.list().find((model) => model.name === name)?.state;
    const offered = (name: string) => opened.engine.models().some((model) => model.name === name);
    return { ...opened, state, offered };
  };
  const planOf = ({ engine }: Awaited<ReturnType<typeof open>>, model: string) =>
    route({ engines: [engine], effects: [parallax] }, { ...order, model, seconds: 4 }, 7, [photo])[0];

  it('adds a model that is offered once its schema agrees, and renders', async () => {
    const opened = await open([fast]);
    const { engine, states, state, offered } = opened;
    expect([state(fast.name), offered(fast.name)]).toEqual(['unchecked', false]);
    await states.check(never);
    expect([state(fast.name), offered(fast.name)]).toEqual(['on', true]);
    const context = { idempotencyKey: newId(), photos: [photo.path], signal: never, fence: unfenced };
    const operation = await engine.start(planOf(opened, fast.name), context);
    await vi.waitFor(async () => expect((await engine.check(operation, unfenced)).state).toBe('ready'), {
      timeout: 100_000,
    });
    const output = join(folder, 'clip.mp4');
    await engine.collect(operation, { photos: [photo.path], output, signal: never, onProgress: () => {} });
    expect(peer.counts().created).toBe(1);
  });

  it('adds it in time for a command that renders at once, if Replicate answers', async () => {
    const { checkNew, offered } = await open([fast]);
    await checkNew(5_000);
    expect(offered(fast.name)).toBe(true);
  });

  it('keeps a model off whose schema does not agree, and says why', async () => {
    const { states, offered } = await open([{ ...fast, first: 'start_image' }]);
    await states.check(never);
    expect(offered(fast.name)).toBe(false);
    expect(states.list().find(({ name }) => name === fast.name)).toMatchObject({
      state: 'off',
      reason: 'start_image is gone',
    });
  });

  it('leaves out what is wrong, with file, field and reason in one line, and keeps the rest', async () => {
    const { state, offered } = await open([
      { name: 'kling-3', median: 'long' },
      { ...fast, ref: 'x' },
    ]);
    expect([offered('kling-3'), state(fast.name)]).toEqual([true, 'refused']);
    expect(lines).toEqual([
      expect.stringMatching(/"file":"models.json","model":"kling-3","field":"median","reason":".+"/),
      expect.stringMatching(/"model":"seedance-2.0-fast","field":"ref","reason":"must be owner\/name/),
    ]);
  });

  it('that cannot be read changes nothing, and is one line', async () => {
    const { offered } = await open('[{');
    expect(offered('kling-3')).toBe(true);
    expect(lines).toEqual([expect.stringContaining('cannot be read')]);
  });
});
