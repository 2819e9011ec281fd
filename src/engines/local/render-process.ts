import { fork } from 'node:child_process';
import type { Warning } from '../../core/engine.ts';
import { Failure, type FailureRecord } from '../../core/failure.ts';
import { childModule } from '../../media/child.ts';
import type { OnTrouble } from './depth/source.ts';
import type { RenderTask } from './render.ts';

/** Messages from the render process. `cause` is for the log. */
export type RenderEvents =
  | { readonly kind: 'progress'; readonly fraction: number }
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
export const runRender = (
  task: RenderTask,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
  onTrouble: OnTrouble,
  onNotice: (notice: Warning) => void = () => {},
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
    let executioner: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      executioner = setTimeout(() => child.kill('SIGKILL'), grace);
    };
    const leave = (outcome: Failure | null) => {
      clearTimeout(executioner);
      signal.removeEventListener('abort', stop);
      if (outcome === null) resolve();
      else reject(outcome);
    };
    signal.addEventListener('abort', stop);
    child.on('message', (news: RenderEvents) => {
      last = news;
      // What was sent before the child ended may come after it was told to stop.
      if (news.kind === 'progress' && !signal.aborted) onProgress(news.fraction);
      if (news.kind === 'trouble') onTrouble(news.cause);
      if (news.kind === 'notice') onNotice(news.warning);
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
