import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findDepthModel, tryDepthModel } from '../../../../src/engines/local/depth/find-model.ts';
import type { DepthModel } from '../../../../src/engines/local/depth/source.ts';
import { readPhotoScene } from '../../../../src/engines/local/local-analysis.ts';
import { useFolder } from '../../../media/folders.ts';
import { blind, paint } from '../studio.ts';
import { onnxModel } from './onnx.ts';
import { hasPeer } from './peer.ts';

const folder = useFolder();

/** Bright above and dark below, where guesses put near things. */
const photo = await paint(320, 200, (x, y) => 230 - y - 20 * Math.sin(x / 9));

const keep = async (bytes: Uint8Array): Promise<DepthModel> => {
  const path = folder.inside('model.onnx');
  writeFileSync(path, bytes);
  const { model } = await findDepthModel(path);
  if (model === null) throw new Error('no model');
  return model;
};

const see = async (model: DepthModel) => {
  const troubles: string[] = [];
  const { scene } = await readPhotoScene(photo, { ...blind, model }, (cause) => troubles.push(cause));
  const { width, height, values } = scene.depth;
  const at = (share: number) => values[Math.floor(share * height) * width + width / 2] ?? 0;
  return { troubles, above: at(0.1), below: at(0.9), depth: values };
};

test('a model that is not there is a problem told in a line, and none at all is none', async () => {
  expect(await findDepthModel(undefined)).toEqual({ model: null, problem: null });
  const { model, problem } = await findDepthModel(folder.inside('nothing.onnx'));
  expect(model).toBeNull();
  expect(problem).toMatch(hasPeer ? /must be the path/ : /npm install/);
});

describe.runIf(hasPeer)('with a runtime', async () => {
  const guess = (await readPhotoScene(photo, blind)).scene.depth.values;

  test.each([
    ['bright is near', null],
    ['bright is near', 70],
    ['bright is near, in a channel', 518],
  ] as const)('depth is what the model sees (%s, side %s)', async (kind, side) => {
    const { troubles, above, below } = await see(await keep(onnxModel(kind, side)));
    expect(troubles).toEqual([]);
    expect(above).toBeGreaterThan(0.75);
    expect(below).toBeLessThan(0.25);
  });

  test.each([
    ['is rubbish', Buffer.from('this is not a model')],
    ['is cut short', onnxModel('bright is near').subarray(0, 60)],
    ['gives colours', onnxModel('colours')],
    ['takes one channel', onnxModel('bright is near', null, 1)],
    ['sees nothing', onnxModel('nothing')],
    ['gives no numbers', onnxModel('no number')],
  ])('a model that %s is told of, and depth is guessed', async (_, bytes) => {
    const { troubles, depth } = await see(await keep(bytes));
    expect(troubles).toHaveLength(1);
    expect(depth).toEqual(guess);
  });

  test('another model under the same name is not used', async () => {
    const model = await keep(onnxModel('bright is near'));
    await keep(onnxModel('bright is near', 70));
    expect((await see(model)).troubles).toEqual([expect.stringMatching(/not the one/)]);
  });

  test('trying a model out tells the seconds it takes, or that it does not work', async () => {
    expect(await tryDepthModel(await keep(onnxModel('bright is near')))).toBeGreaterThan(0);
    await expect(tryDepthModel(await keep(Buffer.from('rubbish')))).rejects.toMatchObject({
      cause: expect.stringMatching(/\w/),
    });
  });
});
