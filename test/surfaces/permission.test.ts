import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import type { Option } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import type { Visibility } from '../../src/core/permission.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { insertClip, setVisibility } from '../../src/store/clip-rows.ts';
import { insertInputFiles } from '../../src/store/input-file-rows.ts';
import { keep } from '../peers/marked.ts';
import { clipRow, insertJob, jobRow, photoRow } from '../store/rows.ts';
import { openChats } from './chats.ts';
import { type Identity, openIdentities } from './identities.ts';

/** What can be done with a clip or its job, all at once. */
const uses = {
  clip: {},
  recipe: {},
  export: {},
  rate: { to: 'up' },
  remix: {},
  extend: {},
  preset: { do: 'save' },
  reroll: {},
  edit: { prompt: 'slow zoom' },
  motion: { to: 'more' },
  refine: {},
  join: {},
  share: {},
  report: { why: 'rules' },
  // Hides nothing, so that the rest still finds it.
  hide: { to: 'undo' },
} as const;
/** And then, one after another, what takes it away. */
const ends = { retry: {}, cancel: {}, delete: {} } as const;

const states = ['private', 'community', 'public', 'hidden again', 'taken down'] as const;

/**
 * A sign for each deed: `+` done, `-` refused, `.` as if it were not there, `t` taken down, `p` no private place, `c` no
 * community, `o` their own, `g` for people only. Of a job that has ended others may learn that it was, and nothing else.
 */
type Rows = readonly [string, string, string, string, string];
const own: Rows = [
  '+++++++++++++o-+++',
  '+++++++++++++o-+++',
  '+++++++++++++o-+++',
  '+++++++++++++o-+++',
  'ttttttttttttttt++t',
];
const member: Rows = [
  '..................',
  '++-++++------+----',
  '++-++++------+----',
  '...............--.',
  '...............--.',
];
const moderator: Rows = [
  '..................',
  '++-++++------++-++',
  '++-++++------++-++',
  '...............-+.',
  '...............-+.',
];
const elsewhere: Rows = [
  '..................',
  '..................',
  '++-++++------+----',
  '...............--.',
  '...............--.',
];
/** No group, channel or bot keeps presets. */
const noPerson = (rows: Rows): Rows =>
  rows.map((row) => `${row.slice(0, 6)}g${row.slice(7)}`) as unknown as Rows;
/** Nobody answers for a channel or bot, so nobody gets what is exported in its name. */
const unanswered = (rows: Rows): Rows =>
  noPerson(rows).map((row) => `${row.slice(0, 2)}g${row.slice(3)}`) as unknown as Rows;
const ofGroup: Rows = [
  '++++pp+ppp+++o-+++',
  '+++++++++++++o-+++',
  '+++++++++++++o-+++',
  '++++pp+ppp+++o-+++',
  'ttttttttttttttt++t',
];
// Who may moderate may also hide what they made themselves.
const ofGroupAdmin: Rows = [
  ofGroup[0],
  ...[ofGroup[1], ofGroup[2]].map((row) => row.replace('o-', 'o+')),
  ofGroup[3],
  ofGroup[4],
] as unknown as Rows;
const atTerminal: Rows = [
  '+++++++++++++o-+++',
  '++++++++++++co-+++',
  '+++++++++++++o-+++',
  '+++++++++++++o-+++',
  'ttttttttttttttt++t',
];

const expected: Record<string, Rows> = {
  'Discord, its owner': own,
  'Discord, its owner in another server': own,
  'Discord, its owner in direct messages': own,
  'Discord, a member': member,
  'Discord, a member in direct messages': elsewhere,
  'Discord, a member in a conversation of several': elsewhere,
  'Discord, a moderator': moderator,
  'Discord, who may change settings': member,
  'Discord, who may do everything in another server': elsewhere,
  'Telegram, its owner': own,
  'Telegram, its owner alone with the bot': own,
  'Telegram, a member': member,
  'Telegram, a member alone with the bot': elsewhere,
  'Telegram, an admin who may delete': moderator,
  'Telegram, an admin who may not delete': member,
  'Telegram, an anonymous admin': noPerson(moderator),
  'Telegram, an anonymous admin, of what the group made': noPerson(ofGroupAdmin),
  'Telegram, a channel': unanswered(member),
  'Telegram, an admin of another group': elsewhere,
  'Telegram, a bot that is an admin': unanswered(member),
  'Telegram, a bot, of what it made': unanswered(ofGroup),
  Operator: [
    '................+.',
    '++--------------++',
    '++-++++------+--++',
    '...............-+.',
    '...............-+.',
  ],
  'Web, its owner': atTerminal,
  'Web, another browser': elsewhere,
  'Web, without a session': [
    '..................',
    '..................',
    '++----------------',
    '...............--.',
    '...............--.',
  ],
  'Terminal, its owner': atTerminal,
  'Terminal, another user of the machine': elsewhere,
};

