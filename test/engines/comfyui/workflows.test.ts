import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { readWorkflows } from '../../../src/engines/comfyui/all-workflows.ts';
import { openComfyui } from '../../../src/engines/comfyui/open-comfyui.ts';
import { nodes } from '../../peers/comfyui/nodes.ts';
import { startComfyui } from '../../peers/comfyui/server.ts';
import { never, open } from './comfyui-stand.ts';

const shipped = 'src/engines/comfyui/workflows';
const ignore = (): void => {};
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

describe('workflows', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-workflows-'));
    await mkdir(join(folder, 'workflows'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const json = async (file: string) => JSON.parse(await readFile(`${shipped}/${file}`, 'utf8'));
  const put = async (name: string, graph: unknown, fields?: unknown): Promise<void> => {
    await writeFile(join(folder, 'workflows', `${name}.json`), JSON.stringify(graph));
    if (fields !== undefined)
      await writeFile(join(folder, 'workflows', `${name}.fields.json`), JSON.stringify(fields));
  };

  it('that come with the package are right and are offered in their order', async () => {
    const { engine, close, problems } = await open();
    expect(problems).toEqual([]);
    expect(engine.models().map(({ name }) => name)).toEqual(['wan-2.2-i2v', 'ltx-2', 'hunyuan-video-1.5']);
    expect(engine.models()[0]).toMatchObject({ dataGoesTo: null, mark: 'ai-generated', photos: 2 });
    await close();
  });

  it('of the data folder come first, and render', async () => {
    const fields = await json('ltx-2.fields.json');
    await put('mine', await json('ltx-2.json'), { ...fields, licence: 'yours' });
    const { engine, start, plan, ended, close } = await open({ folder });
    expect(engine.models()[0]).toMatchObject({ name: 'mine', licence: 'yours' });
    expect((await ended(await start(plan({ model: 'mine' })))).state).toBe('ready');
    await close();
  });

  it.each([
    ['photo', { photo: '7.picture' }, 'names 7.picture, which is not there'],
    ['seed', { seed: undefined }, 'must be a node and its input'],
    ['output', { output: '99' }, 'names node 99, which is not there'],
    ['colour', { colour: 'red' }, 'is not a known field'],
    ['frames.minimum', { frames: { at: '9.length', maximum: 9 } }, 'is missing'],
  ])('with a wrong %s are refused by file, field and reason', async (field, change, reason) => {
    await put('mine', await json('ltx-2.json'), { ...(await json('ltx-2.fields.json')), ...change });
    expect(readWorkflows(folder).problems).toEqual([
      { name: 'mine', file: 'mine.fields.json', field, reason: expect.stringContaining(reason) },
    ]);
  });

  it('without the file of their fields, or saved as ComfyUI shows them, are refused', async () => {
    await put('bare', await json('ltx-2.json'));
    await put('drawn', { nodes: [], links: [] }, {});
    expect(readWorkflows(folder).problems).toMatchObject([
      { name: 'bare', file: 'bare.fields.json', reason: 'is missing' },
      { name: 'drawn', file: 'drawn.json', reason: expect.stringContaining('exported in API format') },
    ]);
  });

  it('are off where the server lacks a node or a model, and on again once it has it', async () => {
    const { WanFirstLastFrameToVideo: _, ...fewer } = nodes;
    const peer = await startComfyui({ nodes: fewer });
    await put(
      'mine',
      {
        ...(await json('ltx-2.json')),
        1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'gone.safetensors' } },
      },
      await json('ltx-2.fields.json'),
    );
    await put('bad', {});
    const opened = openComfyui(readConfig({ ...peer.environment, DATA_DIR: folder }), silent);
    expect(opened?.states.list()[0]).toMatchObject({ state: 'unchecked' });
    await opened?.states.check(never);
    const told = () => opened?.states.list().map(({ name, state, reason }) => [name, state, reason]);
    expect(told()).toEqual([
      ['mine', 'off', 'node 1 (CheckpointLoaderSimple): ckpt_name "gone.safetensors" is not there'],
      ['wan-2.2-i2v', 'off', 'node 11: there is no WanFirstLastFrameToVideo on the server'],
      ['ltx-2', 'on', null],
      ['hunyuan-video-1.5', 'on', null],
      ['bad', 'refused', 'workflows/bad.fields.json is missing'],
    ]);
    peer.install(nodes);
    await opened?.states.check(never);
    expect(told()?.[1]).toEqual(['wan-2.2-i2v', 'on', null]);
    await peer.close();
    await opened?.states.check(never);
    expect(told()?.[1]).toEqual(['wan-2.2-i2v', 'off', 'no ComfyUI server answers']);
  });

  it('are checked again once a server refuses one', async () => {
    const { start, peer, plan, engine, lines, close } = await open();
    const { ModelSamplingSD3: _, ...fewer } = nodes;
    const planned = plan({ model: 'wan-2.2-i2v' });
    peer.install(fewer);
    await expect(start(planned)).rejects.toThrow('invalid_input');
    await expect.poll(() => engine.models().map(({ name }) => name)).toEqual(['ltx-2']);
    expect(lines.filter((line) => line.includes('left out'))).toHaveLength(2);
    await close();
  });
});
