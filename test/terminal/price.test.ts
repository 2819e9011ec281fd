import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { makeAll } from '../../adapters/terminal/make-clip.ts';
import { openScreen } from '../../adapters/terminal/screen.ts';
import type { Session } from '../../adapters/terminal/terminal-session.ts';
import type { JobStatus } from '../../src/core/job.ts';
import { reply } from '../../src/core/reply.ts';
import { english } from '../messages/opened.ts';

const status: JobStatus = {
  id: 'job',
  state: 'done',
  outcome: 'failed',
  failure: { kind: 'model_failed', facts: {} },
  effect: 'parallax',
  model: 'local-2.5d',
  local: true,
  dataGoesTo: null,
  credits: 0,
  engine: 'paid',
  seed: 7,
  visibility: 'private',
  queuePosition: null,
  fraction: 1,
  readyAt: null,
  clips: [],
};

/** What stands on stderr of a terminal whose service accepts a job at this price. */
const errorsAt = async (price: { credits?: number; left?: number }): Promise<string> => {
  const values = { effect: 'parallax', seed: 7, takes: 1, ...price };
  const session: Session = {
    run: async () => reply({ key: 'accepted', values }, { job: status }),
    status: async () => status,
    close: async () => {},
  };
  const [out, error] = [new PassThrough(), new PassThrough()];
  const tasks = [{ label: 'photo', raw: {}, out: 'clip.mp4' }];
  const { signal } = new AbortController();
  const parts = { screen: openScreen(out, error), messages: english, yes: false, quiet: false, signal };
  await makeAll(session, 'animate', tasks, parts);
  error.end();
  return text(error);
};

it('what a clip may cost is told on stderr before it is made, and nothing where it is free', async () => {
  expect(await errorsAt({ credits: 42, left: 58 })).toBe(
    'Rendering your Parallax clip (seed 7). This costs up to 42 credits. You’ll have 58 left.\n',
  );
  expect(await errorsAt({})).toBe('');
});
