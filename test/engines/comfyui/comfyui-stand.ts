import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { ambient } from '../../../effects/ambient.ts';
import type { Checked, Operation, Plan } from '../../../src/core/engine.ts';
import { newId } from '../../../src/core/id.ts';
import type { Log } from '../../../src/core/log.ts';
import type { Order } from '../../../src/core/order.ts';
import { readWorkflows } from '../../../src/engines/comfyui/all-workflows.ts';
import { connect } from '../../../src/engines/comfyui/comfyui-api.ts';
import { createComfyuiEngine } from '../../../src/engines/comfyui/comfyui-engine.ts';
import { createServerWatch } from '../../../src/engines/comfyui/watch-servers.ts';
import { route } from '../../../src/jobs/route.ts';
import { anyFilm } from '../../peers/comfyui/movie.ts';
import { type ComfyuiOptions, type ComfyuiPeer, startComfyui } from '../../peers/comfyui/server.ts';
import { unfenced } from '../../peers/fence.ts';
import { order } from '../../store/rows.ts';

export const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), width: 451, height: 300 };
export const never = new AbortController().signal;
export const words = 'the grandmother waves';

type Options = ComfyuiOptions & { readonly servers?: number; readonly folder?: string };

/** The engine on stand-ins, checked and ready, and what a test does with it. */
export const open = async (options: Options = {}) => {
  const lines: string[] = [];
  const write = (facts: object, event: string): void => void lines.push(`${event} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-comfyui-'));
  const peers: ComfyuiPeer[] = [];
  for (let count = 0; count < (options.servers ?? 1); count += 1)
    peers.push(await startComfyui({ run: 20, film: anyFilm(), ...options }));
  const { authorization } = options;
  const servers = peers.map(({ url }) => connect({ url, authorization, timeout: 5_000 }));
  const { workflows, problems } = readWorkflows(options.folder ?? folder);
  const watch = createServerWatch({ servers, workflows, log });
  const tuning = { grace: 1, searched: 3, forgotten: 500, leaving: 3_000 };
  const engine = createComfyuiEngine({ servers, workflows, watch, log, tuning });
  await watch.check(never);
  const plan = (changes: Partial<Order> = {}, photos = 1): Plan =>
    route(
      { engines: [engine], effects: [ambient] },
      { ...order, effect: 'ambient', prompt: words, seconds: 4, ...changes },
      7,
      Array(photos).fill(photo),
    )[0];
  const start = (planned = plan(), idempotencyKey = newId(), photos = [photo.path]): Promise<Operation> =>
    engine.start(planned, { idempotencyKey, photos, signal: never, fence: unfenced });
  const [peer] = peers;
  if (peer === undefined) throw new Error('no server');
  return {
    ...{ engine, watch, workflows, problems, peer, peers, lines, plan, start, folder },
    /** How a take ends. */
    ended: (operation: Operation): Promise<Checked> =>
      vi.waitFor(
        async () => {
          const checked = await engine.check(operation, unfenced);
          if (checked.state === 'running') throw new Error('it runs');
          return checked;
        },
        { timeout: 30_000 },
      ),
    collect: async (operation: Operation): Promise<Buffer> => {
      const output = join(folder, 'clip.mp4');
      await engine.collect(operation, { photos: [], output, signal: never, onProgress: () => {} });
      return readFile(output);
    },
    close: async () => {
      await Promise.all(peers.map((one) => one.close()));
      await rm(folder, { recursive: true });
    },
  };
};

export type Stand = Awaited<ReturnType<typeof open>>;
