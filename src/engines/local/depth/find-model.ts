import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { askChild } from '../../../media/ask-child.ts';
import { childModule } from '../../../media/child.ts';
import { hashOf } from './depth-model.ts';
import { type DepthChoice, type DepthModel, noDepthModel } from './source.ts';

const installed = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
};

/** Finds the depth model at `path`, or none without a path. Never throws, because clips don't need a model. */
export const findDepthModel = async (path: string | undefined): Promise<DepthChoice> => {
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
