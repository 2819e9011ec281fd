import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { askChild } from '../../../media/ask-child.ts';
import { childModule } from '../../../media/child.ts';
import { hashOf } from './depth-model.ts';
import { type DepthChoice, type DepthModel, noDepthModel } from './source.ts';

/** Where a model that was added by a command is. */
export const addedModel = (dataFolder: string): string => join(dataFolder, 'models', 'depth.onnx');

const installed = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
};

/** Finds the depth model at a path, else the one added to the data folder, if any. Never throws, because clips don't need a model. */
export const findDepthModel = async (given: string | undefined, dataFolder = ''): Promise<DepthChoice> => {
  const added = addedModel(dataFolder);
  const path = given ?? (existsSync(added) ? added : undefined);
  if (path === undefined) return noDepthModel;
  if (!installed())
    return {
      model: null,
      problem:
        'needs onnxruntime-node, which is not installed; run "npm install --no-save -O --ignore-scripts onnxruntime-node"',
    };
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null || bytes.length === 0)
    return { model: null, problem: 'must be the path of a readable ONNX file' };
  return { model: { path, hash: hashOf(bytes) }, problem: null };
};

const limits = { seconds: 60, memory: 4e9 };
const losses = { slow: 'timeout', greedy: 'bad_setting', crashed: 'bad_setting' } as const;

/**
 * Runs the model once on a test picture, in a separate process. Returns the seconds it took.
 * Throws `Failure`.
 */
export const tryDepthModel = (model: DepthModel): Promise<number> =>
  askChild<number>({
    module: childModule(import.meta.url, 'model-child'),
    task: model,
    limits,
    losses,
    signal: null,
  });
