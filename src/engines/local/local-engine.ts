import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CollectContext, Engine } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { clipReportPath } from '../../media/clip-report.ts';
import type { EncoderChoice } from '../../media/encoder-command.ts';
import { type DepthChoice, type DepthSource, noDepthModel, type OnTrouble } from './depth/source.ts';
import { localModel, planRender } from './local-plan.ts';
import type { RenderInput } from './render-input.ts';
import { runRender } from './render-process.ts';

const unwritable = (error: unknown): never => {
  throw new Failure('output_unwritable', {}, error);
};

type Studio = {
  readonly encoder: EncoderChoice;
  readonly depth: DepthChoice;
  readonly onTrouble: OnTrouble;
  readonly faceAnalysis: 'on' | 'off';
};

/** Selects the depth source of a render. The model it was planned with may have been removed since. */
const depthOf = (
  { depth, onTrouble, faceAnalysis }: Studio,
  { depthModel }: RenderInput,
  map: string | null,
  mask: string | null,
): DepthSource => {
  const { model } = depth;
  const found = depthModel === undefined || depthModel !== model?.hash ? null : model;
  if (map === null && depthModel !== undefined && found === null)
    onTrouble('the depth model the clip was planned with is not here');
  return { map, model: found, mask, ...(faceAnalysis === 'off' && { faceAnalysis }) };
};

const renderTo = async (studio: Studio, input: RenderInput, context: CollectContext): Promise<void> => {
  const { photos, output, signal, depth = null, mask = null, sound = null } = context;
  if (photos.length === 0) throw new Failure('photo_missing');
  const folder = await mkdtemp(join(dirname(output), '.film-')).catch(unwritable);
  try {
    const clip = join(folder, 'clip.mp4');
    await runRender(
      {
        encoder: studio.encoder,
        photos,
        depth: depthOf(studio, input, depth, mask),
        sound,
        input,
        output: clip,
      },
      signal,
      (fraction) => context.onProgress(fraction),
      studio.onTrouble,
      (notice) => context.onNotice?.(notice),
    );
    await rename(clipReportPath(clip), clipReportPath(output)).catch(unwritable);
    await rename(clip, output).catch(unwritable);
  } finally {
    // If the renderer was killed, its encoder may still be writing its last bytes.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
};

/** Engine that renders photos on this machine with a camera moving over their depth. Free; needs no account. */
export const createLocalEngine = (
  encoder: EncoderChoice,
  depth: DepthChoice = noDepthModel,
  onTrouble: OnTrouble = () => {},
  faceAnalysis: 'on' | 'off' = 'on',
): Engine => ({
  name: 'local',
  parallel: 1,
  models: () => [localModel],
  down: () => null,
  plan: (shot, model) => planRender(shot, model, depth),
  start: async ({ input }, { idempotencyKey }) => ({ id: idempotencyKey, input }),
  find: async () => null,
  check: async () => ({ state: 'ready' }),
  waitForUpdate: async (_operation, milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  cancel: async () => {},
  collect: (operation, context) =>
    renderTo({ encoder, depth, onTrouble, faceAnalysis }, operation['input'] as RenderInput, context),
});
