import { createServer } from 'node:http';
import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../src/core/id.ts';
import { connect } from '../../../src/engines/comfyui/comfyui-api.ts';
import { promptIdOf } from '../../../src/engines/comfyui/comfyui-receipt.ts';
import { unfenced } from '../../peers/fence.ts';
import { listen } from '../../peers/listen.ts';
import { never, open, photo, type Stand, words } from './comfyui-stand.ts';

describe('a take on ComfyUI', () => {
  let stand: Stand | null = null;
  afterEach(async () => {
    await stand?.close();
    stand = null;
  });
  const stood = async (...options: Parameters<typeof open>): Promise<Stand> => {
    stand = await open(...options);
    return stand;
  };

  it('leaves no words in the clip, and nothing of it on the server', async () => {
    const { start, ended, collect, engine, peer } = await stood();
    const operation = await start();
    expect(await ended(operation)).toEqual({ state: 'ready' });
    const kept = [...peer.files().values()];
    expect(kept.some((bytes) => bytes.includes(words))).toBe(true);
    const clip = await collect(operation);
    expect(clip.includes('grandmother')).toBe(false);
    expect(clip.length).toBeGreaterThan(1_000);
    await engine.tidy?.(operation);
    expect([...peer.files().values()].map(String)).toEqual(['removed', 'removed']);
    expect(peer.queue.remembered()).toEqual([]);
  });

  it('tells how far it is before it ends', async () => {
    const { start, engine } = await stood({ run: 2_000 });
    const operation = await start();
    await vi.waitFor(
      async () => {
        await engine.waitForUpdate(operation, 50, never);
        const checked = await engine.check(operation, unfenced);
        expect(checked).toMatchObject({ state: 'running', fraction: expect.any(Number) });
        expect((checked as { fraction: number }).fraction).toBeGreaterThan(0.1);
      },
      { timeout: 30_000 },
    );
    await engine.cancel(operation);
  });

  it('shows a frame once half is done, and takes nothing else for one', async () => {
    const frame = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer();
    const { start, engine } = await stood({ run: 1_500, frame });
    const operation = await start();
    await vi.waitFor(async () => {
      await engine.waitForUpdate(operation, 20, never);
      const checked = await engine.check(operation, unfenced);
      const { fraction = 0, preview } = checked as { fraction?: number; preview?: Buffer };
      expect(preview === undefined || (fraction ?? 0) >= 0.5).toBe(true);
      expect(preview?.equals(frame)).toBe(true);
    }, 5_000);
    await engine.cancel(operation);
    const { start: again, engine: other } = await stood({
      run: 400,
      frame: Buffer.from('no picture at all'),
    });
    const wrong = await again();
    for (let checked = await other.check(wrong, unfenced); checked.state === 'running'; ) {
      expect(checked.preview).toBeUndefined();
      await other.waitForUpdate(wrong, 20, never);
      checked = await other.check(wrong, unfenced);
    }
  });

  it.each([
    ['out of memory', 'model_failed'],
    ['nothing', 'bad_output'],
    ['interrupted', 'unavailable'],
  ] as const)('that ends with %s is %s, and cleared away', async (end, kind) => {
    const { start, ended, peer, lines } = await stood({ rules: { prompt: () => ({ end }) } });
    expect(await ended(await start())).toMatchObject({ state: 'failed', failure: { kind } });
    expect(peer.queue.remembered()).toEqual([]);
    expect(lines.join()).not.toContain('grandmother');
  });

  it('that the server forgot is lost', async () => {
    const { start, ended, peer } = await stood({ run: 5_000 });
    const operation = await start();
    peer.restart();
    expect(await ended(operation)).toMatchObject({ failure: { kind: 'unavailable' } });
  });

  it('whose history is late is not lost', async () => {
    const { start, ended } = await stood({ rules: { prompt: () => ({ late: 200 }) } });
    expect((await ended(await start())).state).toBe('ready');
  });

  it('whose answer was lost is found, and queued once', async () => {
    const { start, engine, peer, plan } = await stood({
      run: 2_000,
      rules: { prompt: () => ({ reset: 'after' }) },
    });
    const idempotencyKey = newId();
    await expect(start(plan(), idempotencyKey)).rejects.toThrow('unknown_outcome');
    const operation = await engine.find(idempotencyKey, 0, plan());
    expect(operation).toMatchObject({ id: promptIdOf(idempotencyKey) });
    expect(peer.begun()).toEqual(new Map([[promptIdOf(idempotencyKey), 1]]));
    if (operation !== null) await engine.cancel(operation);
  });

  it('that never arrived is unknown for a moment, then certainly not begun', async () => {
    const { start, engine, plan } = await stood({ rules: { prompt: () => ({ reset: 'before' }) } });
    const idempotencyKey = newId();
    await expect(start(plan(), idempotencyKey)).rejects.toThrow('unknown_outcome');
    await expect(engine.find(idempotencyKey, 0.5, plan())).rejects.toThrow('unknown_outcome');
    expect(await engine.find(idempotencyKey, 2, plan())).toBeNull();
  });

  it('is stopped without touching anybody else, waiting or running', async () => {
    const { start, engine, peer } = await stood({ run: 1_000 });
    const stranger = { number: 0, id: 'stranger', graph: {}, client: '', fault: { end: 'nothing' } } as const;
    const first = await start();
    peer.queue.put(stranger);
    const waiting = await start();
    await engine.cancel(waiting);
    expect(JSON.stringify(peer.queue.list())).toContain('stranger');
    await engine.cancel(first);
    await vi.waitFor(() => expect(peer.queue.remembered()).toEqual(['stranger']), { timeout: 30_000 });
    expect(JSON.stringify(peer.queue.history('stranger'))).toContain('execution_success');
  });

  it('goes to the server with the shortest queue, and past one that is away', async () => {
    const { start, peers } = await stood({ servers: 3, run: 2_000 });
    await peers[0]?.close();
    for (let count = 0; count < 4; count += 1) await start();
    expect(peers.map(({ submitted }) => submitted.length)).toEqual([0, 2, 2]);
  });

  it('shows the authorization it was given, and stops where that is refused', async () => {
    const { start, ended } = await stood({ authorization: 'Bearer abc' });
    expect((await ended(await start())).state).toBe('ready');
    await stand?.close();
    const { engine, lines } = await stood({ rules: { answer: () => 401 } });
    expect(engine.down()).toMatchObject({ kind: 'unavailable' });
    expect(lines).toEqual([expect.stringContaining('ComfyUI cannot be used')]);
  });

  it('sends nothing to where a server would have it sent instead', async () => {
    let asked = 0;
    const elsewhere = await listen(createServer((_, answer) => answer.end(`${++asked}`)));
    const leading = await listen(
      createServer((_, answer) => answer.writeHead(307, { location: elsewhere.url }).end()),
    );
    const server = connect({ url: leading.url, authorization: 'Bearer abc', timeout: 5_000 });
    await expect(server.submit({}, newId(), never)).rejects.toMatchObject({ kind: 'unavailable' });
    await Promise.all([leading, elsewhere].map(({ close }) => close()));
    expect(asked).toBe(0);
  });

  it('takes a last frame where the workflow has one', async () => {
    const { start, plan, peer } = await stood();
    await start(plan({}, 2), newId(), [photo.path, photo.path]);
    await start(plan());
    const loaded = peer.submitted.map(
      ({ graph }) => Object.values(graph).filter(({ class_type }) => class_type === 'LoadImage').length,
    );
    expect(loaded).toEqual([2, 1]);
  });

  it('is told what to leave out, after what its effect leaves out', async () => {
    const { start, plan, peer } = await stood();
    await start(plan({ negative: 'rain' }));
    const texts = peer.submitted.flatMap(({ graph }) =>
      Object.values(graph).map(({ inputs }) => inputs['text']),
    );
    expect(texts).toContainEqual(expect.stringMatching(/., rain$/));
  });

  it.each(['wan-2.2-i2v', 'ltx-2', 'hunyuan-video-1.5'])('of %s is what its server takes', async (model) => {
    const { start, plan, ended, workflows } = await stood();
    const { last = [] } = workflows.find(({ name }) => name === model) ?? {};
    for (const photos of last.length > 0 ? [1, 2] : [1])
      for (const changes of [
        { resolution: '480p', seconds: 1, ratio: '9:16' },
        { resolution: '1080p', seconds: 10 },
      ] as const) {
        const operation = await start(
          plan({ model, ...changes }, photos),
          newId(),
          Array(photos).fill(photo.path),
        );
        expect((await ended(operation)).state).toBe('ready');
      }
  });
});
