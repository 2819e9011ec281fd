import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReplicateEngine } from '../../../src/engines/replicate/replicate-engine.ts';
import { auditLedger, grantCredits } from '../../../src/store/ledger.ts';
import { standUp } from '../../jobs/job-stand.ts';
import { submitFiles } from '../../jobs/submit-files.ts';
import type { Fault } from '../../peers/replicate/faults.ts';
import { order } from '../../store/rows.ts';
import { plainPlanning } from './planning.ts';
import { openStand, type Stand } from './replicate-stand.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), name: 'cat' };

/** What happens to the first call of a job, by its number. */
const faults: readonly Fault[] = [
  {},
  { reset: 'after' },
  { reset: 'before' },
  { refuse: { status: 502, html: true } },
  { refuse: { status: 500 } },
  { refuse: { status: 429, retryAfter: 1 } },
  { output: 'object', delivery: 'redirect' },
  { refuse: { status: 503 } },
];

const jobs = standUp();
let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ run: 100 });
});
afterAll(() => stand.close());

it('jobs whose calls are lost, refused and put off all end in one clip that was paid for once', async () => {
  const called = new Set<string>();
  stand.peer.rule({
    create: ({ prompt }) => {
      if (called.has(prompt)) return undefined;
      called.add(prompt);
      return faults[Number(/\d+/.exec(prompt)?.[0]) % faults.length];
    },
    answer: ({ route, number }) => {
      if (route !== 'GET predictions/*' || number % 9 !== 0) return undefined;
      return number % 2 === 0 ? 'reset' : { status: 503 };
    },
  });
  const engine = createReplicateEngine(
    { ...stand.settings, tuning: { ...stand.settings.tuning, grace: 3 } },
    plainPlanning,
  );
  await jobs.rebuild({ engine });
  await grantCredits(jobs.store.database, 'ana', 1_000);
  const ids: string[] = [];
  for (let number = 0; number < 24; number += 1) {
    const wish = { ...order, owner: 'ana', prompt: `wish ${number}`, takes: 1 };
    ids.push((await submitFiles(jobs.services, wish, [photo], null)).job.id);
  }
  await jobs.work(8);
  for (const id of ids) await jobs.done(id);

  const ended = await Promise.all(ids.map((id) => jobs.reload(id)));
  expect(ended.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'succeeded'));
  const prompts = stand.peer.predictions().map(({ input }) => input['prompt']);
  expect(new Set(prompts).size).toBe(ids.length);
  expect(prompts).toHaveLength(ids.length);
  expect(await auditLedger(jobs.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  expect(await stand.filesKept()).toEqual([]);
  expect(stand.peer.counts().tokens).toBe(0);
});
