import { setPriority } from 'node:os';
import type { Warning } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import type { RenderEvents } from './local-engine.ts';
import type { RenderTask } from './render.ts';
import { renderFrames } from './render.ts';

// Answering users takes priority over rendering: of a core that both need, two busy threads here get 7 %.
setPriority(15);

const control = new AbortController();
const stop = () => control.abort(new Failure('cancelled'));
process.once('disconnect', stop);
process.once('SIGTERM', stop);

const tell = (event: RenderEvents): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected && process.send) process.send(event, () => resolve());
    else resolve();
  });

let told = 0;
const progress = (fraction: number) => {
  if (fraction < told + 0.02) return;
  told = fraction;
  void tell({ kind: 'progress', fraction });
};

const notice = (warning: Warning) => void tell({ kind: 'notice', warning });

const preview = (jpeg: Buffer) => void tell({ kind: 'preview', jpeg: jpeg.toString('base64') });

const trouble = (cause: string) => void tell({ kind: 'trouble', cause });

process.once('message', async (task: RenderTask) => {
  await renderFrames(task, control.signal, progress, trouble, notice, preview).then(
    () => tell({ kind: 'done' }),
    (error: unknown) => {
      const { kind, facts, cause } = asFailure(error);
      return tell({ kind: 'failed', failure: { kind, facts }, cause: String(cause ?? '') });
    },
  );
  process.exit();
});
