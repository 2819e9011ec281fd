import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Log } from '../../../src/core/log.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { createModelWatch } from '../../../src/engines/replicate/watch-models.ts';
import { componentsOf } from '../../peers/replicate/fields.ts';
import { models as declared } from '../../peers/replicate/models/all.ts';

const kling = catalogue.filter(({ name }) => name === 'kling-2.6');
const schemaOf = (ref: string): Json => ({
  components: { schemas: JSON.parse(JSON.stringify(componentsOf(declared[ref]?.fields ?? {}))) },
});
const gone = new Failure('not_found');
const away = new Failure('unavailable', { name: 'Replicate' });

describe('a model that is watched', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  const watched = (unchecked: readonly string[] = [], pauses = { daily: 3_600_000, retry: 3_600_000 }) => {
    const lines: string[] = [];
    const asked: string[] = [];
    let answer: Json | Failure = schemaOf('kwaivgi/kling-v2.6');
    const write = (_facts: object, event: string): void => void lines.push(event);
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const disabled = new Set<string>();
    const waiting = new Set(unchecked);
    const watch = createModelWatch({
      ...{ models: kling, disabled, unchecked: waiting, log, pauses },
      read: async (refs, onSchema) => {
        for (const ref of refs) {
          asked.push(ref);
          onSchema(ref, answer);
        }
      },
    });
    const declares = (next: Json | Failure): void => {
      answer = next;
    };
    const offered = () => !disabled.has('kling-2.6') && !waiting.has('kling-2.6');
    return { ...watch, lines, asked, declares, offered };
  };

  test('is offered before it was compared, unless it must agree first', async () => {
    expect(watched().offered()).toBe(true);
    const { offered, compare } = watched(['kling-2.6']);
    expect(offered()).toBe(false);
    await compare(stop.signal);
    expect(offered()).toBe(true);
  });

  test('is taken out by a change with one line, and comes back with another', async () => {
    const { compare, declares, offered, lines } = watched();
    await compare(stop.signal);
    expect(lines).toEqual([]);
    declares(gone);
    await compare(stop.signal);
    await compare(stop.signal);
    expect([offered(), lines.length]).toEqual([false, 1]);
    declares(schemaOf('kwaivgi/kling-v2.6'));
    await compare(stop.signal);
    expect([offered(), lines.length]).toEqual([true, 2]);
  });

  test('stays as it is while nobody can tell, and is asked about again', async () => {
    const { watch, declares, offered, asked } = watched(['kling-2.6'], { daily: 3_600_000, retry: 5 });
    declares(away);
    const { signal } = stop;
    void watch(signal);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2), { timeout: 30_000 });
    expect(offered()).toBe(false);
    declares(schemaOf('kwaivgi/kling-v2.6'));
    await vi.waitFor(() => expect(offered()).toBe(true), { timeout: 30_000 });
  });

  test('is compared again when it refuses its input, once', async () => {
    const { suspect, declares, offered, asked, lines } = watched();
    declares(gone);
    suspect('kwaivgi/kling-v2.6');
    suspect('kwaivgi/kling-v2.6');
    await vi.waitFor(() => expect(offered()).toBe(false), { timeout: 30_000 });
    expect([asked.length, lines.length]).toEqual([1, 1]);
  });
});