describe('who may do what with a clip', () => {
  const chats = openChats({ works: false });

  let identities: Awaited<ReturnType<typeof openIdentities>>;
  beforeAll(async () => {
    identities = await openIdentities(chats());
  });

  const made = async ({ owner, community }: Identity, state: (typeof states)[number]) => {
    const { database } = chats().services.store;
    const { storage } = chats().services;
    const visibility = ['hidden again', 'taken down'].includes(state) ? 'public' : (state as Visibility);
    const photo = { ...photoRow(), owner };
    const order = { ...jobRow().order, photos: [photo.id], owner, community, visibility };
    const job = await insertJob(database, { ...jobRow(), owner, order });
    await insertInputFiles(database, [photo], 1);
    const row = { ...clipRow(job?.id ?? '', 1), owner, community, visibility };
    const recipe = { ...row.recipe, order: { ...row.recipe.order, photos: [photo.id] } };
    await insertClip(database, { ...row, recipe });
    await using workspace = await storage.workspace();
    for (const key of [row.file, row.thumbnail, photo.file]) {
      await writeFile(join(workspace.folder, 'bytes'), key);
      await keep(storage, key, join(workspace.folder, 'bytes'));
    }
    if (state === 'taken down') await takeDown(chats().services, row.id, 'rules');
    if (state === 'hidden again') await setVisibility(database, { id: row.id }, 'private');
    return {
      clip: row.id,
      job: job?.id ?? '',
      visibility: state === 'hidden again' ? 'private' : visibility,
    };
  };

  const sign = async (told: Promise<unknown>): Promise<string> => {
    const signs: Record<string, string> = {
      not_allowed: '-',
      not_found: '.',
      taken_down: 't',
      no_private_place: 'p',
      unknown_choice: 'c',
      own_clip: 'o',
      people_only: 'g',
      // Nothing here has failed, is a draft or has a second part: only who may is told so.
      not_failed: '+',
      not_refinable: '+',
      join_count: '+',
    };
    return told.then(
      () => '+',
      (error: unknown) => signs[asFailure(error).kind] ?? asFailure(error).kind,
    );
  };

  it.each(Object.keys(expected))('%s', async (name) => {
    const identity = identities.get(name);
    if (identity === undefined) throw new Error('nobody');
    const rows: string[] = [];
    for (const state of states) {
      const { clip, job, visibility } = await made(identity, state);
      const ask = (name: string, values: object): Promise<string> =>
        sign(identity.ask(name, { ...values, id: ['retry', 'cancel'].includes(name) ? job : clip }));
      const all = { ...uses, share: { to: visibility } };
      const signs = await Promise.all(Object.entries(all).map(([name, values]) => ask(name, values)));
      // A clip is imitated by whoever may remix it.
      const photos = [{ path: 'test/fixtures/photos/cat-chelsea.jpg', name: 'cat.jpg' }];
      const imitated = await sign(identity.ask('animate', { like: clip, photos }));
      const may = name === 'Web, without a session' ? '-' : signs[Object.keys(uses).indexOf('remix')];
      expect(imitated, `${state}, like`).toBe(may);
      // Each clip that is joined has to be one's own, not only the first.
      const theirs = await made({ ...identity, owner: 'discord:somebody-else' }, state);
      const joined = await sign(identity.ask('join', { id: clip, clip2: theirs.clip }));
      expect(joined, `${state}, joined with somebody else's`).toMatch(/^[-.tp]$/);
      for (const [name, values] of Object.entries(ends)) signs.push(await ask(name, values));
      rows.push(signs.join(''));
      await chats().services.store.database.execute(
        sql`update jobs set state = 'done', outcome = 'cancelled'`,
      );
    }
    expect(rows).toEqual(expected[name]);
  });

  it('the table has a column for every way to use a clip, and for every command that renders one', () => {
    const columns: readonly string[] = ['animate', ...Object.keys(uses), ...Object.keys(ends)];
    const needed = new Set(commands.filter(({ name }) => columns.includes(name)).map(({ needs }) => needs));
    // Only whoever was asked answers a question, or is compared with others.
    const asked = ['confirm', 'forget'];
    const missing = commands.filter(
      ({ name, needs, options, renders }) =>
        Object.values<Option>(options).some((option) => option.type === 'id' && !('pressed' in option)) &&
        !columns.includes(name) &&
        !asked.includes(name) &&
        (renders || needs === undefined || !needed.has(needs)),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('the table has an answer for everybody who is there', () => {
    expect([...identities.keys()].sort()).toEqual(Object.keys(expected).sort());
  });
});
