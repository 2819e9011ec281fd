import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { operatorCommands } from '../../commands/operator.ts';
import type { Command } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import { type Visibility, visibilities } from '../../src/core/permission.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import type { Services } from '../../src/jobs/services.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { insertInputFiles } from '../../src/store/input-file-rows.ts';
import { standUp } from '../jobs/job-stand.ts';
import { keep } from '../peers/marked.ts';
import { actor, request } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow, photoRow } from '../store/rows.ts';

const actors = {
  owner: actor('ana'),
  member: actor('member', { communities: ['home'] }),
  moderator: actor('moderator', { communities: ['home'], moderates: ['home'] }),
  elsewhere: actor('elsewhere', { communities: ['other'], moderates: ['other'] }),
  operator: actor('operator', { operator: true }),
  anonymous: actor(''),
} as const;
type Who = keyof typeof actors;

type Answer =
  | 'done'
  | 'own_clip'
  | 'cannot_post'
  | 'not_allowed'
  | 'not_found'
  | 'not_refinable'
  | 'not_failed'
  | 'join_count';
const seen = (visibility: Visibility, who: Who): boolean =>
  who === 'owner' ||
  visibility === 'public' ||
  (visibility === 'community' && who === 'operator') ||
  (visibility === 'community' && (who === 'member' || who === 'moderator'));

const ownersOnly = { owner: 'done' } as const;
const tidied = { owner: 'done', operator: 'done', moderator: 'done' } as const;
const known = {
  owner: 'done',
  member: 'done',
  moderator: 'done',
  elsewhere: 'done',
  operator: 'done',
} as const;
const everyone = {
  owner: 'done',
  member: 'done',
  moderator: 'done',
  elsewhere: 'done',
  operator: 'done',
  anonymous: 'done',
} as const;

/** What each command that touches a clip or job answers to those who can see it; who cannot gets `not_found`. */
const touching: Record<string, { values: object; answers: Partial<Record<Who, Answer>> }> = {
  // What stands here is compared with nothing.
  vote: { values: {}, answers: Object.fromEntries(Object.keys(known).map((who) => [who, 'not_found'])) },
  clip: { values: {}, answers: everyone },
  reroll: { values: {}, answers: ownersOnly },
  remix: { values: {}, answers: known },
  edit: { values: { prompt: 'slow zoom' }, answers: ownersOnly },
  motion: { values: { to: 'more' }, answers: ownersOnly },
  extend: { values: {}, answers: known },
  // What stands here was no draft; only its owner is told so.
  refine: { values: {}, answers: { owner: 'not_refinable' } },
  // Nor has its job failed.
  retry: { values: {}, answers: { owner: 'not_failed' } },
  // What stands here was never put aside.
  confirm: {
    values: {},
    answers: Object.fromEntries(Object.keys(everyone).map((who) => [who, 'not_found'])),
  },
  // Nobody was asked whether to.
  forget: {
    values: { to: 'yes' },
    answers: Object.fromEntries(Object.keys(everyone).map((who) => [who, 'not_found'])),
  },
  export: { values: {}, answers: ownersOnly },
  // One clip is none to join.
  join: { values: {}, answers: { owner: 'join_count' } },
  save: { values: { format: 'gif' }, answers: everyone },
  recipe: { values: {}, answers: everyone },
  preset: { values: { do: 'save' }, answers: known },
  rate: { values: { to: 'up' }, answers: known },
  share: { values: { to: 'public' }, answers: ownersOnly },
  publish: { values: { to: 'yes' }, answers: ownersOnly },
  unshare: { values: {}, answers: ownersOnly },
  // The platform of these tests has no channels.
  post: { values: {}, answers: { owner: 'cannot_post' } },
  report: { values: { why: 'rules' }, answers: { ...known, owner: 'own_clip' } },
  hide: { values: {}, answers: { moderator: 'done' } },
  'dismiss-report': { values: {}, answers: { moderator: 'done' } },
  delete: { values: {}, answers: tidied },
  cancel: { values: {}, answers: tidied },
};

