import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parallax } from '../../../effects/parallax.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { Shot } from '../../../src/core/shot.ts';
import { createLocalEngine } from '../../../src/engines/local/local-engine.ts';
import { childModule } from '../../../src/media/child.ts';
import { readClipReport } from '../../../src/media/clip-report.ts';
import type { EncoderChoice } from '../../../src/media/encoder-command.ts';
import { probe } from '../../../src/media/probe.ts';
import { useFolder } from '../../media/folders.ts';
import { runners } from '../../media/runners.ts';
import { unfenced } from '../../peers/fence.ts';
import { processId } from '../../process-id.ts';
import { leftovers, rendererOf } from './processes.ts';
import { meadow, order, shotOf } from './studio.ts';

const { inside, names } = useFolder();
const photo = await meadow(640, 480);
const [encoder = { name: 'node-av' }] = runners;
/** A painted meadow shows nobody. */
const engineOn = (choice: EncoderChoice) => createLocalEngine(choice, undefined, undefined, 'off');
const engine = engineOn(encoder);

const begin = async (changes: Partial<Shot>, using = engine) => {
  const plan = using.plan(shotOf({ local: parallax.local(order), ...changes }), null);
  const context = {
    idempotencyKey: 'marker',
    photos: [photo],
    signal: AbortSignal.timeout(150_000),
    fence: unfenced,
  };
  return using.start(plan, context);
};

type Collecting = { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void };

const collect = async (
  changes: Partial<Shot>,
  { signal, onProgress = () => {} }: Collecting = {},
  using = engine,
) => {
  const output = inside('clip.mp4');
  const operation = JSON.parse(JSON.stringify(await begin(changes, using)));
  await using.collect(operation, {
    photos: [photo],
    output,
    signal: signal ?? new AbortController().signal,
    onProgress,
  });
  return output;
};

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => {
      throw new Error('nothing failed');
    },
    (failure: Failure) => failure,
  );

test.each([
  ['480p', 24, 1, 640, 480],
  ['480p', 30, 2, 640, 480],
  ['480p', 60, 1, 640, 480],
  ['1080p', 24, 1, 1440, 1080],
] as const)(
  'a clip at %s and %i frames a second is whole',
  async (resolution, fps, seconds, width, height) => {
    const fractions: number[] = [];
    const output = await collect({ resolution, fps, seconds }, { onProgress: (at) => fractions.push(at) });
    expect(await probe(output)).toMatchObject({
      width,
      height,
      fps,
      frames: fps * seconds,
      codec: 'avc',
      audio: false,
    });
    expect(names()).toEqual(['clip.mp4', 'clip.mp4.look']);
    expect(await readClipReport(output)).toMatchObject({ facts: await probe(output) });
    expect(fractions.length).toBeGreaterThan(5);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0.97);
  },
);

test.each(runners)('a portrait can be made with $name', async (choice) => {
  const output = await collect({ seconds: 1, ratio: '9:16' }, {}, engineOn(choice));
  expect(await probe(output)).toMatchObject({ width: 480, height: 854, frames: 24 });
});

test('a local take costs nothing, is ready at once, and nothing of it can be lost', async () => {
  const operation = await begin({});
  expect(operation.id).toBe('marker');
  expect(await engine.check(operation, unfenced)).toEqual({ state: 'ready' });
  expect(await engine.find('marker', 60, engine.plan(shotOf({}), null))).toBeNull();
  await engine.cancel(operation);
  expect(engine.models()).toMatchObject([{ repeatable: true, licence: 'yours', dataGoesTo: null }]);
});

test('aborting leaves neither a file nor a process', async () => {
  const control = new AbortController();
  let renderer = 0;
  const failure = await failureOf(
    collect(
      { seconds: 10, fps: 60 },
      {
        signal: control.signal,
        onProgress: () => {
          if (control.signal.aborted) throw new Error('progress was told after the take was aborted');
          renderer = rendererOf(process.pid);
          expect(leftovers(inside(''), renderer)).toBeGreaterThan(1);
          control.abort();
        },
      },
    ),
  );
  expect(failure.kind).toBe('cancelled');
  expect(names()).toEqual([]);
  await expect.poll(() => leftovers(inside(''), renderer)).toBe(0);
});

test('a take aborted beforehand is not begun', async () => {
  expect((await failureOf(collect({}, { signal: AbortSignal.abort() }))).kind).toBe('cancelled');
  expect(names()).toEqual([]);
});

test('a renderer that is killed fails the take and leaves nothing', async () => {
  let renderer = 0;
  const failure = await failureOf(
    collect(
      { seconds: 10, fps: 60 },
      {
        onProgress: () => {
          if (renderer !== 0) return;
          renderer = rendererOf(process.pid);
          process.kill(renderer, 'SIGKILL');
        },
      },
    ),
  );
  // As the system does it when memory runs out.
  expect(failure).toMatchObject({ kind: 'fault', facts: { of: 'memory' } });
  expect(names()).toEqual([]);
  await expect.poll(() => leftovers(inside(''), renderer), { timeout: 60_000 }).toBe(0);
});

test('a parent that is killed leaves nobody filming and nothing at the output', async () => {
  const operation = await begin({ seconds: 10, fps: 60 });
  const { path, execArgv } = childModule(import.meta.url, 'filming-child');
  const parent = fork(path, [photo, inside('clip.mp4'), JSON.stringify(operation)], { execArgv });
  await once(parent, 'message');
  const renderer = rendererOf(processId(parent));
  parent.kill('SIGKILL');
  await expect.poll(() => leftovers(inside(''), renderer), { timeout: 60_000 }).toBe(0);
  expect(names()).not.toContain('clip.mp4');
});

test('a damaged photo fails the take with its own kind', async () => {
  const operation = await begin({});
  const failure = await failureOf(
    engine.collect(operation, {
      photos: [fileURLToPath(import.meta.url)],
      output: inside('clip.mp4'),
      signal: new AbortController().signal,
      onProgress: () => {},
    }),
  );
  expect(failure.kind).toBe('photo_damaged');
  expect(names()).toEqual([]);
});

test('a folder that is not there fails the take', async () => {
  const operation = await begin({});
  const failure = await failureOf(
    engine.collect(operation, {
      photos: [photo],
      output: inside('missing/clip.mp4'),
      signal: new AbortController().signal,
      onProgress: () => {},
    }),
  );
  expect(failure.kind).toBe('output_unwritable');
});
