import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CollectContext, Engine } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import type { EncoderChoice } from '../../media/encoder-command.ts';
import { lookPath } from '../../media/look.ts';
import type { FilmInput } from './film-input.ts';
import { localModel, planFilm } from './plan.ts';
import { runRender } from './render-process.ts';

const unwritable = (error: unknown): never => {
  throw new Failure('output_unwritable', {}, error);
};

const film = async (encoder: EncoderChoice, input: FilmInput, context: CollectContext): Promise<void> => {
  const { photos, output, signal } = context;
  if (photos.length === 0) throw new Failure('photo_missing');
  const folder = await mkdtemp(join(dirname(output), '.film-')).catch(unwritable);
  try {
    const clip = join(folder, 'clip.mp4');
    await runRender({ encoder, photos, input, output: clip }, signal, (fraction) =>
      context.onProgress(fraction),
    );
    await rename(lookPath(clip), lookPath(output)).catch(unwritable);
    await rename(clip, output).catch(unwritable);
  } finally {
    // An encoder whose renderer was killed may still be writing its last bytes.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
};

/** Films photos on this machine: a camera moves over a guessed depth. Costs nothing, needs no account. */
export const createLocalEngine = (encoder: EncoderChoice): Engine => ({
  name: 'local',
  parallel: 1,
  models: () => [localModel],
  down: () => null,
  plan: planFilm,
  start: async ({ input }, { marker }) => ({ id: marker, input }),
  find: async () => null,
  check: async () => ({ state: 'ready' }),
  news: async (_operation, milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  cancel: async () => {},
  collect: (operation, context) => film(encoder, operation['input'] as FilmInput, context),
});
