import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, vi } from 'vitest';
import type { Operation } from '../../../src/core/engine.ts';
import { asFailure, type Failure, type FailureKind } from '../../../src/core/failure.ts';
import { newId } from '../../../src/core/id.ts';
import type { Json } from '../../../src/core/json.ts';
import {
  createReplicateEngine,
  type ReplicateSettings,
} from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import { type PeerOptions, startReplicate } from '../../peers/replicate/server.ts';
import { plainPlanning, planFor } from './planning.ts';

export const never = new AbortController().signal;
const photo = resolve('test/fixtures/photos/cat-chelsea.jpg');

/** The engine and the peer it films on, with patience fit for tests. */
export const openStand = async (options: PeerOptions = {}, more: Partial<ReplicateSettings> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-replicate-'));
  const peer = await startReplicate({ run: 50, ...options });
  const alerts: FailureKind[] = [];
  const logged: unknown[] = [];
  const write = (facts: object, event: string): void => void logged.push({ ...facts, event });
  const settings: ReplicateSettings = {
    token: peer.token,
    apiUrl: peer.url,
    webhookSecret: peer.secret,
    attachmentHosts: [new URL(peer.delivery).host],
    log: { debug: write, info: write, warn: write, error: write },
    alert: ({ kind }) => void alerts.push(kind),
    ...more,
    tuning: {
      timeouts: { timeout: 60_000, pauses: 1_500, pause: 10 },
      grace: 120,
      pause: 60,
      // A real film is encoded before its first byte comes, beside other tests.
      clip: { bytes: 20_000_000, timeout: 60_000, stall: 30_000 },
      ...more.tuning,
    },
  };
  const engine = createReplicateEngine(settings, plainPlanning);
  const start = (
    fields: { readonly [name: string]: Json } = {},
    idempotencyKey = newId(),
  ): Promise<Operation> =>
    engine.start(planFor(fields), {
      ...{ idempotencyKey, photos: [photo], fence: unfenced },
      // Each job has a signal of its own.
      signal: new AbortController().signal,
    });
  return {
    engine,
    peer,
    alerts,
    logged,
    start,
    settings,
    /** Waits until the take has ended and gives its failure, null when there is a clip. */
    end: (operation: Operation): Promise<FailureKind | null> =>
      vi.waitFor(
        async () => {
          const checked = await engine.check(operation, unfenced);
          expect(checked.state).not.toBe('running');
          return checked.state === 'failed' ? checked.failure.kind : null;
        },
        { timeout: 30_000 },
      ),
    collect: async (operation: Operation): Promise<Buffer> => {
      const output = join(folder, 'clip.mp4');
      try {
        await engine.collect(operation, { photos: [photo], output, signal: never, onProgress: () => {} });
        return await readFile(output);
      } finally {
        expect((await readdir(folder)).filter((name) => name !== 'clip.mp4')).toEqual([]);
        await rm(output, { force: true });
      }
    },
    /** Files that the provider still keeps. */
    filesKept: async (): Promise<{ content_type: string; metadata: Json }[]> => {
      const headers = { authorization: `Bearer ${peer.token}` };
      const answer = await fetch(`${peer.url}/files`, { headers });
      return ((await answer.json()) as { results: { content_type: string; metadata: Json }[] }).results;
    },
    close: async (): Promise<void> => {
      await peer.close();
      await rm(folder, { recursive: true });
    },
  };
};

export type Stand = Awaited<ReturnType<typeof openStand>>;

export const failureOf = async (call: Promise<unknown>): Promise<Failure> =>
  asFailure(
    await call.then(
      () => new Error('it went well'),
      (error: unknown) => error,
    ),
  );
