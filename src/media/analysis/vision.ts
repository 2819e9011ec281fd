import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import type * as Converter from '@tensorflow/tfjs-converter';
import type * as Core from '@tensorflow/tfjs-core';

export type ModelName = 'blazeface' | 'facemesh' | 'iris' | 'selfie' | 'movenet-lightning';

/** Runs a model on one square RGB picture. Returns its outputs by name. */
export type Run = (input: Float32Array | Int32Array) => ReadonlyMap<string, Float32Array>;

const require = createRequire(import.meta.url);

// The CommonJS builds are single files, which matters in a process that lives for one second.
const start = async () => {
  const core = require('@tensorflow/tfjs-core') as typeof Core;
  const converter = require('@tensorflow/tfjs-converter') as typeof Converter;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof Wasm;
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  await core.setBackend('wasm');
  await core.ready();
  return { core, converter };
};

type Weights = { readonly weights: Core.io.WeightsManifestEntry[] };

const pathOf = (file: string): string => fileURLToPath(import.meta.resolve(`#models/${file}`));

const load = async (converter: typeof Converter, name: ModelName) => {
  const [text, bytes] = await Promise.all([
    readFile(pathOf(`${name}.json`), 'utf8'),
    readFile(pathOf(`${name}.bin`)),
  ]);
  const graph = JSON.parse(text) as Core.io.ModelJSON & { readonly weightsManifest: readonly Weights[] };
  return converter.loadGraphModel({
    load: async () => ({
      modelTopology: graph.modelTopology,
      weightSpecs: graph.weightsManifest.flatMap(({ weights }) => weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    }),
  });
};

/**
 * Opens the vision models. Each is loaded on first use. Takes about 0.1 s; a call then takes 10 to 60 ms.
 */
export const openVision = async () => {
  const { core, converter } = await start();
  const models = new Map<ModelName, Promise<Converter.GraphModel>>();
  const get = (name: ModelName) => {
    const known = models.get(name) ?? load(converter, name);
    models.set(name, known);
    return known;
  };
  return {
    model: async (name: ModelName): Promise<Run> => {
      const model = await get(name);
      const side = model.inputs[0]?.shape?.[1] ?? 0;
      const type = name === 'movenet-lightning' ? 'int32' : 'float32';
      return (input) => {
        const answers = new Map<string, Float32Array>();
        core.tidy(() => {
          const given = core.tensor(input, [1, side, side, 3], type);
          const outputs = model.execute(
            given,
            model.outputs.map(({ name }) => name),
          ) as Core.Tensor | Core.Tensor[];
          for (const [index, output] of [outputs].flat().entries())
            answers.set(model.outputs[index]?.name ?? '', output.dataSync<'float32'>());
        });
        return answers;
      };
    },
    /** Number of live tensors. A leak would raise it. */
    tensors: (): number => core.memory().numTensors,
  };
};

export type Vision = Awaited<ReturnType<typeof openVision>>;
