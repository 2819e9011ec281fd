import { expect, it } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { requesterKinds } from '../../src/core/permission.ts';
import { ownDefaults } from '../../src/jobs/own-defaults.ts';
import { presetsFor } from '../../src/jobs/own-presets.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { actor } from '../peers/render-services.ts';

const stand = standUp();

it.each([
  ['defaults', { effect: 'parallax' }],
  ['preset', { name: 'Soft', effect: 'old-photo' }],
  ['forget', {}],
  ['export', {}],
])('%s does nothing in the name of a group', async (name, raw) => {
  // The group's own name is also where its shared presets and rules are.
  const group = actor('telegram:-100', { communities: ['telegram:-100'], manages: ['telegram:-100'] });
  const asker = { actor: group, community: 'telegram:-100' };
  const said = async (requester: (typeof requesterKinds)[number]) =>
    ask(stand.services, name, group, raw, { community: asker.community, requester }).then(
      () => 'done',
      (error: Failure) => error.kind,
    );
  // Who confirms that a group is forgotten is known once they press.
  const may = ['forget', 'export'].includes(name) ? ['person', 'anonymous-admin'] : ['person'];
  for (const kind of requesterKinds)
    expect(await said(kind), kind).toBe(may.includes(kind) ? 'done' : 'people_only');
  if (name !== 'forget') return;
  expect(await presetsFor(stand.services, asker)).toEqual({ own: [], shared: [] });
  expect(await ownDefaults(stand.services, group.id)).toEqual({});
  expect(await said('person')).toBe('done');
});
