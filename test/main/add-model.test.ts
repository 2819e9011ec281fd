import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDepthModel } from '../../src/engines/local/depth/find-model.ts';
import { addModel } from '../../src/main/add-model.ts';
import { listen } from '../peers/listen.ts';

const never = new AbortController().signal;

describe('a depth model that is added', () => {
  const model = randomBytes(3_000_000);
  const hash = createHash('sha256').update(model).digest('hex');
  const asked: (string | undefined)[] = [];
  let server: Awaited<ReturnType<typeof listen>>;
  let [folder, address, breaksAt] = ['', '', model.length];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-model-'));
    server = await listen(
      createServer(({ method, headers, url }, response) => {
        if (url === '/hub/model.onnx') {
          const told = { 'x-linked-etag': `"${hash}"`, location: '/model.onnx' };
          return response.writeHead(302, told).end();
        }
        if (method === 'HEAD') return response.writeHead(200).end();
        asked.push(headers.range);
        const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
        if (from >= model.length) return response.writeHead(416).end();
        response.writeHead(from > 0 ? 206 : 200, { 'content-length': model.length - from });
        if (breaksAt >= model.length) return response.end(model.subarray(from));
        return response.write(model.subarray(from, breaksAt), () => response.destroy());
      }),
    );
    address = server.url;
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const add = (url: string, name = 'depth', tell: (done: number, all: number) => void = () => {}) =>
    addModel({ DATA_DIR: folder, DEPTH_MODEL_URL: url }, name, tell, never);

  it('is fetched with progress, from where it broke off, and is found by itself', async () => {
    breaksAt = 1_000_000;
    await expect(add(`${address}/hub/model.onnx`)).rejects.toMatchObject({ kind: 'unavailable' });
    breaksAt = model.length;
    const told: number[] = [];
    const { path, licence } = await add(`${address}/hub/model.onnx`, 'depth', (done, all) =>
      told.push(done / all),
    );
    expect((await readFile(path)).equals(model)).toBe(true);
    expect(licence).toContain('Apache-2.0');
    expect(asked.splice(0)).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    expect([(told[0] ?? 0) > 0.1, told.at(-1)]).toEqual([true, 1]);
    expect(await readdir(join(folder, 'models'))).toEqual(['depth.onnx']);
    // Found, whether or not the library that runs it is installed.
    expect(await findDepthModel(undefined, folder)).not.toEqual({ model: null, problem: null });
    await add(`${address}/hub/model.onnx`);
    expect(asked, 'not fetched again').toEqual([]);
  });

  it('must have the hash that its address says, and be known', async () => {
    const wrong = add(`${address}/model.onnx#sha256=${'0'.repeat(64)}`);
    await expect(wrong).rejects.toMatchObject({ kind: 'copy_damaged', facts: { name: 'model.onnx' } });
    expect(await readdir(join(folder, 'models'))).toEqual(['depth.onnx']);
    await expect(add(`${address}/model.onnx`)).rejects.toMatchObject({ kind: 'bad_setting' });
    await expect(add(`${address}/model.onnx`, 'width')).rejects.toMatchObject({ kind: 'unknown_choice' });
  });
});
