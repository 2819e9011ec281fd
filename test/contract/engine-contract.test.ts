import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parallax } from '../../effects/parallax.ts';
import { readConfig } from '../../src/config.ts';
import type { Engine, Operation, Plan } from '../../src/core/engine.ts';
import { newId } from '../../src/core/id.ts';
import { openComfyui } from '../../src/engines/comfyui/open-comfyui.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { createReplicateEngine } from '../../src/engines/replicate/replicate-engine.ts';
import { isLocal, route } from '../../src/jobs/route.ts';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { plainPlanning } from '../engines/replicate/planning.ts';
import { boxesOf, boxOf } from '../media/mp4-boxes.ts';
import { anyFilm } from '../peers/comfyui/movie.ts';
import { type ComfyuiPeer, startComfyui } from '../peers/comfyui/server.ts';
import { unfenced } from '../peers/fence.ts';
import { type PredictionServer, predictionEngine, startPredictions } from '../peers/predictions-client.ts';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { order } from '../store/rows.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), width: 451, height: 300 };
const never = new AbortController().signal;

const ignore = (): void => {};
const replicateEngine = ({ token, url, delivery }: ReplicatePeer): Engine => {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const attachmentHosts = [new URL(delivery).host];
  return createReplicateEngine({ token, apiUrl: url, attachmentHosts, log, alert: ignore }, plainPlanning);
};

const comfyuiEngine = async ({ environment }: ComfyuiPeer): Promise<Engine> => {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const opened = openComfyui(readConfig(environment), log);
  if (opened === null) throw new Error('it is off');
  await opened.states.check(never);
  return opened.engine;
};

type Providers = {
  readonly provider: PredictionServer;
  readonly replicate: ReplicatePeer;
  readonly comfyui: ComfyuiPeer;
};

/** Every engine, by the folder it is in; `predictions` is the small remote engine that other tests use. */
const engines = {
  local: async () => createLocalEngine(await findEncoder(undefined)),
  predictions: async ({ provider }) => predictionEngine(provider.url),
  replicate: async ({ replicate }) => replicateEngine(replicate),
  comfyui: async ({ comfyui }) => comfyuiEngine(comfyui),
} satisfies Readonly<Record<string, (providers: Providers) => Promise<Engine>>>;

it('no engine is left out', async () => {
  const folders = (await readdir('src/engines', { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  expect(Object.keys(engines)).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});

/** The video and sound of an MP4, without the second it was written in; all of any other file. */
const streamIn = (file: Buffer): Buffer =>
  file.toString('latin1', 4, 8) === 'ftyp' ? (boxOf(boxesOf(file), 'mdat') ?? file) : file;

const names = Object.keys(engines) as (keyof typeof engines)[];

describe.each(names)('the engine contract: %s', (name) => {
  let engine: Engine;
  let provider: PredictionServer;
  let replicate: ReplicatePeer;
  let comfyui: ComfyuiPeer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-engine-'));
    provider = await startPredictions({ milliseconds: 20, resetEvery: Number.POSITIVE_INFINITY });
    replicate = await startReplicate({ run: 20 });
    comfyui = await startComfyui({ run: 20, film: anyFilm() });
    engine = await engines[name]({ provider, replicate, comfyui });
  });
  afterAll(async () => {
    await provider.close();
    await replicate.close();
    await comfyui.close();
    await rm(folder, { recursive: true });
  });

  const plan = (seed: number): Plan =>
    route({ engines: [engine], effects: [parallax] }, { ...order, seconds: 1, resolution: '480p' }, seed, [
      photo,
    ])[0];
  const start = (seed: number, idempotencyKey = newId()): Promise<Operation> =>
    engine.start(plan(seed), { idempotencyKey, photos: [photo.path], signal: never, fence: unfenced });
  const ready = (operation: Operation): Promise<unknown> =>
    vi.waitFor(async () => expect(await engine.check(operation, unfenced)).toEqual({ state: 'ready' }), {
      timeout: 30_000,
    });
  const collect = async (operation: Operation, file: string): Promise<Buffer> => {
    const output = join(folder, file);
    const progress: number[] = [];
    const onProgress = (fraction: number): void => void progress.push(fraction);
    await engine.collect(operation, { photos: [photo.path], output, signal: never, onProgress });
    for (const fraction of progress) expect(fraction >= 0 && fraction <= 1).toBe(true);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    return readFile(output);
  };

  it('tells what its models can do, each under a name of its own', () => {
    const names = engine.models().map((model) => model.name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  it('plans purely, and plans survive the database', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7).input).not.toEqual(plan(8).input);
    expect(JSON.parse(JSON.stringify(plan(7)))).toEqual(plan(7));
    expect(engine.models().map((model) => model.name)).toContain(plan(7).model);
  });

  it('goes on in another process from nothing but the receipt', async () => {
    const receipt = JSON.stringify(await start(7));
    await ready(JSON.parse(receipt));
    const first = await collect(JSON.parse(receipt), 'first.mp4');
    const second = await collect(JSON.parse(receipt), 'second.mp4');
    expect(first.length).toBeGreaterThan(0);
    expect(streamIn(second).equals(streamIn(first))).toBe(true);
  });

  it('finds by its marker what was begun elsewhere, and nothing where nothing was', async () => {
    expect(await engine.find(newId(), 600, plan(7))).toBeNull();
    const idempotencyKey = newId();
    const operation = await start(7, idempotencyKey);
    const found = await engine.find(idempotencyKey, 60, plan(7));
    if (isLocal(engine)) expect(found).toBeNull();
    else expect(found).toMatchObject({ id: operation.id });
  });

  it('leaves nothing half-made when it is stopped', async () => {
    const operation = await start(9);
    await ready(operation);
    const stopped = AbortSignal.abort();
    const context = { photos: [photo.path], output: join(folder, 'stopped.mp4'), onProgress: () => {} };
    const before = await readdir(folder);
    await engine.collect(operation, { ...context, signal: stopped }).catch(() => {});
    expect(
      (await readdir(folder)).filter((entry) => !before.includes(entry) && entry.endsWith('.part')),
    ).toEqual([]);
    await engine.cancel(operation);
  });
});