// Operators keep the service running, whoever a job is for.
const cancels = (name: string, who: Who): boolean => name === 'cancel' && who === 'operator';

const cells = Object.entries(touching).flatMap(([name, { values, answers }]) =>
  visibilities.flatMap((visibility) =>
    (Object.keys(actors) as Who[]).map((who) => {
      const named = answers[who] ?? 'not_allowed';
      // Operators look at what a community sees, but use what everybody sees alone.
      const uses = ['remix', 'extend', 'rate', 'vote', 'report', 'preset'].includes(name);
      const looks = who === 'operator' && visibility === 'community' && uses;
      const may = looks ? 'not_allowed' : seen(visibility, who) || cancels(name, who) ? named : 'not_found';
      return { name, values, visibility, who, may };
    }),
  ),
);

describe('every command asks who may', () => {
  const stand = standUp();
  let clip: { id: string; job: string };

  const make = async (visibility: Visibility): Promise<void> => {
    const { database } = stand.store;
    const photo = photoRow();
    const order = { ...jobRow().order, photos: [photo.id], community: 'home', visibility };
    const job = await insertJob(database, { ...jobRow(), order });
    if (job === null) throw new Error('not added');
    await insertInputFiles(database, [photo], 1);
    const row = { ...clipRow(job.id, 1), community: 'home', visibility };
    const recipe = { ...row.recipe, order: { ...row.recipe.order, photos: [photo.id] } };
    await insertClip(database, { ...row, recipe });
    clip = { id: row.id, job: job.id };
    await using workspace = await stand.services.storage.workspace();
    for (const key of [row.file, row.thumbnail, photo.file]) {
      await writeFile(join(workspace.folder, 'bytes'), key);
      await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
    }
  };
  const run = async (name: string, who: Who, values: object): Promise<string> => {
    const command = commands.find((one) => one.name === name);
    if (command === undefined) throw new Error(`no command ${name}`);
    const known = { effects: ['parallax'], engines: [], models: [] };
    const bound = bind(command as Command<Services>, stand.services, known);
    return bound.run(request(actors[who], { community: 'home' }), { ...values }).then(
      () => 'done',
      (error: unknown) => asFailure(error).kind,
    );
  };

  describe('of clips and jobs', () => {
    beforeEach(async () => {
      const engine = stand.engine;
      await stand.rebuild({
        engine: { ...engine, plan: (shot, model) => ({ ...engine.plan(shot, model), credits: 0 }) },
      });
    });

    it.each(cells)(
      '$name of a $visibility clip by $who: $may',
      async ({ name, values, visibility, who, may }) => {
        await make(visibility);
        const id = name === 'cancel' || name === 'retry' ? clip.job : clip.id;
        expect(await run(name, who, { ...values, id })).toBe(may);
      },
    );

    it.each(Object.keys(touching))('%s of what never was is not found', async (name) => {
      expect(await run(name, 'owner', { ...touching[name]?.values, id: newId() })).toBe('not_found');
    });
  });

  it('credits are told to whoever we know, each their own', async () => {
    await stand.rebuild({ limits: { daily: 10 } });
    const answers = (Object.keys(actors) as Who[]).map(async (who) => [who, await run('credits', who, {})]);
    expect(Object.fromEntries(await Promise.all(answers))).toEqual({
      ...Object.fromEntries(Object.keys(actors).map((who) => [who, 'done'])),
      anonymous: 'not_allowed',
    });
  });

  it('and what the operator alone may do is not among what people can ask', () => {
    const asked: readonly string[] = commands.map((command) => command.name);
    expect(operatorCommands.filter(({ name }) => asked.includes(name))).toEqual([]);
  });

  it('and the table above knows every command that takes an id', () => {
    const taking = commands.filter((command) => 'id' in command.options).map((command) => command.name);
    expect([...taking].sort()).toEqual(Object.keys(touching).sort());
  });
});
