import { fork } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CollectContext, Engine, Warning } from '../../core/engine.ts';
import { Failure, type FailureRecord } from '../../core/failure.ts';
import { childModule } from '../../media/child.ts';
import { clipReportPath } from '../../media/clip-report.ts';
import type { EncoderChoice } from '../../media/encoder-command.ts';
import { type DepthChoice, type DepthSource, noDepthModel, type OnTrouble } from './depth/source.ts';
import { localModel, planRender } from './local-plan.ts';
import type { RenderTask } from './render.ts';
import type { RenderInput } from './render-input.ts';

const unwritable = (error: unknown): never => {
  throw new Failure('output_unwritable', {}, error);
};

type LocalTools = {
  readonly encoder: EncoderChoice;
  readonly depth: DepthChoice;
  readonly onTrouble: OnTrouble;
  readonly faceAnalysis: 'on' | 'off';
};

/** Selects the depth source of a render. The model it was planned with may have been removed since. */
const depthOf = (
  { depth, onTrouble, faceAnalysis }: LocalTools,
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

/** Messages from the render process. `cause` is for the log; `jpeg` is base64. */
export type RenderEvents =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'preview'; readonly jpeg: string }
  | { readonly kind: 'trouble'; readonly cause: string }
  | { readonly kind: 'notice'; readonly warning: Warning }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: FailureRecord; readonly cause: string };

/** Milliseconds that a render process has to stop its encoder and exit. */
const grace = 2000;

/**
 * Renders a clip in a separate process, which stops when this one does. Settles once that process has ended.
 * Throws `Failure` `cancelled`, `fault`, `model_failed`, or the failure of the render.
 */
const runRender = (
  task: RenderTask,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
  onTrouble: OnTrouble,
  onNotice: (notice: Warning) => void = () => {},
  onPreview: (jpeg: Buffer) => void = () => {},
): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) throw new Failure('cancelled', {}, signal.reason);
    const { path, execArgv } = childModule(import.meta.url, 'render-child');
    const child = fork(path, [], {
      execArgv,
      // The child needs PATH to find the encoder, but must not see our secrets.
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let last: RenderEvents = { kind: 'progress', fraction: 0 };
    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), grace);
    };
    const leave = (outcome: Failure | null) => {
      clearTimeout(killTimer);
      signal.removeEventListener('abort', stop);
      if (outcome === null) resolve();
      else reject(outcome);
    };
    signal.addEventListener('abort', stop);
    child.on('message', (event: RenderEvents) => {
      last = event;
      // What was sent before the child ended may come after it was told to stop.
      if (event.kind === 'progress' && !signal.aborted) onProgress(event.fraction);
      if (event.kind === 'preview') onPreview(Buffer.from(event.jpeg, 'base64'));
      if (event.kind === 'trouble') onTrouble(event.cause);
      if (event.kind === 'notice') onNotice(event.warning);
    });
    child.once('error', (error) => {
      if (child.pid === undefined) leave(new Failure('model_failed', {}, error));
    });
    child.once('close', (code, killer) => {
      if (last.kind === 'done') leave(null);
      else if (signal.aborted) leave(new Failure('cancelled', {}, signal.reason));
      else if (last.kind === 'failed') leave(new Failure(last.failure.kind, last.failure.facts, last.cause));
      else {
        const cause = `the render process ended with ${killer ?? code}`;
        // We didn't kill it, so the system did because of its memory use.
        leave(
          killer === 'SIGKILL'
            ? new Failure('fault', { of: 'memory' }, cause)
            : new Failure('model_failed', {}, cause),
        );
      }
    });
    child.send(task, () => {});
  });

const renderTo = async (tools: LocalTools, input: RenderInput, context: CollectContext): Promise<void> => {
  const { photos, output, signal, depth = null, mask = null, sound = null } = context;
  if (photos.length === 0) throw new Failure('photo_missing');
  const folder = await mkdtemp(join(dirname(output), '.render-')).catch(unwritable);
  try {
    const clip = join(folder, 'clip.mp4');
    await runRender(
      {
        encoder: tools.encoder,
        photos,
        depth: depthOf(tools, input, depth, mask),
        sound,
        input,
        output: clip,
      },
      signal,
      (fraction) => context.onProgress(fraction),
      tools.onTrouble,
      (notice) => context.onNotice?.(notice),
      (jpeg) => context.onPreview?.(jpeg),
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
