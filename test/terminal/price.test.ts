import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { makeAll } from '../../adapters/terminal/make-clip.ts';
import { openScreen } from '../../adapters/terminal/screen.ts';
import type { TerminalSession } from '../../adapters/terminal/terminal-session.ts';
import { Failure } from '../../src/core/failure.ts';
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
  const session: TerminalSession = {
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

it('a batch that is stopped cancels every job it has begun, once each, and begins no more', async () => {
  const cancelled: unknown[] = [];
  const asked = new Map<string, number>();
  const session: TerminalSession = {
    run: async (name, { id }) => {
      if (name === 'cancel') cancelled.push(id);
      if (name !== 'animate') return reply({ key: 'cancelled', values: { wasRunning: 1, credits: 0 } });
      if (asked.size === 2) throw new Failure('too_many_jobs', { limit: 2 });
      const job = `job ${asked.size + 1}`;
      asked.set(job, 0);
      return reply(
        { key: 'accepted', values: { effect: 'parallax', seed: 7, takes: 1 } },
        { job: { ...status, id: job } },
      );
    },
    // What nobody cancels ends by itself.
    status: async (id) => {
      const times = (asked.get(id) ?? 0) + 1;
      asked.set(id, times);
      const ended = cancelled.includes(id) || times > 2;
      return {
        ...status,
        failure: null,
        ...(ended ? { outcome: 'cancelled' } : { state: 'generating', outcome: null }),
      };
    },
    close: async () => {},
  };
  const screen = openScreen(new PassThrough(), new PassThrough());
  const tasks = ['one', 'two', 'three'].map((label) => ({ label, raw: {}, out: `${label}.mp4` }));
  const parts = { screen, messages: english, yes: false, quiet: false, signal: AbortSignal.abort() };
  const results = await makeAll(session, 'animate', tasks, parts);
  expect(cancelled).toEqual(['job 1', 'job 2']);
  expect(results.map(({ failure }) => failure?.kind)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});
