import { beforeEach, describe, expect, it } from 'vitest';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { standUp } from './job-stand.ts';

describe('a label in the picture', () => {
  const stand = standUp();
  beforeEach(() => stand.rebuild({ limits: { daily: 1_000 } }));
  const label = { kind: 'watermark', mark: { kind: 'label', text: 'AI-generated' } };
  const words = () => 'AI-generated';

  it.each([
    ['nobody', false, 'off', []],
    ['the operator', true, 'off', [label]],
    ['the community', false, 'always', [label]],
  ] as const)('is there where %s wants it', async (_who, always, wanted, steps) => {
    await changeRules(stand.services, 'home', () => ({ label: wanted }));
    const services = { ...stand.services, label: { always, words } };
    const { job } = await stand.ask('ana', { community: 'home', visibility: 'community' });
    await runJob(services, job.id, new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    expect(clip?.recipe.post).toEqual(steps);
  });
});
